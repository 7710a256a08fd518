"""Ends with one sentence if a port that the assistant needs is taken."""

import os

from server.supervision.servers import stop_if_busy

if __name__ == "__main__":
    stop_if_busy("SERVER_PORT", os.environ["SERVER_HOST"])
    stop_if_busy("ACTIONS_PORT", os.environ["SANIC_HOST"])
