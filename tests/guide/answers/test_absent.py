"""What a question asks to be on a list, and isn't."""

from __future__ import annotations

import pytest

from guide import model
from guide.answers.absent import absent, say_absent
from guide.answers.compose import Composer


def asked(member: str, **values: object) -> model.Focus:
    return model.Focus.parse_obj({"aspect": "counts", "member": member, **values})


@pytest.mark.parametrize("topic", ["skills", "cities", "certifications", "degree_requirements"])
def test_what_no_list_names_is_absent(composer: Composer, topic: str) -> None:
    assert absent(composer.guide.topic(topic), asked("tightrope walking")) == "tightrope walking"


@pytest.mark.parametrize("member", ["machine learning", "the ML expertise", "Communications"])
def test_a_shorter_or_longer_name_of_one_may_be_meant(composer: Composer, member: str) -> None:
    assert absent(composer.guide.topic("skills"), asked(member)) is None


def test_what_the_topic_knows_is_left_to_it(composer: Composer) -> None:
    assert absent(composer.guide.topic("cities"), asked("the Six", city="toronto")) is None


def test_another_question_asks_of_no_list(composer: Composer) -> None:
    skills = composer.guide.topic("skills")

    assert absent(skills, asked("tightrope walking", aspect="worth")) is None


def test_the_group_that_is_asked_of_is_named(composer: Composer) -> None:
    skills = composer.guide.topic("skills")

    [said] = say_absent(composer, skills, asked("patience", skill_group="soft"))

    assert "patience" in said
    assert "soft skills" in said


def test_another_list_that_has_it_is_told(composer: Composer) -> None:
    skills = composer.guide.topic("skills")

    *_, there = say_absent(composer, skills, asked("visualization"))

    assert "visualization and analysis" in there
