"""The last model that worked: a copy of it is kept, and used when the model's file is broken."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from rasa.core.agent import Agent

from monitoring.readiness.model import SENTENCE

logger = logging.getLogger(__name__)

FOLDER = "last_good"
"""Beside the model. Rasa takes the newest model of a folder, but looks into none within."""

INTENT = "ask_salary"
"""What every model of ours understands ``SENTENCE`` as."""


def copy_of(model: Path) -> Path:
    """Where the copy is.

    Args:
        model: the model's file, or a folder whose newest model it is.
    """
    folder = model if model.is_dir() else model.parent
    return folder / FOLDER / "model.tar.gz"


def keep(model: Path, file: Path) -> None:
    """Keeps a copy of a model that works, unless it is there; without room for it, says so.

    Args:
        model: the model's file, or a folder whose newest model it is.
        file: the file that was loaded.
    """
    copy = copy_of(model)
    new = copy.with_name(f"new-{os.getpid()}")
    try:
        if copy.exists() and _version(copy) == _version(file):
            return
        copy.parent.mkdir(exist_ok=True)
        shutil.copy2(file, new)
        new.replace(copy)
    except OSError as error:
        logger.info("No copy of the model can be kept: %s", error)
        with suppress(OSError):
            new.unlink()


async def what_is_wrong(agent: Agent) -> str | None:
    """Why an agent's model can't be used; ``None`` if it understands what it should."""
    if not agent.is_ready():
        return "it can't be loaded"
    try:
        understood = (await agent.parse_message(SENTENCE))["intent"]["name"]
    except Exception as error:
        return repr(error)
    if understood != INTENT:
        return f"it takes '{SENTENCE}' for {understood}, not for {INTENT}"
    return None


async def fall_back_to_last_good(agent: Agent, model: Path, file: Path | None) -> None:
    """Keeps the model that an agent has loaded; if that one is broken, loads the copy instead.

    Args:
        agent: as it has just started.
        model: the model's file, or a folder whose newest model it is.
        file: the file that was loaded; ``None`` if there was none.
    """
    wrong = await what_is_wrong(agent)
    if wrong is None and file is not None:
        await asyncio.get_running_loop().run_in_executor(None, keep, model, file)
        return
    copy = copy_of(model)
    if not copy.is_file():
        return
    try:
        agent.load_model(copy)
    except Exception as error:
        logger.error("Neither the model %s works nor the last one that did: %r", model, error)
        return
    date = datetime.fromtimestamp(copy.stat().st_mtime)
    logger.error(
        "The model %s is not used: %s. The last one that worked, of %s, is.",
        *(file or model, wrong or "there is none", date.strftime("%Y-%m-%d %H:%M:%S")),
    )


def _version(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_mtime_ns, status.st_size
