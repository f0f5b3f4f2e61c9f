"""Ringback: answers questions about a company's phone calls."""

__version__ = "0.1.0"
