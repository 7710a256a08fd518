"""Gives back to the system what was freed: glibc keeps it, in case it is wanted again."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Does so, where the C library can; worth it after much was used once, as to load a model."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
