"""What can happen to a cluster, and what must be true of it afterwards."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from dataclasses import dataclass

import psycopg2

from deploy.local.cluster import READY, Cluster
from server.supervision.servers import is_up, wait_for
from tests.people import Crowd
from tests.told_events import as_told
from tests.waiting import SECONDS, wait_until

RUNNING, STOPPED = "RUNNING", "STOPPED"  # supervisord's names of these states
# nginx tries a server that was away again after 2 seconds (fail_timeout); docs/deployment.md says
# that an upgrade waits for that.
LOOKED_AT_AGAIN_SECONDS = 3


@dataclass
class Faults:
    """Kills servers of a cluster and looks at what is left."""

    cluster: Cluster

    def kill(self, name: str) -> None:
        """Ends a server as if its machine had lost power: with all its processes."""
        process = self.cluster.call("getProcessInfo", name)["pid"]
        os.killpg(os.getpgid(process), signal.SIGKILL)
        wait_until(
            lambda: self.cluster.call("getProcessInfo", name)["pid"] not in (0, process),
            f"{name} was not started again",
        )

    def stop(self, name: str) -> None:
        """Stops a server as an upgrade does."""
        # supervisord would wait, too, but with all of a processor's time.
        self.cluster.call("stopProcess", name, False)
        self._wait_for(name, STOPPED)

    def start(self, name: str) -> None:
        """Starts a server that was stopped."""
        self.cluster.call("startProcess", name, False)
        self._wait_for(name, RUNNING)

    def restart(self, name: str) -> None:
        """Stops a server as an upgrade does, starts it again, and waits until it takes part."""
        self.stop(name)
        self.start(name)
        self.wait_until_up(name)
        time.sleep(LOOKED_AT_AGAIN_SECONDS)

    def restart_consumer(self) -> None:
        """Lets the consumer look at once for what the queue didn't bring."""
        self.stop("consumer")
        self.start("consumer")

    def wait_until_up(self, name: str) -> None:
        path = "/health" if name.startswith("actions") else READY
        address = self.cluster.server_url(name) + path
        answers = wait_for(lambda: is_up(address), SECONDS)
        assert answers, f"{name} doesn't answer:\n{self.cluster.log(name)[-2000:]}"

    def wait_until_whole(self) -> None:
        """Waits until all servers are there."""
        for process in self.cluster.call("getAllProcessInfo"):
            self._wait_for(process["name"], RUNNING)
        for name in ("actions-1", "actions-2", "rasa-1", "rasa-2"):
            self.wait_until_up(name)

    def assert_nothing_is_lost(self, crowd: Crowd) -> None:
        """Every answer is stored, once, as it was given, and every event reaches the report."""
        crowd.assert_nothing_is_lost()
        self.wait_until_consumed()

    def wait_until_consumed(self) -> None:
        """Waits until the report's store has every event, once."""
        wait_until(
            lambda: self._events("events") == self._events("conversations"),
            "events are missing in the report's store, or there twice",
        )

    def rows(self, name: str, conversation: str) -> int:
        """How many events a database has of a conversation."""
        with self.cluster.database(name) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM events WHERE sender_id = %s", [conversation])
            return int(cursor.fetchone()[0])

    def database_is_up(self) -> bool:
        """Whether PostgreSQL takes connections."""
        try:
            self.cluster.database("events").close()
        except psycopg2.OperationalError:
            return False
        return True

    def _wait_for(self, name: str, state: str) -> None:
        wait_until(
            lambda: self.cluster.call("getProcessInfo", name)["statename"] == state,
            f"{name} is not {state}",
        )

    def _events(self, name: str) -> Counter[str]:
        try:
            with self.cluster.database(name) as connection, connection.cursor() as cursor:
                cursor.execute("SELECT sender_id, data FROM events")
                rows = cursor.fetchall()
        except psycopg2.OperationalError:
            return Counter({f"{name} can't be read": 1})
        return Counter(as_told(sender, data) for sender, data in rows)
