"""Model reload without a restart: a new model takes over once it has shown that it works.

Rasa can only fetch models from a server of their own, and replaces the running model before it
knows anything of the new one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from rasa.core.agent import Agent
from rasa.model import get_latest_model
from sanic import Sanic

from monitoring.readiness.model import SENTENCE
from monitoring.readiness.ready_check import READY_CHECK
from server.agent import speed_up
from server.last_good_model import keep, what_is_wrong

logger = logging.getLogger(__name__)

POLL_SECONDS = 2.0


class Version(NamedTuple):
    """What tells one model file from another."""

    path: Path
    file: Path
    modified: int
    size: int

    def __str__(self) -> str:
        """With its date: Rasa leaves out a line of the log that is like the one before."""
        return f"{self.path} of {datetime.fromtimestamp(self.modified // 10**9)}"


class RefusedModelError(Exception):
    """A model can't take the running one's place; the text says why."""


def reload_model_when_replaced(app: Sanic, model: Path) -> None:
    """Makes the server load its model anew when the file is replaced (hot reload).

    To be called before what loads the first model, so that none is missed meanwhile.

    Args:
        app: the server, whose ``ctx.agent`` has the running model.
        model: the model's file, or a folder whose newest model it is.
    """

    @app.before_server_start
    async def look(app: Sanic, _: Any) -> None:
        app.ctx.model_reload = ModelReload(lambda: app.ctx.agent, model)

    @app.after_server_start
    async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.reloading_model = loop.create_task(app.ctx.model_reload.watch())

    @app.before_server_stop
    async def stop(app: Sanic, _: Any) -> None:
        app.ctx.reloading_model.cancel()


class ModelReload:
    """Watches the file of an agent's model.

    Questions go on being answered by the running model while the new one is loaded and tried.

    Args:
        agent: the running agent, with or without a model.
        model: the model's file, or a folder whose newest model it is.
    """

    def __init__(self, agent: Callable[[], Agent], model: Path) -> None:
        self._agent = agent
        self._model = model
        self._seen = version_of(model)

    async def watch(self) -> None:
        """Looks at the file every ``POLL_SECONDS`` seconds, for ever."""
        before = version_of(self._model)
        while True:
            await asyncio.sleep(POLL_SECONDS)
            now = version_of(self._model)
            # A file that is still being written changes from one look to the next.
            if now is not None and now == before != self._seen:
                self._seen = now
                await self._try(now)
            before = now

    async def _try(self, model: Version) -> None:
        agent = self._agent()
        try:
            candidate = await load(model.path, agent)
        # Rasa's neural networks call ``sys.exit`` for a size that can't be.
        except (Exception, SystemExit) as error:
            reason = f"{error}" if isinstance(error, RefusedModelError) else repr(error)
            kept = "The one before stays." if agent.is_ready() else "There is none."
            logger.error("The new model %s is not used: %s. %s", model, reason, kept)
            return
        take_over(agent, candidate)
        await asyncio.get_running_loop().run_in_executor(None, keep, self._model, model.file)
        logger.warning("The new model %s has taken over.", model)


def version_of(path: Path) -> Version | None:
    """The model that a path leads to; of a folder, the newest in it; ``None`` if there is none."""
    file = get_latest_model(path) if path.is_dir() else path
    try:
        status = Path(file).stat() if file else None
    except OSError:
        return None
    return status and Version(path, Path(str(file)), status.st_mtime_ns, status.st_size)


async def load(path: Path, running: Agent) -> Agent:
    """Loads a model beside the running one, and asks it a question.

    Args:
        path: the model's file, or a folder whose newest model it is.
        running: whose action server the answer comes from. Its stores stay untouched.

    Raises:
        RefusedModelError: if the model doesn't understand the question, or has no answer.
        Exception: whatever Rasa raises when it can't load the model.
    """
    loop = asyncio.get_running_loop()
    candidate: Agent = await loop.run_in_executor(
        None, lambda: Agent.load(path, action_endpoint=running.action_endpoint)
    )
    if (wrong := await what_is_wrong(candidate)) is not None:
        raise RefusedModelError(wrong)
    if not await candidate.handle_text(SENTENCE, sender_id=READY_CHECK):
        raise RefusedModelError(f"it has no answer to '{SENTENCE}'")
    return candidate


def take_over(running: Agent, candidate: Agent) -> None:
    """Gives the running agent another's model; its stores stay, and who is being answered, too."""
    processor = candidate.processor
    assert processor is not None, "an agent that has answered has one"
    processor.tracker_store = running.tracker_store
    processor.lock_store = running.lock_store
    speed_up(processor)
    running.tracker_store.domain = candidate.domain
    running.domain, running.nlg = candidate.domain, candidate.nlg
    running.processor = processor
