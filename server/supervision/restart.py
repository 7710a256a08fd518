"""Graceful restart: ``make reload`` and ``make restart`` start servers of ``make serve`` anew.

The guide is checked before a server that works is stopped, and which answers change is shown.
Nobody is refused meanwhile: while the
action server is away, the Rasa server asks again (``server/action_endpoint.py``); while that one
is, connections wait (``server/supervision/open_sockets.py``).
"""

import argparse
import subprocess
import sys
import xmlrpc.client
from pathlib import Path

from server.supervision.guide_copy import copy_in, keep_copy
from server.supervision.ready import ReadinessProbe
from server.supervision.servers import action_server_is_up, rasa_server, wait_for
from server.supervision.supervisord import FOLDER, call

START_SECONDS = 60


def main() -> None:
    """Starts the servers anew, one after the other, and says so.

    Raises:
        SystemExit: if the guide is broken, ``make serve`` isn't running, or a server doesn't come
            back.
    """
    parser = argparse.ArgumentParser(prog="make restart", description=main.__doc__)
    parser.add_argument("servers", nargs="+", choices=("actions", "server"))
    parser.add_argument("--folder", type=Path, default=FOLDER, help="that of make serve")
    parser.add_argument("--sure", action="store_true", help="figures may change by more than half")
    told = parser.parse_args()
    check = [sys.executable, "-m", "guide.validate", "--against", str(copy_in(told.folder))]
    if subprocess.call([*check, *(["--sure"] if told.sure else [])]) != 0:
        sys.exit("What runs goes on with the guide it has.")
    probe = ReadinessProbe(rasa_server())
    is_up = {"actions": action_server_is_up, "server": probe.is_ready}
    for name in told.servers:
        try:
            call(told.folder, "stopProcess", name)
            call(told.folder, "startProcess", name, False)
        except OSError:
            sys.exit("There is nothing to start anew: 'make serve' isn't running.")
        except xmlrpc.client.Fault as refused:
            sys.exit(f"{name} could not be started anew: {refused.faultString}")
        if not wait_for(is_up[name], START_SECONDS):
            sys.exit(f"{name} doesn't start: see {told.folder / f'{name}.log'}.")
    keep_copy(told.folder)
    print("The assistant answers from the guide as it is now.")


if __name__ == "__main__":
    main()
