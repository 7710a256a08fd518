from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from evaluation.usage.turns import Opinion, Part, read_transcript


def event(kind: str, conversation: str = "ann", at: float = 100, **fields: Any) -> dict[str, Any]:
    return {"event": kind, "sender_id": conversation, "timestamp": at, **fields}


def asked(text: str, intent: str, **more: Any) -> dict[str, Any]:
    read = {"intent": {"name": intent, "confidence": 0.9}, "entities": [], **more}
    return event("user", text=text, parse_data=read, input_channel="web")


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("action_answer_salary", "answered"),
        ("action_out_of_scope", "not in the guide"),
        ("action_clarify", "asked back"),
        ("utter_answer_unavailable", "out of order"),
        ("action_listen", "unanswered"),
    ],
)
def test_the_outcome_of_a_turn_is_that_of_its_action(action: str, outcome: str) -> None:
    events = [asked("pay?", "ask_salary"), event("action", name=action)]
    (turn,) = read_transcript(events, None).turns

    assert (turn.text, turn.intent, turn.channel, turn.outcome) == (
        "pay?",
        "ask_salary",
        "web",
        outcome,
    )


def test_conversations_that_run_at_the_same_time_are_told_apart() -> None:
    events = [
        asked("pay?", "ask_salary"),
        {**asked("pizza?", "out_of_scope"), "sender_id": "bob"},
        event("action", "ann", name="action_answer_salary"),
        event("action", "bob", name="action_out_of_scope"),
        event("bot", "ann", metadata={"answer": {"topic": "salary"}}),
    ]
    ann, bob = read_transcript(events, None).turns

    assert (ann.outcome, ann.topic) == ("answered", "salary")
    assert (bob.outcome, bob.topic) == ("not in the guide", None)


def test_a_message_of_several_questions_has_them_as_parts() -> None:
    questions = [
        {"text": "the pay", "intent": {"name": "ask_salary"}, "entities": []},
        {"text": "a visa", "intent": {"name": "out_of_scope"}, "entities": []},
    ]
    (turn,) = read_transcript(
        [asked("the pay and a visa", "ask_several", questions=questions)], None
    ).turns

    assert turn.parts == (
        Part("the pay", "ask_salary", "answered"),
        Part("a visa", "out_of_scope", "not in the guide"),
    )


def test_what_was_before_is_left_out() -> None:
    events = [{**asked("old", "ask_salary"), "timestamp": 10}, asked("new", "ask_salary")]
    since = datetime.fromtimestamp(50, timezone.utc)

    assert [turn.text for turn in read_transcript(events, since).turns] == ["new"]


def test_the_last_feedback_on_an_answer_counts_and_a_label_is_kept() -> None:
    def rated(rating: str | None) -> dict[str, Any]:
        value = {"answer": "a", "question": "pay?", "topic": "salary", "rating": rating}
        return event("slot", name="feedback", value={**value, "comment": None})

    label = {"text": "dough?", "intent": "ask_salary"}
    transcript = read_transcript(
        [rated("down"), rated("up"), event("slot", name="labelled_example", value=label)], None
    )

    assert transcript.opinions == [Opinion("pay?", "salary", "up", None)]
    assert transcript.meanings == [("dough?", "ask_salary")]
    assert read_transcript([rated("down"), rated(None)], None).opinions == []


@pytest.mark.parametrize("channel", ["terminal", "cmdline"])
def test_conversations_in_a_terminal_are_left_out(channel: str) -> None:
    rating = {"answer": "1", "question": "pay?", "topic": "salary", "rating": "up", "comment": None}
    events = [
        asked("what does it pay?", "ask_salary"),
        {**asked("pay?", "ask_salary"), "sender_id": "tester", "input_channel": channel},
        event("action", "tester", name="action_answer_salary"),
        event("slot", "tester", name="feedback", value=rating),
        event("slot", "tester", name="labelled_example", value={"text": "x", "intent": "greet"}),
    ]
    transcript = read_transcript(events, None)

    assert [turn.text for turn in transcript.turns] == ["what does it pay?"]
    assert (transcript.opinions, transcript.meanings) == ([], [])
