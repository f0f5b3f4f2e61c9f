"""Tests of bot.answers."""
