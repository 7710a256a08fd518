"""The ladder, a level of it, or where a job title stands."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.formats import count_in_words
from guide.model import CareerLevel, CareerPathTopic, Focus
from guide.reply import Reply, Target


@pytest.fixture
def levels(composer: Composer) -> tuple[CareerLevel, ...]:
    topic = composer.guide.topic("career_path")
    assert isinstance(topic, CareerPathTopic)
    return topic.levels


def ask(composer: Composer, **particulars: object) -> Reply:
    return answer(composer, Target("career_path", Focus.parse_obj(particulars)))


def test_the_ladder_has_a_line_for_each_level_and_its_chart(
    composer: Composer, levels: tuple[CareerLevel, ...]
) -> None:
    reply = ask(composer)

    assert len(reply.bullets) == len(levels)
    assert reply.chart is not None and reply.chart.name == "career_path"
    assert reply.shown_items == {role.id for level in levels for role in level.roles}


def test_one_level_has_its_titles_and_no_others(
    composer: Composer, levels: tuple[CareerLevel, ...]
) -> None:
    for level in levels:
        reply = ask(composer, level=level.id)
        assert reply.shown_items == {role.id for role in level.roles}
        assert reply.chart is None


def test_two_levels_have_those_two_of_the_ladder_and_their_counts(composer: Composer) -> None:
    both = ask(composer, level="entry", others=[("level", "senior")])
    entry, _, senior = ask(composer).bullets

    assert [bullet.target for bullet in both.bullets] == [entry.target, senior.target]
    assert [bullet.shows for bullet in both.bullets] == [entry.shows, senior.shows]
    for bullet in both.bullets:
        assert f"({count_in_words(len(bullet.shows), 'en')})**" in bullet.text
    assert both.chart is None


def test_two_titles_are_both_placed(composer: Composer) -> None:
    lead = ask(composer, role="data_analyst", others=[("role", "data_engineer")]).lead

    assert "Data Analyst stands under “Entry level”." in lead
    assert "Data Engineer isn't on the career ladder." in lead


def test_a_title_is_placed_on_its_level(
    composer: Composer, levels: tuple[CareerLevel, ...]
) -> None:
    for level in levels:
        for role in level.roles:
            lead = ask(composer, role=role.id).lead
            assert role.name.en.lower() in lead.lower()
            assert level.name.en in lead


def test_a_title_counts_for_more_than_a_level(composer: Composer) -> None:
    """Is AI specialist a senior role?"""
    both = ask(composer, role="ai_specialist", level="senior")

    assert both.lead.startswith(
        "AI Specialist stands under “Entry level”, not under “Senior and leadership”."
    )
    assert both.bullets == ask(composer, role="ai_specialist").bullets


def test_a_level_that_is_a_word_of_the_title_is_no_other(composer: Composer) -> None:
    lead = ask(composer, role="senior_ml_engineer", level="senior").lead

    assert lead.startswith("Senior ML Engineer stands under “Senior and leadership”.")


def test_a_title_that_the_guide_doesn_t_have_is_on_no_level(
    composer: Composer, levels: tuple[CareerLevel, ...]
) -> None:
    topic = composer.guide.topic("career_path")
    assert isinstance(topic, CareerPathTopic)
    for other in topic.others:
        lead = ask(composer, role=other.id).lead
        assert other.name.en.lower() in lead.lower()
        assert not any(f"“{level.name.en}”" in lead for level in levels)


def test_the_best_positions_are_those_at_the_top(
    composer: Composer, levels: tuple[CareerLevel, ...]
) -> None:
    top = {role.id for role in levels[-1].roles}

    assert ask(composer, aspect="best").shown_items == top
    assert ask(composer, aspect="best", level="entry").shown_items != top


def test_a_title_compared_with_ours_is_placed_beside_it(composer: Composer) -> None:
    lead = ask(composer, role="data_scientist", aspect="compare").lead

    assert "ML Engineer and Data Scientist stand under “Mid level”" in lead


def test_a_level_that_is_left_out_leaves_the_others(composer: Composer) -> None:
    reply = ask(composer, without=[("level", "senior")])
    entry, mid, _ = ask(composer).bullets

    assert reply.bullets == (entry, mid)
    assert reply.chart is None


def test_no_experience_stands_for_the_lowest_level(composer: Composer) -> None:
    entry = ask(composer, level="entry")

    assert ask(composer, experience_years="0").bullets == entry.bullets
    assert ask(composer, experience_years="5").bullets == ask(composer).bullets


def test_below_a_title_at_the_top_stand_those_a_level_down(composer: Composer) -> None:
    reply = ask(composer, role="lead_ml_engineer", aspect="order", move="previous")

    assert reply.bullets == ask(composer, level="mid").bullets


@pytest.mark.parametrize("topic", ["how_to_become", "time_to_become"])
def test_the_way_to_a_title_of_the_ladder_begins_with_where_it_stands(
    composer: Composer, topic: str
) -> None:
    lead = answer(composer, Target(topic, Focus(role="lead_ml_engineer"))).lead

    assert "Lead ML Engineer stands under “Senior and leadership”." in lead
    assert "ML Engineer stands under “Mid level”." in lead
