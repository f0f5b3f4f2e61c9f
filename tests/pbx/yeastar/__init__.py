"""Tests of bot.pbx.yeastar."""
