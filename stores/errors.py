"""What can go wrong with a store, in words that have nothing of a conversation in them."""

from __future__ import annotations

from rasa.shared.exceptions import RasaException


class StoreFailedError(RasaException):
    """Something inside a store called for the end of the process."""


class ForeseenError(RasaException):
    """What can happen to a store; the text says what, with nothing of a conversation in it."""


class DamagedFileError(ForeseenError):
    """A store's file is no database any more; the text says what to do."""

    def __init__(self, name: str, why: object) -> None:
        super().__init__(
            f"{name} is damaged ({why}): put a backup in its place, or take it away, and a new one "
            "is made. No restart is needed."
        )


class StoreUnavailableError(Exception):
    """A store can't be opened or read; the text says why in a sentence."""


def reason(error: BaseException) -> str:
    """Why a store failed, as its database tells it.

    SQLAlchemy's own text has the statement in it, and other errors may quote what was written.
    """
    return str(getattr(error, "orig", None) or type(error).__name__)
