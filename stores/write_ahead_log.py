"""Checkpoints of an SQLite file's write-ahead log, in which erased words stay until then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.engine import Engine

from stores.errors import ForeseenError
from stores.threads import run_in_thread

PATIENCE_SECONDS = 3.0
"""How long to try again while some program reads the database. Nobody waits for it meanwhile."""

POLL_SECONDS = 0.1


class LogStillReadError(ForeseenError):
    """Erased words are still in a write-ahead log; the text says in which."""

    def __init__(self, engine: Engine) -> None:
        name = Path(str(engine.url.database)).name
        super().__init__(
            f"What was erased is still in the write-ahead log of {name}, because a program reads "
            f"{name}. It is tried again."
        )


def is_emptied(engine: Engine) -> bool:
    """Moves the write-ahead log into its file (checkpoint) and empties it, if nobody reads it.

    It neither waits for others nor makes them wait.

    Args:
        engine: of any database; what isn't SQLite has no such log.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database can't be used.
    """
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        timeout = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            checkpoint = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, _, _ = checkpoint.one()
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {timeout}")
    return not is_busy


async def empty_logs(engines: Iterable[Engine]) -> None:
    """Does so for each, and tries it again for a while.

    Raises:
        LogStillReadError: if somebody reads it all the time.
        sqlalchemy.exc.SQLAlchemyError: if a database can't be used.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    for engine in engines:
        while not await run_in_thread(is_emptied, engine):
            if time.monotonic() > deadline:
                raise LogStillReadError(engine)
            await asyncio.sleep(POLL_SECONDS)
