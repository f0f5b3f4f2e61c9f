"""Digests: what one is, when it is due and what it covers. Pure."""
