"""The door: ``ringback``, which is ``python -m bot``."""

from __future__ import annotations

from bot.cli.root import ringback


def main() -> None:
    """Run the command line."""
    ringback(prog_name="ringback")


if __name__ == "__main__":
    main()
