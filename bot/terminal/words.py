"""The words that only the terminal's pages have: what to type for more."""

from __future__ import annotations

MORE_MISSING = "… and {count} more parts are missing: --json lists them all."
MORE_CALLS = "… and {count} more calls: --all or --json"
MORE_EXTENSIONS = "… and {count} more: --json"
MORE_CALLERS = "… and {count} more callers: --all or --json"
