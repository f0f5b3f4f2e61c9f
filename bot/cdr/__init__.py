"""The field itself: parties, legs, calls, outcomes, missed callers, tallies. Pure, no I/O."""
