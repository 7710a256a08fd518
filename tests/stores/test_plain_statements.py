"""Statements run plainly give what SQLAlchemy gives, and fail as it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from stores.plain_statements import plainly
from stores.sqlite_engine import is_damaged, sqlite_engine

TABLE = sa.Table(
    "words",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("word", sa.Text, nullable=False),
)
INSERT = sa.insert(TABLE)
LIKE = (
    sa.select(TABLE.c.id, TABLE.c.word)
    .where(TABLE.c.word.like(sa.bindparam("pattern"), escape="/"), TABLE.c.id > 0)
    .order_by(TABLE.c.id)
)
NONE = {"pattern": "none"}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.engine.Engine]:
    engine = sqlite_engine(sa.engine.make_url(f"sqlite:///{tmp_path}/words.db"), [TABLE])
    with plainly(engine) as connection:
        connection.begin()
        assert connection.insert(INSERT, [{"word": word} for word in ("ab", "bc", "a%")]) == 3
        connection.commit()
    yield engine
    engine.dispose()


@pytest.mark.parametrize("pattern", ["%b%", "a/%", "none"])
def test_a_query_gives_the_same(engine: sa.engine.Engine, pattern: str) -> None:
    values = {"pattern": pattern}
    with engine.connect() as connection:
        expected = connection.execute(LIKE, values).all()
    with plainly(engine) as plain:
        found = plain.execute(LIKE, values).all()
        assert [(row.id, row.word) for row in found] == [(row.id, row.word) for row in expected]
        first = expected[0] if expected else None
        assert plain.execute(LIKE, values).first() == (first and tuple(first))
        assert plain.execute(LIKE, values).scalar() == (first and first.id)


def test_what_is_not_committed_is_rolled_back(engine: sa.engine.Engine) -> None:
    with plainly(engine) as connection:
        connection.begin()
        connection.insert(INSERT, [{"word": "gone"}])
    with plainly(engine) as connection:
        assert connection.execute(LIKE, {"pattern": "gone"}).first() is None


def test_an_error_is_one_of_sqlalchemy_without_the_values(engine: sa.engine.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError) as raised, plainly(engine) as connection:
        connection.insert(INSERT, [{"word": "secret", "id": 1}, {"word": None, "id": 9}])
    assert isinstance(raised.value.orig, sqlite3.IntegrityError)
    assert "secret" not in str(raised.value)


def test_damage_is_told(engine: sa.engine.Engine, tmp_path: Path) -> None:
    (tmp_path / "words.db").write_bytes(b"no database" * 1000)
    with pytest.raises(sa.exc.DatabaseError) as raised, plainly(engine) as connection:
        connection.execute(LIKE, NONE)
    assert is_damaged(raised.value)
