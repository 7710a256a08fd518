"""What several lists have: a question whether it is on one is told of the others."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Aspect, Focus
from guide.reply import Target


def ask(composer: Composer, topic: str, focus: Focus) -> str:
    return answer(composer, Target(topic, focus)).text


@pytest.mark.parametrize(
    ("topic", "focus", "group"),
    [
        (
            "responsibilities",
            Focus(details=("data_management",), skill="area_data_management"),
            "skills",
        ),
        (
            "skills",
            Focus(details=("collaboration",), skill="skill_collaboration"),
            "areas of the work",
        ),
        (
            "degree_requirements",
            Focus(degree_field="software_engineering", skill="software_engineering_skill"),
            "skills",
        ),
        (
            "skills",
            Focus(degree_field="statistics", skill="statistics_and_mathematics"),
            "fields of study",
        ),
    ],
)
def test_asked_whether_it_is_on_a_list_the_other_is_named(
    composer: Composer, topic: str, focus: Focus, group: str
) -> None:
    asked = focus.copy(update={"aspect": "counts"})
    assert f"Also named among the {group}" in ask(composer, topic, asked)


@pytest.mark.parametrize("aspect", ["what", "required", "hard", None])
def test_asked_something_else_it_is_not(composer: Composer, aspect: Aspect | None) -> None:
    focus = Focus(aspect=aspect, details=("collaboration",), skill="skill_collaboration")
    assert "Also named" not in ask(composer, "skills", focus)


def test_an_example_is_not_the_thing(composer: Composer) -> None:
    """Python isn't named: programming languages are."""
    focus = Focus(
        aspect="counts",
        degree_field="statistics",
        skill="programming_languages",
        skill_part="Python",
    )
    assert "Also named" not in ask(composer, "degree_requirements", focus)


def test_what_the_guide_lacks_is_on_no_list(composer: Composer) -> None:
    focus = Focus(aspect="counts", degree_field="music", details=("data_management",))
    assert "fields of study" not in ask(composer, "responsibilities", focus)
