from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from stores.indexes import INDEXES, add_indexes


def names(engine: sa.engine.Engine) -> set[str]:
    """The indexes that the table has."""
    return {index["name"] for index in sa.inspect(engine).get_indexes("events")}


def test_a_database_of_an_earlier_version_gets_the_indexes(tmp_path: Path) -> None:
    engine = SQLTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db")).engine
    for index in INDEXES:
        index.drop(engine)
    assert not {index.name for index in INDEXES} & names(engine)
    add_indexes(engine)
    assert {index.name for index in INDEXES} <= names(engine)
    add_indexes(engine)  # those that are there stay
