"""Database indexes of the tracker store's table, by which reads stay bounded."""

from __future__ import annotations

from contextlib import suppress

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.schema import CreateIndex, DropIndex

_event = SQLTrackerStore.SQLEvent
INDEXES = (
    sa.Index("ix_events_latest", _event.sender_id, _event.id),
    sa.Index("ix_events_kinds", _event.sender_id, _event.type_name, _event.action_name, _event.id),
)
"""The last events of a conversation, and those of a kind. Rasa makes them with a new table."""

# To find anything in a conversation by it, the database reads all of the conversation's events; and
# to find the conversation, the first of ours does as well. Each index is written with every turn.
REDUNDANT = next(each for each in _event.__table__.indexes if each.name == "ix_events_sender_id")
"""Rasa's own, of the conversations alone. Here Rasa makes tables without it."""

_event.__table__.indexes.discard(REDUNDANT)


def ensure_indexes(engine: sa.engine.Engine) -> None:
    """Gives a database of an earlier version, or of Rasa's, the indexes of a new one.

    Raises:
        sqlalchemy.exc.DBAPIError: if the database can't make them.
    """
    for index in INDEXES:
        try:
            with engine.begin() as connection:
                connection.execute(CreateIndex(index, if_not_exists=True))
        except sa.exc.DBAPIError:
            # Another server may have been faster, between the look and the making.
            if index.name not in _names(engine):
                raise
    # With it, turns are only written more slowly: a file that can't be changed is used as it is.
    with suppress(sa.exc.DBAPIError), engine.begin() as connection:
        connection.execute(DropIndex(REDUNDANT, if_exists=True))


def _names(engine: sa.engine.Engine) -> set[str | None]:
    return {entry["name"] for entry in sa.inspect(engine).get_indexes(_event.__tablename__)}
