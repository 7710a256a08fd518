"""Which conversations are one person's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stores.conversation_id import SLACK_PREFIX, is_reserved


def person_of(conversation: str) -> str:
    """Who the conversation's person is, as far as it can be told.

    On the web nobody is known beyond one conversation. In Slack a person has many, one for each
    channel and thread.

    Args:
        conversation: its id.
    """
    if not is_reserved(conversation):
        return conversation
    parts = conversation.split(":")  # see Place
    return f"{SLACK_PREFIX}:{parts[1]}:{parts[-1]}"


def of_person(conversation: str) -> Callable[[Any], Any]:
    """The SQL condition that a row belongs to the person whose conversation this is.

    Args:
        conversation: the id of the conversation in which they ask.

    Returns:
        What makes the condition from the column with the conversation's id.
    """
    return lambda sender_id: of_same_person(sender_id, conversation)


def of_same_person(sender_id: Any, conversation: str) -> Any:
    """The SQL condition that a row belongs to the person whose conversation this is.

    Args:
        sender_id: the column with the conversation's id.
        conversation: the id of the conversation in which they ask.
    """
    if not is_reserved(conversation):
        return sender_id == conversation
    _, team, user = person_of(conversation).split(":")
    return sender_id.startswith(f"{SLACK_PREFIX}:{team}:", autoescape=True) & sender_id.endswith(
        f":{user}", autoescape=True
    )
