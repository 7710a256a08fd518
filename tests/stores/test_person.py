from __future__ import annotations

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.dialects import postgresql

from stores.person import of_same_person, person_of


@pytest.mark.parametrize(
    ("conversation", "person"),
    [
        ("ann", "ann"),
        ("slack", "slack"),
        ("slack:T0:C0:170.1:U0ANN", "slack:T0:U0ANN"),
        ("slack:T0:D0::U0ANN", "slack:T0:U0ANN"),
    ],
)
def test_in_slack_a_person_has_many_conversations(conversation: str, person: str) -> None:
    assert person_of(conversation) == person


def test_the_condition_is_postgresql_too() -> None:
    condition = of_same_person(SQLTrackerStore.SQLEvent.sender_id, "slack:T0_TEAM:C:1:U0ANN")
    sql = str(
        condition.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
    )

    assert "slack:T0/_TEAM:" in sql and "ESCAPE '/'" in sql
