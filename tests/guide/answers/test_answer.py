"""What the guide doesn't say comes first, then what it does; once."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus
from guide.reply import Target


def gap_of(composer: Composer, topic: str, says_it_all: bool) -> str:
    """A gap of a topic, without a list of its own."""
    gaps = composer.guide.topic(topic).gaps
    return next(g.id for g in gaps if g.says_it_all is says_it_all and not g.with_list)


def test_a_gap_comes_before_the_answer(composer: Composer) -> None:
    gap = gap_of(composer, "cities", says_it_all=False)
    plain = answer(composer, Target("cities"))
    reply = answer(composer, Target("cities", Focus(details=(gap,))))

    assert reply.lead.endswith(plain.lead)
    assert reply.lead != plain.lead
    assert reply.bullets == plain.bullets


def test_the_brief_answer_follows_what_was_told_unless_something_was_named(
    composer: Composer,
) -> None:
    topic = composer.guide.topic("salary")
    assert topic.brief is not None
    gap = gap_of(composer, "salary", says_it_all=False)
    brief = answer(composer, Target("salary", Focus(details=(gap,))))
    with_years = answer(composer, Target("salary", Focus(details=(gap,), experience_years="5")))
    with_list = answer(composer, Target("salary", Focus(aspect="outlook")))

    assert brief.lead.endswith(composer.say(topic.brief))
    assert (brief.bullets, brief.limit, brief.chart) == ((), None, None)
    assert "(the figure for 4 to 6 years)" in with_years.lead
    assert composer.say(topic.brief) not in with_years.lead
    assert with_list.bullets == answer(composer, Target("salary")).bullets


def test_a_gap_that_says_it_all_is_the_answer(composer: Composer) -> None:
    gap = gap_of(composer, "source", says_it_all=True)
    reply = answer(composer, Target("source", Focus(details=(gap,))))

    assert reply.lead
    assert (reply.bullets, reply.chart, reply.shows) == ((), None, ())


def test_what_was_just_said_is_not_said_again_behind_a_gap(composer: Composer) -> None:
    gap = gap_of(composer, "salary", says_it_all=False)
    last = Target("salary")
    reply = answer(composer, Target("salary", Focus(details=(gap,))), last)

    assert reply.bullets == ()
    assert answer(composer, last).lead not in reply.lead


def test_that_the_very_point_is_beyond_the_guide_comes_before_the_answer(
    composer: Composer,
) -> None:
    beyond = Focus(answerable=False)
    plain = answer(composer, Target("networking"))
    reply = answer(composer, Target("networking", beyond))
    not_exactly = composer.say(composer.guide.phrases.not_exactly)

    assert reply.lead == f"{not_exactly} {plain.lead}"
    assert (reply.bullets, reply.limit) == (plain.bullets, plain.limit)
    again = answer(composer, Target("networking", beyond), Target("networking"))
    assert (again.lead, again.bullets) == (not_exactly, ())


@pytest.mark.parametrize(
    ("topic", "named"),
    [
        ("networking", Focus(aspect="cost")),
        ("skills", Focus(skill="programming_languages", skill_part="Java")),
        ("salary", Focus(role="ai_product_manager")),
        ("salary", Focus(city="toronto")),
        ("salary", Focus(level="senior")),
        ("degree_necessity", Focus(degree_level="diploma")),
    ],
)
def test_an_answer_that_says_what_is_missing_by_name_says_it_once(
    composer: Composer, topic: str, named: Focus
) -> None:
    beyond = Target(topic, named.copy(update={"answerable": False}))

    assert answer(composer, beyond).lead == answer(composer, Target(topic, named)).lead


def test_fields_that_don_t_concern_the_topic_are_ignored(composer: Composer) -> None:
    plain = answer(composer, Target("skills"))

    assert answer(composer, Target("skills", Focus(experience_years="8"))) == plain


def test_a_place_that_the_guide_doesn_t_have_is_named(composer: Composer) -> None:
    reply = answer(composer, Target("networking", Focus(city="calgary")))

    assert "Calgary" in reply.lead
    assert "Calgary" not in answer(composer, Target("networking", Focus(city="toronto"))).lead


def test_an_unknown_topic_is_an_error(composer: Composer) -> None:
    with pytest.raises(KeyError):
        answer(composer, Target("weather"))


def test_a_comparison_that_the_guide_doesn_t_make_is_said_not_to_be_made(
    composer: Composer,
) -> None:
    both = Focus(city="toronto", others=(("city", "vancouver"),))
    plain = answer(composer, Target("cities", both))
    compared = answer(composer, Target("cities", both.copy(update={"aspect": "compare"})))

    assert compared.lead == f"The guide doesn't compare cities. {plain.lead}"
    assert compared.bullets == plain.bullets


def test_places_that_the_guide_lacks_are_named_in_one_sentence(composer: Composer) -> None:
    focus = Focus(city="calgary", others=(("city", "toronto"), ("city", "halifax")))

    assert (
        "doesn't mention Calgary or Halifax." in answer(composer, Target("networking", focus)).lead
    )


@pytest.mark.parametrize("focus", [Focus(role="data_engineer"), Focus(job="ai architect")])
@pytest.mark.parametrize("topic", ["skills", "certifications", "how_to_become", "salary", "demand"])
def test_whom_it_is_about_comes_first_where_another_job_was_asked_about(
    composer: Composer, topic: str, focus: Focus
) -> None:
    first = answer(composer, Target(topic, focus)).lead.partition(".")[0]

    assert "ML engineers" in first
    assert "Data Engineer" in first or "architect" in first


def test_ours_is_not_told_apart_from_itself(composer: Composer) -> None:
    plain = answer(composer, Target("skills"))

    assert answer(composer, Target("skills", Focus(role="ml_engineer"))).lead == plain.lead
