"""The shell's agent: the model and stores of the Rasa server, and the actions, without a server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException

from server.agent import set_up_agent
from server.in_process_actions import InProcessActions
from server.model_file import MODEL

ENDPOINTS = Path("endpoints.yml")


@asynccontextmanager
async def loaded_agent() -> AsyncIterator[Agent]:
    """Loads the model and opens the stores of ``endpoints.yml``; closes them at the end.

    Yields:
        The agent, ready to answer.

    Raises:
        SystemExit: if ``endpoints.yml`` or the model can't be used; the message names it.
    """
    try:
        endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
        if endpoints.action is None:
            sys.exit(f"{ENDPOINTS} has no action_endpoint.")
        # Also where an action server has them: it need not run for the shell.
        actions = endpoints.action = InProcessActions(endpoints.action)
        loop = asyncio.get_running_loop()
        agent = await load_agent(str(MODEL), endpoints=endpoints, loop=loop)
    except RasaException as error:
        sys.exit(f"{type(error).__name__}: {error}")
    if not agent.is_ready():
        sys.exit(f"The model {MODEL} can't be loaded: 'make train' makes a new one.")
    set_up_agent(agent)
    try:
        yield agent
    finally:
        await actions.close()
        if agent.tracker_store.event_broker is not None:
            await agent.tracker_store.event_broker.close()
