"""Tests of bot.query."""
