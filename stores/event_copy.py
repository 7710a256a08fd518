"""Copies events from the tracker store to the event broker: in order, each once, nobody waits.

A row of the copy has the number of the row that it is a copy of. So what is missing can be told,
however it came to be missing: the broker's file may be locked, full, damaged or gone for a while,
and the server may be killed at any time. Conversations go on; the copy catches up (backfill).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import Any, NamedTuple

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session

from stores.erasure import Condition, erase_rows
from stores.errors import StoreFailedError, reason
from stores.plain_statements import PlainConnection, plainly
from stores.sql_event_broker import WriteAheadEventBroker
from stores.sqlite_engine import is_damaged

logger = logging.getLogger(__name__)

BATCH = 1000
WAIT_SECONDS = 0.5
"""How long an answer waits for its events. Usually they are there within a millisecond or two, and
whoever has got an answer finds it in the report."""

BUSY_MILLISECONDS = 5000
"""How long SQLite waits for a file that is locked; as Python has it."""

NUMBERED = 1
"""SQLite's ``user_version`` of a file whose rows have the numbers of what they are copies of."""


class Stored(NamedTuple):
    """An event of the tracker store: its number, its conversation, and its JSON."""

    id: int
    sender_id: str
    data: str


class EventCopy:
    """Keeps a broker's SQLite file a copy of the events in a tracker store's.

    Args:
        conversations: the tracker store's engine.
        broker: where the copy is.
    """

    def __init__(self, conversations: sa.engine.Engine, broker: WriteAheadEventBroker) -> None:
        self._conversations = conversations
        self._broker = broker
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="event-copy")
        self._copying: Future[None] | None = None
        self._failure: str | None = None
        self._is_complete = False
        self._turn = Lock()

    @property
    def is_complete(self) -> bool:
        """Whether nothing is known to be missing but what is on its way."""
        return self._is_complete

    async def catch_up(self) -> None:
        """Copies what is new, in a thread. Nobody waits long for it, nor at all while it fails."""
        copying = self._copying
        # One that hasn't begun will find what is new; one that runs may have looked before.
        if copying is None or copying.running() or copying.done():
            copying = self._copying = self._thread.submit(self.copy)
        if self._failure is None:
            await asyncio.wait({asyncio.wrap_future(copying)}, timeout=WAIT_SECONDS)

    def copy(self) -> None:
        """Copies what is new; at first and after a failure, whatever is missing.

        What goes wrong is logged, once.
        """
        with self._turn:
            self._copy_and_tell()

    def _copy_and_tell(self) -> None:
        try:
            try:
                added = self._copy()
            except DatabaseError as error:
                self._set_aside_if_damaged(error)
                added = self._copy()
        except (Exception, SystemExit) as error:
            self._is_complete = False
            if self._failure is None:
                self._failure = reason(error)
                logger.error(
                    "Events can't be stored: %s. Conversations go on, and the rest is caught up.",
                    self._failure,
                )
            return
        if self._failure is not None:
            logger.warning("Events are stored again; %d were caught up.", added)
        self._is_complete, self._failure = True, None

    @contextmanager
    def joining(self) -> Iterator[PlainConnection | None]:
        """Locks the copy, for rows that are about to be written and copied at once (``append``).

        As long as it is locked, nothing is erased in either store. It waits for nobody: there is no
        connection where something is missing, or somebody is in the way; then ``catch_up`` copies.
        """
        if not self._turn.acquire(blocking=False):
            yield None
            return
        try:
            with ExitStack() as stack:
                yield self._lock(stack)
        finally:
            self._turn.release()

    def append(
        self, connection: PlainConnection, before: Stored | None, rows: Sequence[Stored]
    ) -> bool:
        """Copies rows that were just written; whether it did.

        Args:
            connection: of ``joining``.
            before: the row before them; ``None`` if they are the first.
            rows: in order.
        """
        try:
            last = connection.execute(_LAST).first()
            expected = None if before is None else _copy_of(before)
            if (None if last is None else last._asdict()) != expected:
                return False
            connection.insert(_INSERT, [_copy_of(row) for row in rows])
            connection.commit()
        except (Exception, SystemExit):  # ``catch_up`` meets it, too, and tells of it
            return False
        return True

    def _lock(self, stack: ExitStack) -> PlainConnection | None:
        try:
            if not self._is_complete or self._failure is not None or not self._broker.is_checked():
                return None
            connection = stack.enter_context(plainly(self._broker.engine))
            stack.callback(connection.run, f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            connection.run("PRAGMA busy_timeout = 0")
            connection.begin()
        except (Exception, SystemExit):
            return None
        return connection

    def complete(self) -> None:
        """Sees that nothing is missing, and nothing there that conversations haven't got.

        Raises:
            StoreFailedError: if the events can't be stored; it has been logged why.
        """
        if not self._is_complete:
            self.copy()
        if self._failure is not None:
            raise StoreFailedError("Events can't be stored.")

    @contextmanager
    def erasing(self, whose: Condition) -> Iterator[None]:
        """Erases events; what happens within the ``with`` statement does so at the same time.

        Args:
            whose: which conversations'.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if the events can't be erased. It may be that the rest
                has happened: ``complete`` makes up for it.
        """
        with ExitStack() as stack:
            try:
                session = self._erase(stack, whose)
            except DatabaseError as error:
                self._set_aside_if_damaged(error)
                session = self._erase(stack, whose)
            self._broker.remove_what_was_set_aside()
            yield
            try:
                session.commit()
            except SQLAlchemyError:
                self._is_complete = False
                raise

    def reconcile(self, session: Session) -> int:
        """Makes the copy what it must be: deletes what is no copy, adds what is missing.

        Args:
            session: of ``WriteAheadEventBroker.writing``.

        Returns:
            How many events were added.
        """
        table = self._broker.SQLBrokerEvent.__table__
        if session.execute(_VERSION).scalar() != NUMBERED:
            # An earlier version of the assistant counted the rows by itself.
            session.execute(sa.delete(table))
            session.execute(sa.text(f"PRAGMA user_version = {NUMBERED}"))
        # Their data, too: after a backup was put in place, a person's next events have the numbers
        # that others of theirs had. Kept of it is a hash, as it may be all that was ever said.
        columns = sa.select(table.c.id, table.c.sender_id, table.c.data)
        there = {
            (number, hash((sender, data))) for number, sender, data in session.execute(columns)
        }
        wanted = {
            (copy["id"], hash((copy["sender_id"], copy["data"])))
            for page in self._pages(_ROWS)
            for copy in map(_copy_of, page)
        }
        for batch in _batches([number for number, _ in there - wanted]):
            session.execute(sa.delete(table).where(table.c.id.in_(batch)))
        added = 0
        for batch in _batches(sorted(number for number, _ in wanted - there)):
            added += self._add(session, self._read(_ROWS.where(_EVENT.id.in_(batch))))
        return added

    def _copy(self) -> int:
        self._broker.check()
        with self._broker.writing() as session:
            added = self._append(session) if self._is_complete else self.reconcile(session)
            session.commit()
        return added

    def _erase(self, stack: ExitStack, whose: Condition) -> Session:
        session = stack.enter_context(self._broker.writing())
        erase_rows(session, self._broker.SQLBrokerEvent, whose)
        return session

    def _set_aside_if_damaged(self, error: DatabaseError) -> None:
        if not (is_damaged(error) and self._broker.set_aside()):
            raise error
        self._is_complete = False

    def _append(self, session: Session) -> int:
        last = session.execute(_LAST).first()
        if last is None:
            return sum(self._add(session, page) for page in self._pages(_ROWS))
        # The last that is copied, to see that it is still the same, and what comes after it.
        rows = self._read(_ROWS_FROM, {"number": last.id})
        if not rows or _copy_of(rows[0]) != dict(last._mapping):
            return self.reconcile(session)  # the conversations' file is another than before
        added = self._add(session, rows[1:])
        if len(rows) < BATCH:
            return added
        return added + sum(self._add(session, page) for page in self._pages(_ROWS, rows[-1].id))

    def _add(self, session: Session, rows: Sequence[Any]) -> int:
        if rows:
            copies = [_copy_of(row) for row in rows]
            session.execute(sa.insert(self._broker.SQLBrokerEvent.__table__), copies)
        return len(rows)

    def _pages(self, query: Any, last: int = 0) -> Iterator[Sequence[Any]]:
        """Reads in pieces: conversations can't be written while their file is being read."""
        while page := self._read(query.where(_EVENT.id > last).limit(BATCH)):
            yield page
            last = page[-1].id

    def _read(self, query: Any, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        with self._conversations.connect() as connection:
            return list(connection.execute(query, values or {}).all())


_EVENT = SQLTrackerStore.SQLEvent.__table__.c
_ROWS = sa.select(_EVENT.id, _EVENT.sender_id, _EVENT.data).order_by(_EVENT.id)
_ROWS_FROM = _ROWS.where(_EVENT.id >= sa.bindparam("number")).limit(BATCH)
_COPY = WriteAheadEventBroker.SQLBrokerEvent.__table__.c
LAST_ROW = sa.select(_EVENT.id, _EVENT.sender_id, _EVENT.data).order_by(_EVENT.id.desc()).limit(1)
"""The last event of a tracker store."""

_LAST = sa.select(_COPY.id, _COPY.sender_id, _COPY.data).order_by(_COPY.id.desc()).limit(1)
_INSERT = sa.insert(WriteAheadEventBroker.SQLBrokerEvent.__table__)
_VERSION = sa.text("PRAGMA user_version")


def _copy_of(row: Any) -> dict[str, Any]:
    """The row of the copy, whose JSON says whose event it is, as Rasa has it in its brokers."""
    sender = json.dumps({"sender_id": row.sender_id})
    return {
        "id": row.id,
        "sender_id": row.sender_id,
        "data": f"{sender[:-1]}, {row.data[1:]}",
    }


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]
