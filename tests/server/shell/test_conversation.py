"""A tester's questions go the way of all channels, and are marked as a tester's."""

from __future__ import annotations

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import UserUttered

from channels.ask import APOLOGY
from channels.message_request import BadMessageRequest
from server.shell import CHANNEL
from server.shell.conversation import Conversation
from tests.server.shell.conftest import Loaded

PAY = "what does it pay with 5 yeers?"


def test_a_turn_tells_how_it_was_read_and_what_it_changed(loaded: Loaded) -> None:
    turn = loaded.run(Conversation(loaded.agent).ask(PAY))

    assert turn.reading.intent == "ask_salary"
    assert turn.reading.corrections == (("yeers", "years"),)
    assert turn.actions == ("action_answer_salary",)
    assert turn.slots["experience_years"] == "5"
    assert turn.milliseconds > 0 and not turn.failed


def test_a_number_asks_a_suggestion_if_there_is_one(loaded: Loaded) -> None:
    conversation = Conversation(loaded.agent)
    assert loaded.run(conversation.ask("2")).question == "2"
    suggestions = loaded.run(conversation.ask(PAY)).suggestions
    assert len(suggestions) == 2
    assert loaded.run(conversation.ask(" 2 ")).question == suggestions[1]
    for number in ("0", "3", "²"):
        loaded.run(conversation.ask(PAY))
        assert loaded.run(conversation.ask(number)).question == number


def test_the_conversation_is_marked(loaded: Loaded) -> None:
    conversation = Conversation(loaded.agent)
    loaded.run(conversation.ask(PAY))
    tracker = loaded.run(conversation.tracker())
    channels = [event.input_channel for event in tracker.events if isinstance(event, UserUttered)]
    assert channels == [CHANNEL]


def test_intents_can_not_be_called_by_name(loaded: Loaded) -> None:
    turn = loaded.run(Conversation(loaded.agent).ask('/ask_salary{"city": "toronto"}'))
    assert turn.reading.intent != "ask_salary" or not turn.reading.entities


def test_what_is_erased_is_gone(loaded: Loaded) -> None:
    conversation = Conversation(loaded.agent)
    for line in (PAY, "erase my data", "yes"):
        turn = loaded.run(conversation.ask(line))
    assert turn.reading is None
    assert loaded.run(conversation.tracker()) is None
    assert loaded.run(conversation.ask(PAY)).reading is not None


def test_a_message_that_no_channel_takes(loaded: Loaded) -> None:
    with pytest.raises(BadMessageRequest, match="2000 characters"):
        loaded.run(Conversation(loaded.agent).ask("x" * 2001))


def test_a_failure_is_an_apology(loaded: Loaded) -> None:
    turn = loaded.run(Conversation(Agent()).ask(PAY))  # an agent without a model
    assert (turn.text, turn.failed) == (APOLOGY, True)
