"""Names of conversations that belong to one channel."""

from __future__ import annotations

SLACK_PREFIX = "slack"


def is_reserved(conversation: str) -> bool:
    """Whether only the Slack channel may use this conversation.

    Its conversations are named after ids that people in the workspace can see, so a client of
    another channel must not be able to read or continue one by its name.
    """
    return conversation.strip().casefold().startswith(f"{SLACK_PREFIX}:")
