"""Talk to the assistant in the terminal: ``rasa shell`` with the action server beside it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from server.model_file import MODEL, stop_if_missing
from server.supervision.servers import LOOPBACK, action_server_is_up, stop_if_busy, wait_for

ACTION_SERVER = [sys.executable, "-m", "server.actions"]
RASA_SHELL = (
    f"{sys.executable} -m server.rasa_cli shell --model {MODEL} --endpoints endpoints.yml "
    f"--logging-config-file monitoring/logging.yml --interface {LOOPBACK}"
).split()
LOG = Path(".logs/actions.log")


def main() -> int:
    """Runs both until the person leaves the shell.

    Returns:
        The shell's exit code.

    Raises:
        SystemExit: If the model is missing, a port is taken or the action server doesn't start.
    """
    stop_if_missing(MODEL)
    stop_if_busy("SERVER_PORT", LOOPBACK)
    stop_if_busy("ACTIONS_PORT", os.environ["SANIC_HOST"])
    # A closed terminal window, or a kill, must not leave the action server behind.
    for signal_number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: sys.exit(1))
    print("Starting the assistant…", flush=True)
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        # In a session of its own, so that Ctrl-C reaches only the shell.
        actions = subprocess.Popen(
            [*ACTION_SERVER, "--port", os.environ["ACTIONS_PORT"]],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(lambda: actions.poll() is not None or action_server_is_up(), seconds=60)
        if not action_server_is_up():
            sys.exit(f"The action server did not start:\n{LOG.read_text().strip()}")
        return subprocess.call([*RASA_SHELL, "--port", os.environ["SERVER_PORT"]])
    except KeyboardInterrupt:
        return 0
    finally:
        actions.terminate()
        actions.wait()


if __name__ == "__main__":
    sys.exit(main())
