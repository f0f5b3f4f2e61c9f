"""What Slack takes as Block Kit, as rules: small checks made of smaller ones. ``bot.blocks.validate`` applies them."""
