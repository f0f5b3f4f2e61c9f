"""Adapters to phone systems: the guarded transport, and a folder per vendor."""
