"""Conversational query rewriting by concatenation: a question and what comes after, as one text."""

from __future__ import annotations

CONTEXT = "context"
"""On a message: the one that is made of the question before it and itself."""

BEGINS = "begins"
"""On that one: whether nothing was asked before, and it stands beside the assistant's subject."""

# What a story asks stands mostly at its end.
_MOST_WORDS = 25


def together(before: str, text: str) -> str:
    """The text that is read: "What is MLOps do I need it for a first job".

    Args:
        before: the question before.
        text: the message that leans on it.
    """
    return f"{shortened(before)} {text}"


def shortened(before: str) -> str:
    """The last words of a question, without its mark."""
    return " ".join(before.split()[-_MOST_WORDS:]).rstrip(" ?.!")
