"""Conversation ids: which of them a store can hold, and which belong to one channel."""

from __future__ import annotations

import unicodedata
from typing import TypeGuard

MAX_ID_LENGTH = 255
"""As many characters as Rasa's SQL stores have room for in ``sender_id``."""

SLACK_PREFIX = "slack"

_NOT_STORABLE = ("Cc", "Cs")
"""Unicode's categories of control characters, and of halves of characters that are no text."""


def is_storable(value: object) -> TypeGuard[str]:
    """Whether every store can hold this as an id, of a conversation or of anything else.

    To be asked of each id that comes from outside before it becomes a key: what a database's driver
    can't hold, it refuses in the middle of handling a message.

    Args:
        value: whatever was sent. Text of 1 to 255 characters, all of them valid Unicode and none a
            control character, can be stored.
    """
    if not isinstance(value, str) or not 0 < len(value) <= MAX_ID_LENGTH:
        return False
    if value.isascii():
        return value.isprintable()
    return not any(unicodedata.category(character) in _NOT_STORABLE for character in value)


def is_reserved(conversation: str) -> bool:
    """Whether only the Slack channel may use this conversation.

    Its conversations are named after ids that people in the workspace can see, so a client of
    another channel must not be able to read or continue one by its name.
    """
    return conversation.strip().casefold().startswith(f"{SLACK_PREFIX}:")
