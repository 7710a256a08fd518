from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.understanding.examples import DataError
from evaluation.understanding.sets import (
    Question,
    Turn,
    held_out_questions,
    outside_sets,
    project_dialogues,
    project_sets,
)

QUESTIONS = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - good day\n'
SEVERAL = """several:
- {text: pay and skills, intents: [ask_salary, ask_skills]}
single:
- {text: toronto or montreal, intent: ask_cities}
"""
ENTITIES = "- {text: pay in Toronto, entities: {city: Toronto}}\n- {text: pay, entities: {}}\n"
FOLLOW_UPS = """- turns:
  - {user: how much do they make, says: [CAD]}
  - {user: and seniors, says: [["CAD 200,000", senior]], never: [entry level]}
"""


def test_sets_whose_files_are_absent_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "noisy.yml").write_text(QUESTIONS)

    (found,) = project_sets(tmp_path)

    assert found.name == "noisy"
    assert not found.outside
    assert found.questions == (Question("good day", f"{tmp_path}/noisy.yml:5", ("greet",)),)
    assert project_dialogues(tmp_path) == []


def test_several_questions_and_single_ones_stand_in_one_set(tmp_path: Path) -> None:
    path = tmp_path / "several.yml"
    path.write_text(SEVERAL)

    (found,) = project_sets(tmp_path)

    assert found.questions == (
        Question("pay and skills", f"{path}:2", ("ask_salary", "ask_skills")),
        Question("toronto or montreal", f"{path}:4", ("ask_cities",)),
    )


def test_entities_may_be_labelled_as_none(tmp_path: Path) -> None:
    (tmp_path / "entities.yml").write_text(ENTITIES)

    (found,) = project_sets(tmp_path)

    assert [question.entities for question in found.questions] == [{"city": ("Toronto",)}, {}]


def test_dialogues_have_turns_in_order(tmp_path: Path) -> None:
    (tmp_path / "follow_ups.yml").write_text(FOLLOW_UPS)

    (dialogue,) = project_dialogues(tmp_path)

    assert dialogue.place == f"{tmp_path}/follow_ups.yml:1"
    assert dialogue.turns == (
        Turn("how much do they make", (("CAD",),), ()),
        Turn("and seniors", (("CAD 200,000", "senior"),), ("entry level",)),
    )


def test_what_an_answer_says_must_be_texts(tmp_path: Path) -> None:
    (tmp_path / "follow_ups.yml").write_text("- turns:\n  - {user: pay, says: [CAD 200,000]}\n")

    with pytest.raises(DataError, match=r"follow_ups\.yml:1: 'says' should be a list of texts"):
        project_dialogues(tmp_path)


def test_held_out_questions_are_all_that_the_classifier_is_measured_with(tmp_path: Path) -> None:
    (tmp_path / "noisy.yml").write_text(QUESTIONS)
    (tmp_path / "entities.yml").write_text(ENTITIES)
    (tmp_path / "follow_ups.yml").write_text(FOLLOW_UPS)

    texts = [question.text for question in held_out_questions(tmp_path)]

    assert texts == ["good day"]


def test_outside_files_may_hold_several_sets(tmp_path: Path) -> None:
    lines = [
        {"text": "certs or projects", "intent": "ask_certifications", "also_ok": ["ask_skills"]},
        {"text": "pay in Regina", "intent": "ask_salary", "entities": {"city": "Regina"}},
        {"text": "pay and skills", "intents": ["ask_salary", "ask_skills"], "set": "two"},
    ]
    path = tmp_path / "dev.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")

    first, second = outside_sets([path])

    assert (first.name, second.name) == ("dev.jsonl", "dev.jsonl: two")
    assert first.outside and second.outside
    assert first.questions == (
        Question(
            "certs or projects", f"{path}:1", ("ask_certifications",), frozenset({"ask_skills"})
        ),
        Question("pay in Regina", f"{path}:2", ("ask_salary",), entities={"city": ("Regina",)}),
    )
    assert second.questions[0].intents == ("ask_salary", "ask_skills")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "is not JSON"),
        ("[]", "expected a JSON object"),
        ('{"intent": "greet"}', "the field 'text' is missing"),
        ('{"text": "hi"}', "the field 'intent' is missing"),
        ('{"text": "hi", "intents": [1]}', "the field 'intents' is missing or not the name"),
        ('{"text": "hi", "intent": "greet", "entities": "x"}', "'entities' should map"),
        ('{"turns": []}', "is a dialogue"),
    ],
)
def test_a_bad_line_of_an_outside_file_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(f'{{"text": "hello", "intent": "greet"}}\n{line}\n')

    with pytest.raises(DataError) as raised:
        outside_sets([path])

    assert f"{path}:2: " in str(raised.value)
    assert complaint in str(raised.value)
