"""Stops ``make serve`` when supervisord gives up a server (``FATAL``); an event listener of it."""

import os
import signal

from supervisor import childutils

GIVEN_UP = "PROCESS_STATE_FATAL"

if __name__ == "__main__":
    # What another listener leaves undone, supervisord 4 tells this one.
    while childutils.listener.wait()[0]["eventname"] != GIVEN_UP:
        childutils.listener.ok()
    os.kill(os.getppid(), signal.SIGTERM)
    signal.pause()  # supervisord stops everything, also this
