"""The trained model on questions that nobody taught it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.focus import read_focus
from guide import load_guide
from guide.model import Focus

from .conftest import Parse

FOLDER = Path(__file__).parent
NOT_UNDERSTOOD = {"out_of_scope", "nlu_fallback"}


def load(path: Path) -> Any:
    """A YAML file's content."""
    return YAML(typ="safe", pure=True).load(path)


def examples(path: Path) -> Iterator[tuple[str, str]]:
    """Every example of a Rasa NLU file, with its intent."""
    for block in load(path)["nlu"]:
        for line in block["examples"].splitlines():
            yield line.removeprefix("- "), block["intent"]


GATES = load(FOLDER / "gates.yml")


def test_questions_get_their_intent(parse: Parse) -> None:
    wrong, asked_back = [], 0
    questions = list(examples(FOLDER / "questions.yml"))
    for text, intent in questions:
        found = parse(text)["intent"]["name"]
        asked_back += found == "nlu_fallback"
        if found != intent:
            wrong.append(f"{intent} taken for {found}: {text}")

    accuracy = 1 - len(wrong) / len(questions)
    print(f"\nintent accuracy {accuracy:.3f}, asked back {asked_back / len(questions):.3f}")
    assert accuracy >= GATES["intent_accuracy"], "\n".join(wrong)
    assert asked_back / len(questions) <= GATES["asked_back"]


def test_what_is_out_of_scope_is_refused(parse: Parse) -> None:
    texts = [text for text, _ in examples(FOLDER / "out_of_scope.yml")]
    found = {text: parse(text)["intent"]["name"] for text in texts}
    answered = [f"{found[text]}: {text}" for text in texts if found[text] not in NOT_UNDERSTOOD]

    refused = 1 - len(answered) / len(texts)
    print(f"\nout of scope refused {refused:.3f}")
    assert refused >= GATES["out_of_scope_refused"], "\n".join(answered)


def test_entities_are_found(parse: Parse) -> None:
    items = load(FOLDER / "entities.yml")
    labelled = {name for item in items for name in item["entities"]}
    hits, extra, missed, wrong = 0, 0, 0, []
    for item in items:
        expected = {
            (name, str(value).lower().replace(" ", "_")) for name, value in item["entities"].items()
        }
        found = {
            (entity["entity"], entity["value"])
            for entity in parse(item["text"])["entities"]
            if entity["entity"] in labelled
        }
        hits += len(expected & found)
        extra += len(found - expected)
        missed += len(expected - found)
        if expected != found:
            wrong.append(f"{item['text']}: found {found - expected}, missed {expected - found}")

    f1 = 2 * hits / (2 * hits + extra + missed)
    print(f"\nentity F1 {f1:.3f}")
    assert f1 >= GATES["entity_f1"], "\n".join(wrong)


def suggestions() -> list[Any]:
    """Every question that a button can ask, with its topic and focus."""
    return [
        pytest.param(question.text.en, topic.topic, question.focus, id=question.text.en)
        for topic in load_guide().topics
        for question in topic.all_questions()
    ]


@pytest.mark.parametrize(("text", "topic", "focus"), suggestions())
def test_a_button_is_understood_as_what_it_says(
    parse: Parse, text: str, topic: str, focus: Focus
) -> None:
    parsed = parse(text)

    assert parsed["intent"]["name"] == f"ask_{topic}"
    found = read_focus(parsed)
    for name, value in focus.dict(exclude_defaults=True).items():
        assert getattr(found, name) == value


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "nlu_fallback"),
        ("   ", "nlu_fallback"),
        ("?!...", "nlu_fallback"),
        ("👍", "affirm"),
        ("🍕🍕", "out_of_scope"),
    ],
)
def test_messages_without_words(parse: Parse, text: str, intent: str) -> None:
    assert parse(text)["intent"]["name"] == intent


def test_a_near_miss_has_its_kind(parse: Parse) -> None:
    parsed = parse("how do I get a study permit for my brother")

    assert parsed["intent"]["name"] == "out_of_scope"
    assert parsed["kind"] == "immigration"
