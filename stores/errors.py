"""What can go wrong with a store, in words that have nothing of a conversation in them."""

from __future__ import annotations

from rasa.shared.exceptions import RasaException


class StoreFailedError(RasaException):
    """Something inside a store called for the end of the process."""


class StoreUnavailableError(Exception):
    """A store can't be opened or read; the text says why in a sentence."""


def reason(error: Exception) -> str:
    """Why a store failed, as its database tells it.

    SQLAlchemy's own text has the statement in it, and other errors may quote what was written.
    """
    return str(getattr(error, "orig", None) or type(error).__name__)
