"""Tests of bot.query.when."""
