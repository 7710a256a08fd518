"""Starts a cluster on this machine, prints its address, and stops it with Ctrl-C."""

import os
import signal
import sys

from deploy.local.cluster import Cluster
from deploy.local.needed import what_is_missing
from deploy.local.prepare import ClusterError


def main() -> None:
    """Runs it.

    Raises:
        SystemExit: if a server is missing or doesn't start, with a sentence.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if missing := what_is_missing():
        sys.exit(missing)
    port = os.environ.get("CLUSTER_PORT")
    print("Starting nginx, 2 Rasa servers, 2 action servers, PostgreSQL, Redis, RabbitMQ…")
    try:
        with Cluster(int(port) if port else None) as cluster:
            print(f"Ready: open {cluster.url}/chat (logs: {cluster.folder}; Ctrl-C stops all)")
            signal.pause()
    except ClusterError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
