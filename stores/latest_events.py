"""Bounded reads: the last events of a session, and the slots as they were before them.

Rasa reads a whole session for each message. Here it costs the same however long the conversation
is: a message needs its last turns, and what earlier ones have left in slots.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    AllSlotsReset,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from sqlalchemy.engine import Connection

from stores.plain_statements import PlainConnection

MOST_EVENTS = 40
"""How many of a session's last events are read, some five turns. The rules look one turn back, the
actions two; the slots remember the rest."""

_REACHES_BACK = tuple(
    kind.type_name for kind in (ActionReverted, AllSlotsReset, Restarted, UserUtteranceReverted)
)

# The statements are made once: that takes longer than what they do.
_event = SQLTrackerStore.SQLEvent.__table__.c
_OWN = _event.sender_id == sa.bindparam("sender_id")
_EARLIER = _event.id < sa.bindparam("before")
_SAID = (
    sa.select(_event.id)
    .where(
        _OWN,
        _event.type_name == UserUttered.type_name,
        _event.data.like(sa.bindparam("pattern"), escape="/"),
    )
    .limit(1)
)
_LATEST = (
    sa.select(_event.id, _event.type_name, _event.action_name, _event.data)
    .where(_OWN)
    .order_by(_event.id.desc())
    .limit(MOST_EVENTS)
)
_LAST = sa.select(_event.data).where(_OWN).order_by(_event.id.desc()).limit(1)
_TURNING_POINTS = (
    sa.select(_event.type_name, sa.func.max(_event.id))
    .where(
        _OWN,
        _EARLIER,
        sa.or_(*(_event.type_name == kind for kind in (SessionStarted.type_name, *_REACHES_BACK))),
    )
    .group_by(_event.type_name)
)


def has_message(connection: Connection | PlainConnection, sender_id: str, message_id: str) -> bool:
    """Whether a message is among what somebody has said in a conversation, or seems to be.

    Args:
        connection: to the tracker store's database.
        sender_id: the conversation.
        message_id: that of the message, such as a UUID: its text is looked for.
    """
    escaped = message_id.replace("/", "//").replace("%", "/%").replace("_", "/_")
    values = {"sender_id": sender_id, "pattern": f"%{escaped}%"}
    return connection.execute(_SAID, values).first() is not None


def read_last_event(connection: Connection | PlainConnection, sender_id: str) -> str | None:
    """Reads the last event of a conversation, in JSON; ``None`` if it has none."""
    last: str | None = connection.execute(_LAST, {"sender_id": sender_id}).scalar()
    return last


def read_latest_events(
    connection: Connection | PlainConnection, sender_id: str, slots: Iterable[str]
) -> list[str] | None:
    """Reads the last events of a conversation's latest session, by its indexes alone.

    Args:
        connection: to the tracker store's database.
        sender_id: the conversation.
        slots: the names of all slots.

    Returns:
        Each event's JSON in order, the last that set a slot before them first; none if there is no
        such conversation. ``None`` if the whole session is needed: it has an event that undoes
        earlier ones, such as a restart, or no turn ends among its last events.
    """
    own = {"sender_id": sender_id}
    rows = connection.execute(_LATEST, own).all()
    for place, row in enumerate(rows):
        if row.type_name == SessionStarted.type_name:
            return [row.data for row in reversed(rows[: place + 1])]
    if len(rows) < MOST_EVENTS:
        return [row.data for row in reversed(rows)]
    listening = [place for place, row in enumerate(rows) if _listens(row)]
    if not listening:
        return None
    recent = rows[: listening[-1] + 1]
    before = {**own, "before": recent[-1].id}
    points = dict(connection.execute(_TURNING_POINTS, before).all())
    start = points.pop(SessionStarted.type_name, 0)
    if any(undone > start for undone in points.values()):
        return None
    set_before = connection.execute(_slots_before(tuple(slots)), {**before, "start": start})
    return [row.data for row in set_before.all()] + [row.data for row in reversed(recent)]


@lru_cache(maxsize=4)
def _slots_before(names: tuple[str, ...]) -> Any:
    """The statement for the last event of each of these slots in a session, before an event."""
    # The store keeps a slot's name as that of an action. Each slot is looked up by itself, which
    # takes as long however often they were set.
    last = [
        sa.select(sa.func.max(_event.id)).where(
            _OWN,
            _EARLIER,
            _event.id > sa.bindparam("start"),
            _event.type_name == SlotSet.type_name,
            _event.action_name == name,
        )
        for name in names
    ]
    return sa.select(_event.data).where(_event.id.in_(sa.union_all(*last))).order_by(_event.id)


def _listens(row: Any) -> bool:
    return bool(row.type_name == ActionExecuted.type_name and row.action_name == ACTION_LISTEN_NAME)
