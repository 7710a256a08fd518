"""Readiness of the model: it is loaded, and understands a sentence."""

from __future__ import annotations

from rasa.core.agent import Agent

from monitoring.readiness.check import NotWorking

SENTENCE = "What does a machine learning engineer earn in Canada?"


class ModelCheck:
    """Tries each model once: what it is made of doesn't change."""

    def __init__(self) -> None:
        self._works: str | None = None

    async def __call__(self, agent: Agent) -> None:
        """Looks at the model.

        Raises:
            NotWorking: if there is none, or it doesn't understand the sentence.
        """
        if agent is None or not agent.is_ready():
            raise NotWorking("no model is loaded")
        if self._works != agent.model_id:
            parsed = await agent.parse_message(SENTENCE)
            if not parsed["intent"]["name"]:
                raise NotWorking("the model understands nothing")
            self._works = agent.model_id
