"""What is set on Rasa's agent once it is loaded."""

from __future__ import annotations

from functools import partial

from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner

from components.language_detector import LanguageDetector
from server.kept_understanding import KeptUnderstanding
from server.planned_graph_runner import PlannedGraphRunner
from server.short_processor import shorten
from stores.conversations import tracker_store

LOCK_POLL_SECONDS = 0.05
"""About as long as an answer takes."""


def set_up_agent(agent: Agent) -> None:
    """Lets errors of the tracker store through, keeps what was understood, and shortens waits.

    - The ``FailSafeTrackerStore`` that Rasa wraps around the tracker store hides its errors: what
      can't be stored is kept in memory until the server ends, and a conversation that can't be read
      is taken for a new one. Without it the channel gets the error, and says that it can't answer
      now.
    - A text that was understood before is not read again (`server.kept_understanding`), and what
      is the same in every turn is worked out once (`server.short_processor`).
    - A message that comes while the one before it in its conversation is being answered would look
      only once a second whether it is its turn.
    """
    agent.tracker_store = tracker_store(agent)
    if agent.processor is not None:
        agent.processor.tracker_store = agent.tracker_store
        speed_up(agent.processor)
    agent.lock_store.lock = partial(agent.lock_store.lock, wait_time_in_seconds=LOCK_POLL_SECONDS)


def speed_up(processor: MessageProcessor) -> None:
    """Lets a loaded processor, with its model, keep what it has understood and take the short way.

    Raises:
        SystemExit: if a setting can't be read; the message names it.
    """
    kept = KeptUnderstanding(processor.parse_message, language_detector(processor))
    processor.parse_message = kept.parse_message
    processor.remembered = kept.remembered
    shorten(processor)


def language_detector(processor: MessageProcessor) -> LanguageDetector | None:
    """The language detector of a processor's model, if that has one."""
    runner = processor.graph_runner
    if isinstance(runner, DaskGraphRunner):
        runner = PlannedGraphRunner.of(runner)
    components = runner.components if isinstance(runner, PlannedGraphRunner) else []
    return next((each for each in components if isinstance(each, LanguageDetector)), None)
