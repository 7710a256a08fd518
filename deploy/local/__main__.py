"""Starts a cluster on this machine, prints its address, and stops it with Ctrl-C."""

import signal
import sys

from deploy.local.cluster import Cluster
from deploy.local.needed import what_is_missing
from deploy.local.prepare import ClusterError
from deploy.local.settings import LOOPBACK
from server.supervision.servers import port, stop_if_busy

STOP = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Runs it.

    Raises:
        SystemExit: if a server is missing or doesn't start, with a sentence.
    """
    for number in STOP:
        signal.signal(number, _stop)
    if missing := what_is_missing():
        sys.exit(missing)
    stop_if_busy("SERVER_PORT", LOOPBACK)
    print("Starting nginx, 2 Rasa servers, 2 action servers, PostgreSQL, Redis, RabbitMQ…")
    try:
        with Cluster(port("SERVER_PORT")) as cluster:
            print(f"Ready: open {cluster.url}/chat (logs: {cluster.folder}; Ctrl-C stops all)")
            signal.pause()
    except ClusterError as error:
        sys.exit(str(error))


def _stop(*_: object) -> None:
    for number in STOP:  # once is enough: stopping takes a few seconds
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


if __name__ == "__main__":
    main()
