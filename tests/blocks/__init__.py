"""Tests of what is sent to Slack."""
