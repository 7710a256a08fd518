"""What the two kinds of measuring process share."""

from __future__ import annotations

import logging
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rasa.utils.log_utils import configure_structlog


@contextmanager
def only_for_results() -> Iterator[TextIO]:
    """Give standard output for results alone; what libraries print goes to standard error."""
    # Without this, Rasa would print every message that it understands.
    configure_structlog(logging.WARNING)
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as results:
        os.dup2(2, 1)
        yield results


def peak_memory_mb() -> float:
    """Return the most memory that this process has had, in 10⁶ bytes."""
    # Linux counts in 1,024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
