"""Messages that were not understood: did you mean, then what can be asked."""

from __future__ import annotations

from actions.clarify import ActionClarify
from actions.topics import TOPIC_ACTIONS
from tests import pay

from .conftest import Run


def ranking(*intents: str, confidence: float = 0.4) -> list[dict[str, object]]:
    """An intent ranking as the classifier gives it."""
    return [{"name": name, "confidence": confidence} for name in intents]


def fragment(entity: str, value: str, text: str) -> dict[str, object]:
    """A message that says nothing but one entity."""
    whole = {"entity": entity, "value": value, "start": 0, "end": len(text)}
    return {"text": text, "entities": [whole]}


def test_what_was_not_understood_is_asked_back_in_plain_words(run: Run) -> None:
    intents = ranking("nlu_fallback", "ask_salary", "greet", "ask_career_path", confidence=0.15)
    turn = run(ActionClarify(), intent_ranking=intents)

    assert "Did you mean" in turn.text
    assert turn.buttons == [
        "How much do ML engineers earn?",
        "What does the career path look like?",
    ]


def test_the_likeliest_topic_is_answered_and_the_others_are_offered(run: Run) -> None:
    intents = ranking("nlu_fallback", "ask_salary", "greet", "ask_career_path")
    turn = run(ActionClarify(), intent_ranking=intents)

    assert turn.text.startswith("I'm not sure I understood")
    assert pay.AVERAGE in turn.text
    assert turn.buttons == ["What does the career path look like?"]
    assert turn.slots["last_topic"] == "salary"
    assert turn.slots["misunderstood"]["offered"] == turn.buttons


def test_a_topic_that_was_just_answered_is_not_answered_again(run: Run) -> None:
    pay_answered = run(TOPIC_ACTIONS["salary"]())
    turn = run(ActionClarify(), slots=pay_answered.slots, intent_ranking=ranking("ask_salary"))

    assert "Did you mean" in turn.text


def test_unlikely_candidates_get_no_button(run: Run) -> None:
    intents = [*ranking("ask_salary", confidence=0.1), {"name": "ask_skills", "confidence": 0.01}]

    assert run(ActionClarify(), intent_ranking=intents).buttons == [
        "How much do ML engineers earn?"
    ]


def test_the_second_time_it_says_what_can_be_asked(run: Run) -> None:
    first = run(ActionClarify(), intent_ranking=ranking("ask_salary"))
    second = run(ActionClarify(), slots=first.slots, intent_ranking=ranking("ask_salary"))

    assert second.text.startswith("I still don't follow")
    assert len(second.buttons) == 3


def test_an_answer_in_between_starts_the_count_again(run: Run) -> None:
    slots = run(ActionClarify(), intent_ranking=ranking("ask_salary")).slots
    slots = run(TOPIC_ACTIONS["salary"](), slots=slots).slots

    assert slots["misunderstood"] is None


def test_a_few_words_that_were_not_understood_go_by_the_last_answer(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"]())
    turn = run(ActionClarify(), slots=pay.slots, **fragment("detail", "hourly", "per hour"))

    assert turn.text.startswith("The guide gives pay by the year only")
