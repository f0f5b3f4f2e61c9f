"""Tests of bot.cdr."""
