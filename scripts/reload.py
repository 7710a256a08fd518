"""``make reload``: starts the action server of ``make serve`` anew, for a guide that was edited.

The guide is checked before the action server that works is stopped. Then nobody waits longer than
a moment: the Rasa server asks again until the action server is back.
"""

import argparse
import subprocess
import sys
import xmlrpc.client
from pathlib import Path

from scripts.servers import action_server_is_up, wait_for
from scripts.supervision import FOLDER, call

START_SECONDS = 60

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make reload")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="that of make serve")
    folder = parser.parse_args().folder
    if subprocess.call([sys.executable, "-m", "guide.validate"]) != 0:
        sys.exit("The action server goes on with the guide it has.")
    try:
        call(folder, "stopProcess", "actions")
        call(folder, "startProcess", "actions", False)
    except OSError:
        sys.exit("There is nothing to reload: 'make serve' isn't running.")
    except xmlrpc.client.Fault as refused:
        sys.exit(f"The action server could not be started anew: {refused.faultString}")
    if not wait_for(action_server_is_up, START_SECONDS):
        sys.exit(f"The action server doesn't start: see {folder / 'actions.log'}.")
    print("The action server answers from the guide as it is now.")
