"""What people teach by picking what they meant."""

from __future__ import annotations

from actions.clarify import ActionClarify
from actions.topics import TOPIC_ACTIONS

from .conftest import Run


def ranking(*intents: str) -> list[dict[str, object]]:
    """An intent ranking as the classifier gives it."""
    return [{"name": name, "confidence": 0.4} for name in intents]


def test_picking_what_was_meant_labels_what_was_said(run: Run) -> None:
    intents = ranking("nlu_fallback", "ask_salary", "ask_career_path")
    asked = run(ActionClarify(), intent_ranking=intents, text="what is there for me")

    picked = run(TOPIC_ACTIONS["salary"](), slots=asked.slots, text=asked.buttons[0])

    assert picked.slots["labelled_example"] == {
        "text": "what is there for me",
        "intent": "ask_salary",
    }


def test_a_question_of_ones_own_labels_nothing(run: Run) -> None:
    asked = run(ActionClarify(), intent_ranking=ranking("nlu_fallback", "ask_salary"))

    answered = run(TOPIC_ACTIONS["salary"](), slots=asked.slots, text="how much is it then")

    assert "labelled_example" not in answered.slots


def test_a_pick_counts_once(run: Run) -> None:
    asked = run(ActionClarify(), intent_ranking=ranking("nlu_fallback", "ask_salary"))
    picked = run(TOPIC_ACTIONS["salary"](), slots=asked.slots, text=asked.buttons[0])

    again = run(
        TOPIC_ACTIONS["salary"](),
        slots=picked.slots | {"labelled_example": None},
        text=asked.buttons[0],
    )

    assert again.slots["labelled_example"] is None
