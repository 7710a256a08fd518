"""Old conversations are erased from PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

from deploy.local.cluster import Cluster
from tests.cluster.faults import Faults
from tests.people import QUESTIONS, Person

DAYS = 31
MAKE_OLDER = {
    "conversations": "UPDATE events SET timestamp = timestamp - %s WHERE sender_id = %s",
    "events": "UPDATE events SET data = jsonb_set(data::jsonb, '{timestamp}', "
    "to_jsonb((data::jsonb->>'timestamp')::float - %s))::text WHERE sender_id = %s",
}


def test_old_conversations_go_from_both_databases(cluster: Cluster, faults: Faults) -> None:
    old, new = Person(cluster.url), Person(cluster.url)
    for person in (old, new):
        person.say(QUESTIONS[0])
    faults.wait_until_consumed()
    kept = {name: faults.rows(name, new.conversation) for name in MAKE_OLDER}
    for name, change in MAKE_OLDER.items():
        with cluster.database(name) as connection, connection.cursor() as cursor:
            cursor.execute(change, [DAYS * 24 * 60 * 60, old.conversation])

    erased = subprocess.run(
        [sys.executable, "-m", "stores.erase_old", "--endpoints", "deploy/endpoints.yml"],
        env={**os.environ, **cluster.settings, "RETENTION_DAYS": "30"},
        capture_output=True,
        text=True,
    )

    assert erased.stdout == "Erased 1 conversation without a message in the last 30 days.\n", erased
    for name in MAKE_OLDER:
        assert faults.rows(name, old.conversation) == 0
        assert faults.rows(name, new.conversation) == kept[name] > 0
