"""What understanding writes into Rasa's dict of a message, actions read as the same."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from components.reading import (
    LEAST_ASPECT,
    Aspect,
    Candidate,
    Entity,
    Reading,
    intent_of,
    refers_back,
    refers_to_both,
    topic_of,
)

CITY = Entity("city", "toronto", 3, 10, extractor="GuideEntityExtractor")
SKILL = Entity("skill", "programming_languages", 0, 6, part="Python")
PAY = Reading(
    "pay in Toronto",
    "ask_salary",
    0.9,
    (Candidate("ask_salary", 0.9),),
    entities=(CITY,),
    aspects=(Aspect("what", 0.8), Aspect("best", 0.1)),
    corrections=(("pey", "pay"),),
    answerable=0.05,
)
VISA = Reading("and a visa?", "out_of_scope", 0.8, (Candidate("out_of_scope", 0.8),), "immigration")
BOTH = Reading("pay in Toronto and a visa?", "ask_several", 0.8, questions=(PAY, VISA))


@pytest.mark.parametrize("reading", [PAY, VISA, BOTH, Reading("", "greet", 1.0, entities=(SKILL,))])
def test_what_is_written_is_read_as_the_same(reading: Reading) -> None:
    through_json = json.loads(json.dumps(reading.as_message()))

    assert Reading.from_message(through_json) == reading


def test_a_message_has_the_keys_that_rasa_knows() -> None:
    assert VISA.as_message() == {
        "text": "and a visa?",
        "intent": {"name": "out_of_scope", "confidence": 0.8},
        "intent_ranking": [{"name": "out_of_scope", "confidence": 0.8}],
        "entities": [],
        "kind": "immigration",
    }
    assert "kind" not in PAY.as_message() and "questions" not in PAY.as_message()
    assert "corrections" not in VISA.as_message()


def test_a_message_that_was_not_understood_at_all_is_read() -> None:
    """Such as one that a developer's tool sends: ``/restart``."""
    assert Reading.from_message({"text": None, "intent": {"name": None}}) == Reading("", "")
    assert Reading.from_message({}) == Reading("", "")


def test_the_share_of_an_intent() -> None:
    reading = Reading("", "a", 0.6, (Candidate("a", 0.6), Candidate("b", 0.3)))

    assert reading.share("b") == 0.3
    assert reading.share("c") == 0.0


def test_an_aspect_that_is_not_plain_is_none() -> None:
    assert PAY.aspect == "what"
    assert Reading("", "a", aspects=(Aspect("cost", LEAST_ASPECT - 0.01),)).aspect is None
    assert Reading("", "greet").aspect is None


def test_intents_and_topics() -> None:
    assert intent_of("salary") == "ask_salary"
    assert topic_of("ask_salary") == "salary"
    assert topic_of("greet") is None


def test_actions_can_import_it_without_what_understanding_needs() -> None:
    program = (
        "import sys, components.reading;"
        "print(sorted({'rasa', 'numpy', 'spacy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_what_is_hardly_answerable_is_beyond_the_guide() -> None:
    assert not PAY.is_answerable
    assert Reading("pay", "ask_salary", 0.9, answerable=0.5).is_answerable
    assert not Reading("a union?", "ask_responsibilities", 0.4, answerable=0.9).is_answerable
    assert VISA.is_answerable


def test_each_stands_for_what_was_named_unless_it_says_of_what() -> None:
    assert all(map(refers_back, ("how long is each", "what does each one pay", "each of them?")))
    assert not refers_back("which titles are there at each level")


def test_two_things_are_referred_to_together() -> None:
    assert all(
        map(refers_to_both, ("are both needed", "both of them?", "les deux sont en ligne ?"))
    )
    assert not any(map(refers_to_both, ("are they needed", "de deux à trois ans")))
