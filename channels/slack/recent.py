"""A bounded memory of what happened lately in this process (LRU)."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 10_000


class Recent(Generic[K, V]):
    """Values by key, of which the ones that were set longest ago are forgotten first."""

    def __init__(self) -> None:
        self._values: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def get(self, key: K, default: V) -> V:
        """The value that was set last."""
        return self._values.get(key, default)

    def set(self, key: K, value: V) -> None:
        """Remembers a value; at most ``MOST`` are remembered."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > MOST:
            self._values.popitem(last=False)
