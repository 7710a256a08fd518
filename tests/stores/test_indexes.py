from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from stores.indexes import INDEXES, REDUNDANT, ensure_indexes


def names(engine: sa.engine.Engine) -> set[str]:
    """The indexes that the table has."""
    return {index["name"] for index in sa.inspect(engine).get_indexes("events")}


def test_a_database_of_an_earlier_version_gets_the_indexes(tmp_path: Path) -> None:
    engine = SQLTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db")).engine
    for index in INDEXES:
        index.drop(engine)
    REDUNDANT.create(engine)
    assert names(engine) == {REDUNDANT.name}
    ensure_indexes(engine)
    assert names(engine) == {index.name for index in INDEXES}
    ensure_indexes(engine)  # those that are there stay
    assert names(engine) == {index.name for index in INDEXES}


def test_conversations_are_found_without_the_index_that_rasa_makes(tmp_path: Path) -> None:
    engine = SQLTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db")).engine
    assert REDUNDANT.name not in names(engine)
    table = SQLTrackerStore.SQLEvent.__table__
    query = sa.select(table.c.data).where(table.c.sender_id == "ana").order_by(table.c.id)
    compiled = query.compile(engine, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
    assert [row.detail.partition(" (")[0] for row in plan] == [
        "SEARCH events USING INDEX ix_events_latest"
    ]
