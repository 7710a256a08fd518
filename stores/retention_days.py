"""The setting ``RETENTION_DAYS``: for how long conversations are kept."""

from __future__ import annotations

import os

DEFAULT_DAYS = "30"
MOST_DAYS = 36_500


class RetentionError(Exception):
    """Old conversations can't be erased; the text says why in a sentence."""


def read_days(value: str) -> int | None:
    """Reads ``RETENTION_DAYS``.

    Returns:
        The days that conversations are kept after their last event; ``None`` for ever.

    Raises:
        RetentionError: if it is no number of days and not ``off``.
    """
    if value.strip().lower() == "off":
        return None
    if not value.isdecimal() or not 0 < int(value) <= MOST_DAYS:
        raise RetentionError(f"RETENTION_DAYS must be a number of days or 'off', not '{value}'.")
    return int(value)


def retention_days() -> int | None:
    """What the setting says; 30 days where it isn't set.

    Raises:
        RetentionError: see `read_days`.
    """
    return read_days(os.environ.get("RETENTION_DAYS", DEFAULT_DAYS))
