"""Slack: the assistant as a Slack app, on slack-bolt, inside the Rasa server.

``channel`` is the Rasa channel, ``listeners`` has one file for each thing that Slack tells us.
"""

from channels.slack.channel import SlackInput

__all__ = ["SlackInput"]
