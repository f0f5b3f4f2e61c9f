"""The Slack edge: commands, presses, forms, Home and installation, over Socket Mode or HTTP."""
