"""Checks the port before a start: ends with one sentence if it is taken."""

import os

from server.supervision.servers import stop_if_busy

if __name__ == "__main__":
    stop_if_busy("SERVER_PORT", os.environ["SERVER_HOST"])
