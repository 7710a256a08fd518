"""``make reload`` takes up an edited guide; ``make restart`` starts the server anew (gracefully).

The guide is checked before a server that works is touched, and which answers change is shown.
Nobody is refused meanwhile: the server reads the guide anew while it runs (SIGHUP). Started anew,
it answers until a second process has loaded, which takes over then (``server/handover.py``), while
connections wait for a moment (``server/supervision/open_sockets.py``).
"""

import argparse
import os
import subprocess
import sys
import xmlrpc.client
from pathlib import Path
from typing import Any

from guide.version import version_of
from server.handover import loaded_mark
from server.supervision.guide_copy import copy_in, keep_copy
from server.supervision.ready import GIVE_UP_AFTER_SECONDS, ReadinessProbe
from server.supervision.servers import rasa_server, wait_for
from server.supervision.supervisord import FOLDER, call, in_turn

SERVER = "server"
START_SECONDS = 60
RUNS_ON = "What runs goes on"


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
        sys.exit(f"{RUNS_ON} with the guide it has.")
    probe = ReadinessProbe(rasa_server())
    try:
        if told.what == "guide" and os.environ.get("SANIC_WORKERS", "1") == "1":
            serving, _ = in_turn(call(told.folder, "getAllProcessInfo"), SERVER)
            call(told.folder, "signalProcess", _name(serving), "HUP")
        else:  # several processes have the guide, which no signal reaches
            start_anew(told.folder)
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


def start_anew(folder: Path) -> None:
    """Starts the process that rests; once it has loaded, stops the one that serves.

    Args:
        folder: that of ``make serve``.

    Raises:
        OSError: if ``make serve`` isn't running.
        SystemExit: if the new process doesn't start; the old one goes on.
        xmlrpc.client.Fault: if supervisord refuses.
    """
    serving, resting = in_turn(call(folder, "getAllProcessInfo"), SERVER)
    new = _name(resting)
    if resting["pid"]:  # it was started by a restart that was broken off
        call(folder, "stopProcess", new)
    loaded = loaded_mark(folder, resting["name"])
    loaded.unlink(missing_ok=True)
    call(folder, "startProcess", new, False)

    def has_ended() -> bool:
        return call(folder, "getProcessInfo", new)["statename"] in ("BACKOFF", "FATAL")

    try:
        wait_for(lambda: loaded.exists() or has_ended(), GIVE_UP_AFTER_SECONDS)
    finally:
        if not loaded.exists():
            call(folder, "stopProcess", new)
    if not loaded.exists():
        sys.exit(f"The server doesn't start: see {folder / f'{SERVER}.log'}. {RUNS_ON}.")
    call(folder, "stopProcess", _name(serving))


def _name(process: dict[str, Any]) -> str:
    return f"{process['group']}:{process['name']}"


if __name__ == "__main__":
    main()
