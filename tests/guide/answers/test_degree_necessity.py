"""Whether a degree is needed, in general and for each level of education."""

from __future__ import annotations

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import DegreeNecessityTopic, Focus
from guide.reply import Target


def test_each_level_has_an_answer_of_its_own(composer: Composer) -> None:
    topic = composer.guide.topic("degree_necessity")
    assert isinstance(topic, DegreeNecessityTopic)
    leads = {answer(composer, Target(topic.topic)).lead}
    for necessity in topic.levels:
        reply = answer(composer, Target(topic.topic, Focus(degree_level=necessity.level)))
        assert reply.target == Target(topic.topic, Focus(degree_level=necessity.level))
        leads.add(reply.lead)

    assert len(leads) == len(topic.levels) + 1


def test_neither_yes_nor_no_opens_an_answer(composer: Composer) -> None:
    for level in (None, "diploma", "bachelor", "master", "phd"):
        lead = answer(composer, Target("degree_necessity", Focus(degree_level=level))).lead
        assert not lead.startswith(("Yes", "No,", "No "))


def test_two_levels_have_an_answer_each(composer: Composer) -> None:
    both = Focus(degree_level="phd", others=(("degree_level", "master"),))
    master = answer(composer, Target("degree_necessity", Focus(degree_level="master"))).lead

    lead = answer(composer, Target("degree_necessity", both)).lead

    assert lead == f"{master} A PhD isn't mentioned."


def test_a_degree_is_told_beside_experience_only_where_the_two_are_compared(
    composer: Composer,
) -> None:
    named = {"details": ("degree_or_experience",)}
    compared, without = (
        answer(composer, Target("degree_necessity", Focus.parse_obj({**named, "aspect": aspect})))
        for aspect in ("compare", "possible")
    )

    assert "Practical experience counts for a lot" in compared.lead
    assert "Practical experience" not in without.lead
