"""A turn is told from the events that it caused."""

from __future__ import annotations

import json

from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from components.reading import Reading
from server.shell.turn import Turn, actions_in, events_of_last_turn, reading_in, slots_in

READ = Reading("what does it pay", "ask_salary", 0.9)
EVENTS = [
    ActionExecuted("action_session_start"),
    UserUttered("hi", {"name": "greet"}),
    ActionExecuted("utter_greet"),
    SlotSet("offer", {"topic": "skills"}),
    ActionExecuted("action_listen"),
    UserUttered("what does it pay", parse_data=READ.as_message()),
    ActionExecuted("action_answer_salary"),
    BotUttered("CAD 100,000"),
    SlotSet("last_topic", "salary"),
    SlotSet("city", None),
    ActionExecuted("action_listen"),
]
MESSAGES = (
    {"text": "One.", "buttons": [{"title": "Skills?", "payload": "Skills?"}]},
    {"text": "Two.", "answer": {"topic": "salary", "chart": "salary", "chart_language": "fr"}},
    {"text": None, "answer": {"topic": "skills", "chart": None}},
)


def test_what_the_last_message_caused() -> None:
    events = events_of_last_turn(EVENTS)

    assert reading_in(events) == READ
    assert actions_in(events) == ("action_answer_salary",)
    assert slots_in(events) == {"last_topic": "salary", "city": None}


def test_a_conversation_in_which_nothing_was_said() -> None:
    assert events_of_last_turn([]) == []
    assert reading_in([]) is None


def test_what_an_answer_of_several_messages_shows() -> None:
    turn = Turn("?", MESSAGES)

    assert turn.text == "One.\n\nTwo."
    assert turn.suggestions == ("Skills?",)
    assert [chart["chart_language"] for chart in turn.charts] == ["fr"]


def test_as_json() -> None:
    turn = Turn("what", MESSAGES, 40, "en", READ, ("action_answer_salary",), {"city": None})

    assert json.loads(json.dumps(turn.as_json())) == {
        "question": "what",
        "answer": "One.\n\nTwo.",
        "suggestions": ["Skills?"],
        "charts": ["salary"],
        "language": "en",
        "reading": READ.as_message(),
        "actions": ["action_answer_salary"],
        "slots": {"city": None},
        "milliseconds": 40,
    }
    assert Turn("what", ()).as_json()["reading"] is None
