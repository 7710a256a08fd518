"""Programs: all of them, one, or those at a level."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus, ProgramsTopic
from guide.reply import Target


@pytest.fixture
def topic(composer: Composer) -> ProgramsTopic:
    topic = composer.guide.topic("programs")
    assert isinstance(topic, ProgramsTopic)
    return topic


def test_all_programs_with_their_institutions(composer: Composer, topic: ProgramsTopic) -> None:
    text = answer(composer, Target("programs")).text

    for program in topic.items:
        assert program.name.en in text and program.institution in text


def test_one_program_is_answered_alone(composer: Composer, topic: ProgramsTopic) -> None:
    for program in topic.items:
        reply = answer(composer, Target("programs", Focus(program=program.id)))
        assert program.institution in reply.lead
        assert reply.shown_items == {program.id}


def test_a_level_that_no_program_has_gets_all_of_them(
    composer: Composer, topic: ProgramsTopic
) -> None:
    assert all(program.level != "phd" for program in topic.items)

    reply = answer(composer, Target("programs", Focus(degree_level="phd")))

    assert reply.shown_items == {program.id for program in topic.items}
    assert reply.lead != answer(composer, Target("programs")).lead


def test_two_levels_have_the_programs_of_both(composer: Composer, topic: ProgramsTopic) -> None:
    focus = Focus(degree_level="master", others=(("degree_level", "diploma"),))

    reply = answer(composer, Target("programs", focus))

    assert reply.shown_items == {program.id for program in topic.items}
    assert reply.lead == answer(composer, Target("programs")).lead


def test_a_level_without_programs_is_said_to_have_none_beside_another(composer: Composer) -> None:
    focus = Focus(degree_level="master", others=(("degree_level", "phd"),))

    lead = answer(composer, Target("programs", focus)).lead

    assert "to a PhD isn't named" in lead
    assert "master" not in lead


def test_a_program_taken_for_another_schools_or_a_providers_is_corrected(
    composer: Composer, topic: ProgramsTopic
) -> None:
    first, second = topic.items
    asked = Focus(program=first.id, aspect="who")
    for named in ({"school": second.id}, {"provider": "ibm"}):
        focus = asked.copy(update=named)
        lead = answer(composer, Target("programs", focus)).lead
        assert lead.startswith(f"The {first.name.en} is listed with {first.institution}, not with")


def test_a_program_is_not_taken_for_a_providers_where_they_are_weighed(
    composer: Composer, topic: ProgramsTopic
) -> None:
    focus = Focus(program=topic.items[0].id, provider="ibm", aspect="compare")

    assert "not with" not in answer(composer, Target("programs", focus)).lead
