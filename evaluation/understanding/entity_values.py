"""Entity values normalised: the id that a label's words for an entity stand for."""

from __future__ import annotations

from functools import lru_cache

from components.entity_patterns import vocabulary
from components.fold import fold
from guide import load_guide


def canonical(entity: str, value: str) -> str:
    """The guide's id for a value that may be one of its names: ``technical`` is ``core``.

    Args:
        entity: Its type.
        value: As a label has it, or as the extractor gives it.
    """
    written = _written(value)
    return _ids().get((entity, written), written)


@lru_cache(maxsize=1)
def _ids() -> dict[tuple[str, str], str]:
    ids: dict[tuple[str, str], str] = {}
    for entity, value, words in vocabulary(load_guide()):
        ids.setdefault((entity, _written(words)), value.partition("/")[0])
    return ids


def _written(value: str) -> str:
    """A value as the guide's ids are written."""
    return fold(value).lower().replace(" ", "_")
