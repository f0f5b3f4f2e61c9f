"""Use cases over ports: typed answers, complete or saying what is missing."""
