"""The trained model on messages with several questions, and on single ones that look like it."""

from __future__ import annotations

from typing import Any

from .conftest import Parse
from .test_understanding import FOLDER, GATES, load

# Said beside a question, these need no answer of their own.
PLEASANTRIES = {"greet", "thank", "goodbye"}


def answered(parsed: dict[str, Any]) -> set[str]:
    """The intents that the message's answer is for."""
    questions = parsed.get("questions") or [parsed]
    intents = {question["intent"]["name"] for question in questions}
    # The answer to a question that names another country says that the guide covers Canada only.
    abroad = any(entity["entity"] == "country" for entity in parsed["entities"])
    return intents | {"out_of_scope"} if abroad else intents


def test_every_question_of_a_message_is_answered(parse: Parse) -> None:
    items = load(FOLDER / "several.yml")["several"]
    missed = []
    for item in items:
        expected, found = set(item["intents"]), answered(parse(item["text"]))
        needed = expected - PLEASANTRIES
        if not (needed <= found if needed else expected & found):
            missed.append(f"{sorted(needed)} answered as {sorted(found)}: {item['text']}")

    share = 1 - len(missed) / len(items)
    print(f"\nseveral questions answered in full {share:.3f}")
    assert share >= GATES["several_answered_in_full"], "\n".join(missed)


def test_a_single_question_stays_one(parse: Parse) -> None:
    items = load(FOLDER / "several.yml")["single"]
    split = []
    for item in items:
        parsed = parse(item["text"])
        if parsed["intent"]["name"] == "ask_several":
            split.append(f"{[each['text'] for each in parsed['questions']]}: {item['text']}")

    share = len(split) / len(items)
    print(f"\nsingle questions split {share:.3f}")
    assert share <= GATES["single_split"], "\n".join(split)


def test_each_question_keeps_its_own_words_and_entities(parse: Parse) -> None:
    parsed = parse("which degree is best, and what would I earn after 5 years?")

    assert parsed["intent"]["name"] == "ask_several"
    degree, salary = parsed["questions"]
    assert degree["intent"]["name"] == "ask_degree_requirements"
    assert degree["text"] == "which degree is best"
    assert degree["entities"] == []
    assert salary["intent"]["name"] == "ask_salary"
    years = [e["value"] for e in salary["entities"] if e["entity"] == "experience_years"]
    assert years == ["5"]


def test_a_message_of_one_clause_is_read_as_ever(parse: Parse) -> None:
    parsed = parse("which skills do I need")

    assert parsed["intent"]["name"] == "ask_skills"
    assert "questions" not in parsed
