"""Erasure: takes conversations out of Rasa's SQL stores, the tracker store and the event broker."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

Condition = Callable[[Any], Any]
"""Makes the condition that a row is to go, from the column with the conversation's id."""


def erase(store: SQLTrackerStore, events: SQLEventBroker | None, whose: Condition) -> None:
    """Erases conversations from the tracker store and from the store of its events.

    Feedback goes with them: it is an event of its conversation. The events go first: if the
    tracker store then fails, the conversation is still there to ask for its erasure again.

    Args:
        store: the tracker store.
        events: where its events are, if that is in SQL.
        whose: which conversations.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if one of the stores can't be reached.
    """
    if events is not None:
        _delete(events, events.SQLBrokerEvent, whose)
    _delete(store, SQLTrackerStore.SQLEvent, whose)


def erase_older(store: SQLTrackerStore, before: float) -> int:
    """Erases the conversations of the tracker store in which nothing has happened for long.

    Args:
        store: the tracker store.
        before: seconds since 1970; those with an event since then stay.

    Returns:
        How many there were.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the store can't be reached.
    """
    event = SQLTrackerStore.SQLEvent
    old = (
        select(event.sender_id).group_by(event.sender_id).having(func.max(event.timestamp) < before)
    )
    with store.session_scope() as session:
        number = len(session.execute(old).all())
    # In one statement, so that a conversation that is taken up again in the meantime stays whole.
    _delete(store, event, lambda sender_id: sender_id.in_(old))
    return number


def erase_older_events(broker: SQLEventBroker, before: float) -> int:
    """Does the same for the event broker, which keeps the time within the event only."""
    event = broker.SQLBrokerEvent
    last = select(func.max(event.id)).group_by(event.sender_id).scalar_subquery()
    number = 0
    with broker.session_scope() as session:
        rows = session.query(event.id, event.sender_id, event.data).filter(event.id.in_(last)).all()
        for last_id, sender_id, data in rows:
            if (json.loads(data).get("timestamp") or 0) < before:
                _overwrite_what_is_deleted(session)
                session.execute(
                    delete(event)
                    .where(event.sender_id == sender_id, event.id <= last_id)
                    .execution_options(synchronize_session=False)
                )
                number += 1
        session.commit()
        _empty_the_log(session)
    return number


def _delete(store: SQLTrackerStore | SQLEventBroker, event: Any, whose: Condition) -> None:
    with store.session_scope() as session:
        _overwrite_what_is_deleted(session)
        statement = delete(event).where(whose(event.sender_id))
        session.execute(statement.execution_options(synchronize_session=False))
        session.commit()
        _empty_the_log(session)


def _overwrite_what_is_deleted(session: Session) -> None:
    # SQLite only marks deleted rows as free space: what people wrote would stay in the file.
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))


def _empty_the_log(session: Session) -> None:
    # Of a file that is written to by way of a log (``stores.sql_event_broker``), that still has it.
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
