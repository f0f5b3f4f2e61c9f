"""Yeastar P-Series over its Open API."""
