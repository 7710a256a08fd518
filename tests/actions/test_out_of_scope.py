"""Questions that the guide does not cover get an honest answer, by kind."""

from __future__ import annotations

import pytest
from rasa_sdk import Action

from actions.follow_up import ActionFollowUp
from actions.out_of_scope import ActionOutOfScope
from actions.topics import TOPIC_ACTIONS
from guide.edition import current_edition
from tests.pay import pay_at

from .conftest import Run

GUIDE = current_edition().guide


def fragment(entity: str, value: str, text: str) -> dict[str, object]:
    """A message that says nothing but one entity."""
    whole = {"entity": entity, "value": value, "start": 0, "end": len(text)}
    return {"text": text, "entities": [whole]}


def test_near_misses_get_their_own_honest_answer(run: Run) -> None:
    for miss in GUIDE.near_misses:
        assert run(ActionOutOfScope(), kind=miss.id).text.startswith(miss.text.en)


def test_an_unknown_kind_gets_the_general_answer(run: Run) -> None:
    for kind in (None, "no such kind"):
        assert "nothing on that in the career guide" in run(ActionOutOfScope(), kind=kind).text


def test_an_out_of_scope_turn_keeps_the_topic(run: Run) -> None:
    salary = run(TOPIC_ACTIONS["salary"]())
    weather = run(ActionOutOfScope(), slots=salary.slots, kind="off_topic")

    assert pay_at(8) in run(ActionFollowUp(), {"experience_years": "8"}, weather.slots).text


@pytest.mark.parametrize(
    ("before", "words", "kind", "says"),
    [
        pytest.param(
            TOPIC_ACTIONS["salary"](),
            fragment("role", "ai_product_manager", "product manager"),
            "other_job",
            "no figure for AI Product Manager",
            id="it concerns the last answer",
        ),
        pytest.param(
            TOPIC_ACTIONS["degree_necessity"](),
            fragment("degree_field", "psychology", "psychology"),
            "other_job",
            "not psychology",
            id="it names a topic",
        ),
        pytest.param(
            TOPIC_ACTIONS["how_to_become"](),
            fragment("detail", "after_that", "after that"),
            "gibberish",
            "couldn't make sense of that",
            id="it concerns nothing",
        ),
        pytest.param(
            TOPIC_ACTIONS["salary"](),
            fragment("detail", "former_job", "nurse"),
            "other_job",
            "not about other jobs",
            id="another job stays one, whatever a topic says of it",
        ),
        pytest.param(
            TOPIC_ACTIONS["skills"](),
            fragment("skill", "nlp", "nlp"),
            "concepts",
            "can't explain technical concepts",
            id="a concept stays one after skills",
        ),
        pytest.param(
            TOPIC_ACTIONS["salary"](),
            fragment("skill", "nlp", "nlp"),
            "terms",
            "the guide doesn't explain it. The specialized and advanced skills",
            id="what the guide has of a term is said",
        ),
    ],
)
def test_a_few_words_that_were_refused(
    run: Run, before: Action, words: dict[str, object], kind: str, says: str
) -> None:
    last = run(before)

    assert says in run(ActionOutOfScope(), slots=last.slots, kind=kind, **words).text


def test_a_few_words_that_were_refused_keep_the_topic_they_concern(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"]())
    words = fragment("role", "ai_product_manager", "product manager")
    turn = run(ActionOutOfScope(), slots=pay.slots, kind="other_job", **words)

    assert turn.slots["last_topic"] == "salary"


def test_a_few_words_that_were_refused_may_name_what_one_topic_does_not_know(run: Run) -> None:
    words = fragment("detail", "employers", "shopify")
    turn = run(ActionOutOfScope(), kind="off_topic", **words)

    assert turn.text.startswith("The guide names no employers:")
