"""What can't be stored isn't answered as if it were."""

from __future__ import annotations

from rasa.core.tracker_store import FailSafeTrackerStore


def apply() -> None:
    """Lets errors of the tracker store through, in the whole process.

    Rasa 3.6.21, the version in ``pyproject.toml``, hides them: what it can't store it keeps in its
    memory until it ends, and sends its events to the event broker; a conversation that it can't
    read it takes for a new one. Here the channel gets the error, and says that it can't answer now.
    """
    FailSafeTrackerStore.on_tracker_store_error = _raise
    FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise


def _raise(_: FailSafeTrackerStore, error: Exception) -> None:
    raise error
