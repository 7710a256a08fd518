"""What is counted, in the form that Prometheus reads."""

from __future__ import annotations

import os
import tempfile

# prometheus_client decides when it is imported whether several processes count together: Sanic's
# workers do, in files. The folder is there for as long as this process.
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
if os.environ.get("SANIC_WORKERS", "1") != "1" and _FOLDER not in os.environ:
    _folder = tempfile.TemporaryDirectory(prefix="metrics-")
    os.environ[_FOLDER] = _folder.name

from prometheus_client import (  # noqa: E402
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

_registry = CollectorRegistry()
if _FOLDER not in os.environ:
    ProcessCollector(registry=_registry)

# Seconds; an answer takes some 20 ms on an idle machine, the page waits for 25 s.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)

MESSAGES = Counter(
    "assistant_messages_total",
    "What people said, by what was understood and what became of it.",
    ("channel", "language", "intent", "outcome"),
    registry=_registry,
)
ANSWER_SECONDS = Histogram(
    "assistant_answer_seconds",
    "From a message to its answer, with everything stored.",
    ("channel", "language"),
    buckets=_BUCKETS,
    registry=_registry,
)
UNDERSTOOD = Counter(
    "assistant_understood_total",
    "Texts that were understood: read, or kept from an earlier time (cache misses and hits).",
    ("how",),
    registry=_registry,
)
ACTION_SECONDS = Histogram(
    "assistant_action_seconds",
    "A call of the action server, by its result (ok or failed).",
    ("result",),
    buckets=_BUCKETS,
    registry=_registry,
)
RESPONSES = Counter(
    "assistant_http_responses_total",
    "Answers to HTTP requests; 429 is a rate limit's.",
    ("route", "status"),
    registry=_registry,
)
LOG_LINES = Counter(
    "assistant_log_lines_total",
    "Log lines that tell of trouble.",
    ("level",),
    registry=_registry,
)


def exposition() -> bytes:
    """All of it, from all workers; about processes, only what concerns the worker that answers."""
    if _FOLDER not in os.environ:
        return generate_latest(_registry)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    ProcessCollector(registry=together)
    return generate_latest(together)
