from __future__ import annotations

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from evaluation.assistant import Assistant
from tests.conftest import MODEL
from tests.monitoring.probe import becomes_broken, becomes_ready
from tests.serving import serving


def test_one_that_is_missing(fragile: Assistant) -> None:
    endpoint = EndpointConfig(f"http://127.0.0.1:{fragile.actions_port}/webhook")
    agent = Agent(action_endpoint=endpoint)
    with serving(agent, []) as url:
        becomes_broken(url, "model", "no model is loaded")
        agent.load_model(MODEL)
        becomes_ready(url)
