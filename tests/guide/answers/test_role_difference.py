"""How job titles differ, as far as the guide tells them apart."""

from __future__ import annotations

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import CareerPathTopic, Focus
from guide.reply import Target


def test_titles_of_the_same_level_get_the_same_answer(composer: Composer) -> None:
    plain = answer(composer, Target("role_difference"))
    reply = answer(composer, Target("role_difference", Focus(role="data_scientist")))

    assert reply.lead == plain.lead


def test_another_title_is_placed_as_well(composer: Composer) -> None:
    ladder = composer.guide.topic("career_path")
    assert isinstance(ladder, CareerPathTopic)
    senior = ladder.levels[-1].roles[0]

    lead = answer(composer, Target("role_difference", Focus(role=senior.id))).lead

    assert senior.name.en.lower() in lead.lower()
    assert ladder.levels[-1].name.en in lead
