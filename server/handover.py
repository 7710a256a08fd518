"""Handover: a server that is started anew serves only once the one before it has ended.

``make restart`` has supervisord start the new process beside the old one, which goes on answering
while the new one loads. A lock on a file decides who serves: the new process waits for it, and the
system lets it go when the old one has ended, however that came about. The two never serve together,
so what is kept within a process stays right: locks of conversations, caches, the way to Slack.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path

from sanic import Sanic

FOLDER = "SERVE_FOLDER"
"""The environment variable with the folder of ``make serve``; without it, nobody takes turns."""

NAME = "SUPERVISOR_PROCESS_NAME"
"""The environment variable in which supervisord tells a process its name."""


def loaded_mark(folder: Path, name: str) -> Path:
    """The file that is there once a process has loaded.

    Args:
        folder: that of ``make serve``.
        name: supervisord's for the process.
    """
    return folder / f"{name}.loaded"


def serve_in_turn(app: Sanic) -> None:
    """Makes the server wait for its turn, and say that it does.

    To be called when everything is registered that is to be done before.
    """
    folder = os.environ.get(FOLDER)
    if folder is None:
        return
    mark = loaded_mark(Path(folder), os.environ[NAME])
    turn = (Path(folder) / "serving.lock").open("w")  # the workers have it together

    @app.before_server_start
    async def wait(_: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        mark.touch()
        await loop.run_in_executor(None, fcntl.flock, turn, fcntl.LOCK_EX)
