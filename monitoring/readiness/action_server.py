"""Readiness of the action server: it runs one of our actions, and the guide answers."""

from __future__ import annotations

import aiohttp
import rasa
from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError

from monitoring.readiness.check import NotWorking
from monitoring.readiness.ready_check import READY_CHECK

ACTION = "action_answer_capabilities"
"""An action that answers from the guide and needs nothing of a conversation."""

SECONDS = 5.0


async def check_action_server(agent: Agent) -> None:
    """Runs the action.

    Raises:
        NotWorking: if the action server isn't there, or has no answer.
    """
    endpoint = agent.action_endpoint
    if endpoint is None:
        raise NotWorking("endpoints.yml names no action_endpoint")
    call = {
        "next_action": ACTION,
        "sender_id": READY_CHECK,
        "tracker": DialogueStateTracker(READY_CHECK, slots=[]).current_state(),
        "domain": {},
        "version": rasa.__version__,
    }
    once = endpoint.copy()  # without retries: whether it works just now
    once.cafile = endpoint.cafile
    try:
        result = await once.request(json=call, timeout=aiohttp.ClientTimeout(total=SECONDS))
    except ClientResponseError as error:
        raise NotWorking(f"{ACTION} failed with status {error.status}") from None
    except aiohttp.ClientConnectionError:
        raise NotWorking("it can't be reached; is it running?") from None
    responses = result.get("responses") if isinstance(result, dict) else None
    if not responses or not responses[0].get("text"):
        raise NotWorking(f"{ACTION} has no answer")
