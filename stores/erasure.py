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


def erase_events(events: SQLEventBroker, whose: Condition) -> None:
    """Erases conversations' events from the event broker.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if it can't be reached.
    """
    with events.session_scope() as session:
        erase_rows(session, events.SQLBrokerEvent, whose)
        session.commit()


def erase_rows(session: Session, event: Any, whose: Condition) -> None:
    """Erases conversations from one table, within a transaction.

    Feedback goes with them: it is an event of its conversation.

    Args:
        session: of the store.
        event: the table's class.
        whose: which conversations.
    """
    _overwrite_what_is_deleted(session)
    statement = delete(event).where(whose(event.sender_id))
    session.execute(statement.execution_options(synchronize_session=False))


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
        # In one statement, so that a conversation that is taken up again meanwhile stays whole.
        erase_rows(session, event, lambda sender_id: sender_id.in_(old))
        session.commit()
    store.engine.dispose()  # SQLite has what it read in the memory of open connections
    return number


def erase_older_events(session: Session, event: Any, before: float) -> None:
    """Does the same in the event broker, which keeps the time within the event only.

    Args:
        session: of the event broker.
        event: the class of its table.
        before: seconds since 1970.
    """
    last = select(func.max(event.id)).group_by(event.sender_id).scalar_subquery()
    rows = session.query(event.id, event.sender_id, event.data).filter(event.id.in_(last)).all()
    for last_id, sender_id, data in rows:
        if (json.loads(data).get("timestamp") or 0) < before:
            _overwrite_what_is_deleted(session)
            session.execute(
                delete(event)
                .where(event.sender_id == sender_id, event.id <= last_id)
                .execution_options(synchronize_session=False)
            )


def _overwrite_what_is_deleted(session: Session) -> None:
    # SQLite only marks deleted rows as free space: what people wrote would stay in the file.
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))
