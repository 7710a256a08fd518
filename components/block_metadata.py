"""The metadata of a training question's block in ``data/nlu``."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import METADATA, METADATA_INTENT
from rasa.shared.nlu.training_data.message import Message


def block_metadata(example: Message) -> dict[str, Any]:
    """What stands under ``metadata`` of the block that a training question is in."""
    return (example.get(METADATA) or {}).get(METADATA_INTENT) or {}
