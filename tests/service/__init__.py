"""The whole service in a process of its own: strict fake Slack before it, simulated PBX behind it."""
