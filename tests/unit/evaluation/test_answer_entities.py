"""What the domain says that answers use, and what the guide's words stand for."""

from __future__ import annotations

import pytest

from evaluation.answer_entities import canonical, used_entities
from guide import load_guide
from guide.answers import answers_about, known_topics


@pytest.mark.parametrize("topic", sorted(known_topics()))
def test_the_domain_declares_what_the_answer_to_a_topic_uses(topic: str) -> None:
    fields = set(answers_about(topic)) - {"skill_part"}  # a part comes with its skill
    details = {"detail"} if load_guide().topic(topic).gaps else set()

    assert used_entities(f"ask_{topic}") == fields | details


def test_nothing_answers_an_intent_that_the_domain_does_not_have() -> None:
    assert used_entities("ask_the_weather") == frozenset()


@pytest.mark.parametrize(
    ("entity", "written", "value"),
    [
        ("skill_group", "technical", "core"),
        ("provider", "AWS", "amazon"),
        ("degree_field", "Computer Science", "computer_science"),
        ("experience_years", "3-4", "3-4"),
        ("city", "Atlantis", "atlantis"),
    ],
)
def test_a_name_stands_for_its_id(entity: str, written: str, value: str) -> None:
    assert canonical(entity, written) == value
