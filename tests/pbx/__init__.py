"""Tests of bot.pbx."""
