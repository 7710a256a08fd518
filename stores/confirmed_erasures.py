"""Confirmed erasures: an idempotency key and the answer to each, so that it can be repeated.

With the conversation, the message by which somebody confirmed is gone as well. Who hasn't got the
answer sends it again; without a record of it, that would begin a new conversation.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Float, String, Text, bindparam, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import Session

from stores.plain_statements import PlainConnection

KEPT_SECONDS = 24 * 60 * 60

Answer = Sequence[dict[str, Any]]
"""Messages as output channels get them."""

Base: Any = declarative_base()


class ConfirmedErasure(Base):
    """A row of the tracker store's database, written together with the erasure.

    Attributes:
        key: a hash of the conversation's id and the message's.
        answer: the assistant's own words, in JSON.
        time: when it was confirmed, in seconds since 1970.
        conversation: whose events are still to be erased in other stores; null once they are.
    """

    __tablename__ = "confirmed_erasures"
    key = Column(String(64), primary_key=True)
    answer = Column(Text, nullable=False)
    time = Column(Float, nullable=False)
    conversation = Column(String(255))


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed the erasure of what, and what was answered.

    Attributes:
        conversation: its id.
        message_id: of the message that confirmed.
        answer: what was said.
    """

    conversation: str
    message_id: str
    answer: Answer

    @property
    def key(self) -> str:
        """The idempotency key: nobody who reads it learns either id."""
        return key_of(self.conversation, self.message_id)


def key_of(conversation: str, message_id: str) -> str:
    """The idempotency key of a message."""
    return hashlib.sha256(json.dumps([conversation, message_id]).encode()).hexdigest()


def remember(session: Session, confirmation: Confirmation) -> None:
    """Adds the record to a transaction; records of more than a day ago go."""
    now = time.time()
    forget(session, now - KEPT_SECONDS)
    session.merge(
        ConfirmedErasure(
            key=confirmation.key,
            answer=json.dumps(list(confirmation.answer)),
            time=now,
            conversation=confirmation.conversation,
        )
    )


def forget(session: Session, before: float) -> None:
    """Deletes the records from before a time whose events are all erased."""
    session.query(ConfirmedErasure).filter(
        ConfirmedErasure.time < before, ConfirmedErasure.conversation.is_(None)
    ).delete()


def answer_to(connection: Connection | PlainConnection, key: str) -> Answer | None:
    """The answer to a message by which somebody confirmed; ``None`` if it is none."""
    found = connection.execute(_ANSWER, {"key": key}).scalar()
    return None if found is None else tuple(json.loads(found))


def unfinished(session: Session) -> list[ConfirmedErasure]:
    """Those whose events are still to be erased."""
    rows = session.query(ConfirmedErasure).filter(ConfirmedErasure.conversation.isnot(None))
    return list(rows)


def make_table(engine: Engine) -> None:
    """Makes the table where it isn't there yet.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database can't be used.
    """
    try:
        Base.metadata.create_all(engine)
    except (IntegrityError, ProgrammingError):  # another server has made it just now
        Base.metadata.create_all(engine)


_TABLE = ConfirmedErasure.__table__
_ANSWER = select(_TABLE.c.answer).where(_TABLE.c.key == bindparam("key"))
