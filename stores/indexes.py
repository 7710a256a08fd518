"""Database indexes of the tracker store's table, by which reads stay bounded."""

from __future__ import annotations

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.schema import CreateIndex

_event = SQLTrackerStore.SQLEvent
# Rasa's own index is of the conversations alone: to find anything in one, the database reads all
# of its events.
INDEXES = (
    sa.Index("ix_events_latest", _event.sender_id, _event.id),
    sa.Index("ix_events_kinds", _event.sender_id, _event.type_name, _event.action_name, _event.id),
)
"""The last events of a conversation, and those of a kind. Rasa makes them with a new table."""


def add_indexes(engine: sa.engine.Engine) -> None:
    """Adds those that a database of an earlier version hasn't got.

    Raises:
        sqlalchemy.exc.DBAPIError: if the database can't make them.
    """
    for index in INDEXES:
        try:
            with engine.begin() as connection:
                connection.execute(CreateIndex(index, if_not_exists=True))
        except sa.exc.DBAPIError:
            # Another server may have been faster, between the look and the making.
            made = sa.inspect(engine).get_indexes(_event.__tablename__)
            if index.name not in {entry["name"] for entry in made}:
                raise
