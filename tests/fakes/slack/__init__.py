"""A strict fake of Slack: Web API, signed deliveries, Socket Mode, response URLs, modals and installing."""

from fakes.slack.fake import FakeSlack
from fakes.slack.outcome import Delivery

__all__ = ["Delivery", "FakeSlack"]
