"""Checks the ports before a start: ends with one sentence if one that is needed is taken."""

import os

from server.supervision.servers import stop_if_busy

if __name__ == "__main__":
    stop_if_busy("SERVER_PORT", os.environ["SERVER_HOST"])
    stop_if_busy("ACTIONS_PORT", os.environ["SANIC_HOST"])
