"""The door: ``ringback``, which is ``python -m bot``."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly from its first moment on."""
    try:
        from bot.cli.root import ringback  # noqa: PLC0415 - Ctrl-C may come while this is imported

        ringback(prog_name="ringback")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except RuntimeError as error:  # what Python 3.11 makes of Ctrl-C while a class is made
        if isinstance(error.__cause__, KeyboardInterrupt):
            sys.exit(_INTERRUPTED)
        raise


if __name__ == "__main__":
    main()
