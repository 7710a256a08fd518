"""Keeps what people type from being read as Rasa's intent shorthand, ``/intent{...}``."""

from __future__ import annotations

from rasa.shared.constants import INTENT_MESSAGE_PREFIX

MAX_MESSAGE_LENGTH = 2000
"""The longest message a public channel accepts, in characters."""

WORD_JOINER = "\u2060"  # no width, and not whitespace: Rasa's strip() leaves it in place


def plain_text(text: str) -> str:
    """Returns ``text`` so that Rasa reads it as words.

    Rasa takes a message such as ``/greet{"name": "x"}`` as an intent and entities instead of
    understanding it (``RegexMessageHandler``, through
    ``YAMLStoryReader.unpack_regex_message``, which strips the text and looks at its first
    character). That is a tool for developers: on a public channel anyone could call any intent,
    set any entity and restart a conversation with it. An invisible word joiner in front of the
    slash turns the shortcut off; every other text is returned as it is.
    """
    if text.strip().startswith(INTENT_MESSAGE_PREFIX):
        return WORD_JOINER + text
    return text
