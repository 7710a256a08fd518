"""``make serve``: the assistant on one machine for real use, kept running by supervisord."""

import argparse
import signal
import sys
from pathlib import Path

from server.supervision.guide_copy import keep_copy
from server.supervision.ready import GIVE_UP_AFTER_SECONDS, ReadinessProbe
from server.supervision.servers import port, rasa_server, wait_for
from server.supervision.supervisord import FOLDER, Supervision
from server.supervision.watchdog import watch

STOP = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Starts the servers, says where they are, and stops them when it is stopped.

    Raises:
        SystemExit: if they don't start, or one of them can't be kept running.
    """
    parser = argparse.ArgumentParser(prog="make serve", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="for the logs")
    folder = parser.parse_args().folder
    for number in STOP:
        signal.signal(number, _stop)
    address = port("SERVER_PORT")
    probe = ReadinessProbe(rasa_server())
    with Supervision(folder) as supervision:
        keep_copy(folder)
        wait_for(lambda: supervision.has_failed() or probe.is_ready(), GIVE_UP_AFTER_SECONDS)
        if not probe.is_ready():
            sys.exit(f"The assistant did not start.\n{supervision.last_words()}")
        print(f"Ready: open http://localhost:{address}/chat (logs: {folder}; Ctrl-C stops all)")
        sys.stdout.flush()
        watch(supervision)
        sys.exit(f"The assistant could not be kept running.\n{supervision.last_words()}")


def _stop(*_: object) -> None:
    for number in STOP:  # once is enough: stopping takes a moment
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


if __name__ == "__main__":
    main()
