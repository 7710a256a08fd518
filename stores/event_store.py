"""The event store: where events end up that come over a queue, each once (deduplicated)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from sqlalchemy import BigInteger, Column, Float, Integer, String, Text, create_engine, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import Session

from stores.person import person_of

Base: Any = declarative_base()
INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
NUMBER = BigInteger().with_variant(Integer, "sqlite")  # a billion events are soon there


class Event(Base):
    """A row of Rasa's table of events, and a key by which it is there once."""

    __tablename__ = "events"
    id = Column(NUMBER, primary_key=True)
    sender_id = Column(String(255), index=True)
    data = Column(Text)
    key = Column(String(64), unique=True, nullable=False)


class Erasure(Base):
    """A person whose events up to a time are erased, also those still on their way."""

    __tablename__ = "erasures"
    person = Column(String(64), primary_key=True)  # a hash
    before = Column(Float, nullable=False)  # seconds since 1970


class Position(Base):
    """How far the tracker store has been looked through."""

    __tablename__ = "position"
    store = Column(String(16), primary_key=True)
    event = Column(NUMBER, nullable=False)


class EventStore(SQLEventBroker):
    """Rasa's SQL event broker, for events that come over a queue: twice, late, or after erasure.

    Args:
        settings: of ``SQLEventBroker``.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database can't be reached.
    """

    Base = Base
    SQLBrokerEvent = Event
    engine: Engine

    def __init__(self, **settings: Any) -> None:
        try:
            super().__init__(**settings)
        except (IntegrityError, ProgrammingError):  # another server made the tables just now
            super().__init__(**settings)
        self.engine.hide_parameters = True
        if self.engine.dialect.name != "sqlite":  # connections may have died since they were used
            self.engine = create_engine(self.engine.url, pool_pre_ping=True, hide_parameters=True)
            self.sessionmaker.configure(bind=self.engine)

    def add(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Adds events, except those that are there and those of people who had theirs erased.

        Args:
            events: each with its ``sender_id``, as Rasa sends them to event brokers.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if the database can't be reached; then none is added.
        """
        with self.session_scope() as session:
            # Who has their data erased in the meantime waits for this, and then finds the events.
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text("LOCK TABLE erasures IN SHARE MODE"))
            rows = [_row(event) for event in events]
            people = {_person(row["sender_id"]) for row in rows}
            query = select(Erasure.person, Erasure.before).where(Erasure.person.in_(people))
            erased = dict(session.execute(query).all())
            kept = [
                row
                for row in rows
                if row.pop("timestamp") > erased.get(_person(row["sender_id"]), 0.0)
            ]
            if kept:
                _insert(session, Event, kept)
            session.commit()

    def remember_erasure(self, conversation: str, when: float) -> None:
        """Keeps out the events of a conversation's person that are still on their way.

        Args:
            conversation: its id.
            when: it was confirmed, in seconds since 1970; later events come in.
        """
        with self.session_scope() as session:
            session.merge(Erasure(person=_person(conversation), before=when))
            session.commit()

    def forget_erasures(self, before: float) -> None:
        """Forgets erasures from before a time (seconds since 1970)."""
        with self.session_scope() as session:
            session.query(Erasure).filter(Erasure.before < before).delete()
            session.commit()

    def position(self, store: str) -> int:
        """The last event of a tracker store that has been seen to; 0 if none has."""
        with self.session_scope() as session:
            position = session.get(Position, store)
            return int(position.event) if position else 0

    def move_on(self, store: str, event: int) -> None:
        """Remembers the last event that has been seen to."""
        with self.session_scope() as session:
            session.merge(Position(store=store, event=event))
            session.commit()


def _row(event: Mapping[str, Any]) -> dict[str, Any]:
    # The same event is the same text, wherever it comes from.
    data = json.dumps(event, sort_keys=True)
    return {
        "sender_id": event["sender_id"],
        "data": data,
        "key": hashlib.sha256(data.encode()).hexdigest(),
        "timestamp": event.get("timestamp") or 0.0,
    }


def _person(conversation: str) -> str:
    return hashlib.sha256(person_of(conversation).encode()).hexdigest()


def _insert(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    insert = INSERT[session.get_bind().dialect.name]
    session.execute(insert(table).values(rows).on_conflict_do_nothing())
