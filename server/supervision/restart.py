"""``make reload`` takes up an edited guide; ``make restart`` starts the server anew (gracefully).

The guide is checked before a server that works is touched, and which answers change is shown.
Nobody is refused meanwhile: the server reads the guide anew while it runs (SIGHUP); while it is
started anew, connections wait (``server/supervision/open_sockets.py``).
"""

import argparse
import os
import subprocess
import sys
import xmlrpc.client
from pathlib import Path

from guide.version import version_of
from server.supervision.guide_copy import copy_in, keep_copy
from server.supervision.ready import ReadinessProbe
from server.supervision.servers import rasa_server, wait_for
from server.supervision.supervisord import FOLDER, call

SERVER = "server"
START_SECONDS = 60


def main() -> None:
    """Does what is asked, and says so.

    Raises:
        SystemExit: if the guide is broken, ``make serve`` isn't running, or the server doesn't come
            back or take the guide up.
    """
    parser = argparse.ArgumentParser(prog="make restart", description=main.__doc__)
    parser.add_argument("what", choices=("guide", "server"))
    parser.add_argument("--folder", type=Path, default=FOLDER, help="that of make serve")
    parser.add_argument("--sure", action="store_true", help="figures may change by more than half")
    told = parser.parse_args()
    check = [sys.executable, "-m", "guide.validate", "--against", str(copy_in(told.folder))]
    if subprocess.call([*check, *(["--sure"] if told.sure else [])]) != 0:
        sys.exit("What runs goes on with the guide it has.")
    probe = ReadinessProbe(rasa_server())
    try:
        if told.what == "guide" and os.environ.get("SANIC_WORKERS", "1") == "1":
            call(told.folder, "signalProcess", SERVER, "HUP")
        else:  # several processes have the guide, which no signal reaches
            call(told.folder, "stopProcess", SERVER)
            call(told.folder, "startProcess", SERVER, False)
    except OSError:
        sys.exit("There is nothing to start anew: 'make serve' isn't running.")
    except xmlrpc.client.Fault as refused:
        sys.exit(f"The server could not be reached or started anew: {refused.faultString}")
    if not wait_for(probe.is_ready, START_SECONDS):
        sys.exit(f"The server doesn't start: see {told.folder / f'{SERVER}.log'}.")
    if not wait_for(lambda: probe.guide_version() in (None, version_of()), START_SECONDS):
        sys.exit(f"The guide isn't taken up: see {told.folder / f'{SERVER}.log'}.")
    keep_copy(told.folder)
    print("The assistant answers from the guide as it is now.")


if __name__ == "__main__":
    main()
