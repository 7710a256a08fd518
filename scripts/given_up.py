"""Stops ``make serve`` when supervisord gives up a server (one of its event listeners)."""

import os
import signal

from supervisor import childutils

if __name__ == "__main__":
    childutils.listener.wait()
    os.kill(os.getppid(), signal.SIGTERM)
    signal.pause()  # supervisord stops everything, also this
