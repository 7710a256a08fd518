"""A cache (LRU) of the trackers that were stored last, so that who goes on isn't read again.

What is kept is only used if the store's last event of the conversation is still the one that was
written with it; whatever another server, an erasure or a restored backup has done since, is read.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from typing import NamedTuple

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted

from stores.stored_tracker import StoredTracker

MOST = 64
"""How many conversations are kept; each takes some 60 kB."""

MOST_EVENTS = 60
"""A longer tracker isn't kept: what is read of a long conversation is bounded, too."""

KEPT_SECONDS = 600.0
"""Nobody's words are kept longer than this, once anybody says something."""


class Recent(NamedTuple):
    """A tracker as it was stored.

    Attributes:
        tracker: belongs to whoever took it.
        domain: the one whose slots it has.
        last: its last event, in the store's JSON.
        since: when it was stored, in seconds of the monotonic clock.
    """

    tracker: StoredTracker
    domain: Domain
    last: str
    since: float


class RecentTrackers:
    """Keeps trackers from the end of a turn to the beginning of the next.

    Args:
        most: how many.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Recent] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, tracker: StoredTracker, domain: Domain, last: str) -> None:
        """Keeps a tracker as it is now: its events are stored, the last of them as this JSON."""
        now = time.monotonic()
        with self._lock:
            self._kept.pop(tracker.sender_id, None)
            if len(tracker.events) <= MOST_EVENTS:
                self._kept[tracker.sender_id] = Recent(_as_read(tracker), domain, last, now)
            while self._kept and (
                len(self._kept) > self._most
                or now - next(iter(self._kept.values())).since > KEPT_SECONDS
            ):
                self._kept.popitem(last=False)

    def take(self, sender_id: str) -> Recent | None:
        """Hands out a tracker, which isn't kept any more; ``None`` if there is none."""
        with self._lock:
            return self._kept.pop(sender_id, None)

    def clear(self) -> None:
        """Forgets all of them."""
        with self._lock:
            self._kept.clear()


def _as_read(tracker: StoredTracker) -> StoredTracker:
    """A twin of a tracker as the store would read it: from the beginning of its last session on."""
    twin = tracker.copy()
    events = list(twin.events)
    for place in reversed(range(len(events))):
        if events[place].type_name == SessionStarted.type_name:
            twin.events = deque(events[place:], twin.events.maxlen)
            break
    twin.stored = len(twin.events)
    return twin
