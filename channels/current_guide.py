"""The guide that answers are made from, for what channels show of it; ``make reload`` changes it.

Answers are made in the action server, which ``make reload`` starts anew with the edited guide.
Pages and charts are served by the Rasa server, which isn't; it watches the copy that ``make serve``
keeps of the guide in force (``server/supervision/guide_copy.py``). Without ``make serve`` there is
no reload, and no copy: then it is the guide as it was when the server started.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from sanic import Blueprint, Sanic

from guide import GUIDE_DIRECTORY, Guide, GuideError, load_guide

logger = logging.getLogger(__name__)

SERVE_FOLDER = "SERVE_FOLDER"
"""Environment variable that ``make serve`` sets: the folder with its copy of the guide."""
SECONDS_BETWEEN_LOOKS = 2.0


@dataclass(frozen=True, eq=False)  # compared as an object: a guide is large
class Edition:
    """A guide, and a hash of its files that changes with it."""

    guide: Guide
    version: str


class CurrentGuide:
    """The guide in force, of which there may be a newer edition at any time.

    Raises:
        GuideError: the guide that it starts with isn't valid.
    """

    def __init__(self, copy: Path | None) -> None:
        """Reads the guide.

        Args:
            copy: the folder of the guide in force; ``None``, or as long as it isn't there: the
                project's own, as it is now.
        """
        self._copy = copy
        self._seen = _version(GUIDE_DIRECTORY)
        self.edition = Edition(load_guide(), self._seen)

    def refresh(self) -> None:
        """Reads the copy of the guide if it has changed; one that isn't valid changes nothing."""
        if self._copy is None or not self._copy.is_dir():
            return
        try:
            version = _version(self._copy)
            if version == self._seen:
                return
            self._seen = version
            self.edition = Edition(load_guide(self._copy), version)
        except FileNotFoundError:  # it is being replaced; the next look finds it whole
            return
        except GuideError as error:
            logger.warning("The guide's copy isn't valid, at least not yet: %s", error)


def current_edition() -> Edition:
    """The guide in force."""
    return _current().edition


def watch_guide(blueprint: Blueprint) -> None:
    """Makes the blueprint's server notice a reloaded guide, outside its event loop.

    Raises:
        SystemExit: the guide isn't valid.
    """
    _current()

    async def watch() -> None:
        while True:
            await asyncio.to_thread(_current().refresh)
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    @blueprint.listener("after_server_start")
    async def begin(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.watching_guide = loop.create_task(watch())

    @blueprint.listener("before_server_stop")
    async def end(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.ctx.watching_guide.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await app.ctx.watching_guide


@lru_cache(maxsize=1)
def _current() -> CurrentGuide:
    folder = os.environ.get(SERVE_FOLDER)
    try:
        return CurrentGuide(Path(folder) / "guide" if folder else None)
    except GuideError as error:
        sys.exit(f"The guide is not valid.\n  {error}")


def _version(folder: Path) -> str:
    content = sha256()
    for file in sorted(folder.glob("*.yml")):
        content.update(file.read_bytes())
    return content.hexdigest()[:16]
