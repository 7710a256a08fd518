"""Replies about the conversation itself."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import (
    STARTERS,
    acknowledged,
    did_you_mean,
    near_miss,
    nearest,
    nothing_else,
    nothing_more,
    offer,
    which_one,
)
from guide.model import Focus
from guide.reply import Target


def test_a_near_miss_answers_nothing_and_suggests_what_there_is(composer: Composer) -> None:
    for miss in composer.guide.near_misses:
        reply = near_miss(composer, miss.id)
        assert reply.target is None, miss.id
        assert (reply.source is None) == (not miss.text.based_on), miss.id
        assert 1 <= len(reply.suggestions) <= 3


def test_the_same_question_about_ours_comes_first_where_it_fits(composer: Composer) -> None:
    for miss in composer.guide.near_misses:
        first = near_miss(composer, miss.id, "salary").suggestions[0].target.topic
        if miss.same_question:
            assert first == "salary", miss.id


def test_what_the_guide_has_of_a_term_is_said_though_it_explains_none(composer: Composer) -> None:
    one = near_miss(composer, "terms", focus=Focus(skill="mlops", skill_group="core"))
    two = near_miss(composer, "terms", focus=Focus(practice_kind="kaggle", aspect="why"))

    assert one.lead.startswith("MLOps stands for ML operations; beyond that, the guide doesn't")
    assert "ML operations (MLOps)" in one.lead and one.limit is None
    assert one.target is not None and one.target.topic == "skills"
    assert "Kaggle challenges can make your profile stronger" in two.lead
    assert two.source is not None
    assert two.lead.startswith("The guide doesn't explain terms, it only names them.")


@pytest.mark.parametrize(
    "focus",
    [Focus(), Focus(skill="excel"), Focus(skill="devops", skill_part="Docker"), Focus(level="mid")],
)
def test_a_term_that_the_guide_does_not_name_is_not_explained(
    composer: Composer, focus: Focus
) -> None:
    assert near_miss(composer, "terms", focus=focus) == near_miss(composer, "terms")


def test_an_unknown_kind_gets_what_can_be_asked(composer: Composer) -> None:
    starters = [suggestion.target.topic for suggestion in near_miss(composer, None).suggestions]

    assert starters == list(STARTERS)


def test_did_you_mean_offers_the_candidates_in_order(composer: Composer) -> None:
    reply = did_you_mean(composer, ["cities", "demand"])

    assert [suggestion.target.topic for suggestion in reply.suggestions] == ["cities", "demand"]


def test_the_nearest_answer_is_said_to_be_a_guess_and_others_are_offered(
    composer: Composer,
) -> None:
    sure, guess = (
        answer(composer, Target("cities")),
        nearest(composer, Target("cities"), ["demand"]),
    )

    assert guess.lead.startswith(composer.say(composer.guide.phrases.nearest))
    assert guess.lead.endswith(sure.lead)
    assert (guess.bullets, guess.target) == (sure.bullets, sure.target)
    assert [suggestion.target.topic for suggestion in guess.suggestions] == ["demand"]
    assert nearest(composer, Target("cities"), []).suggestions == sure.suggestions


def test_more_of_the_same_says_that_there_is_no_more_without_the_list(
    composer: Composer,
) -> None:
    last = answer(composer, Target("cities"))
    more = nothing_more(composer, last)

    assert more.bullets == ()
    assert more.lead != last.lead and more.repeats
    assert nothing_else(composer, last).bullets == ()


def test_more_of_the_same_comes_with_the_article_that_the_guide_points_to(
    composer: Composer,
) -> None:
    last = answer(composer, Target("demand"))
    article = composer.guide.article("pathways")

    more = nothing_more(composer, last)

    assert article.title in more.lead
    assert set(article.based_on) <= set(more.said.based_on)


def test_what_an_answer_leaves_open_is_not_said_without_it(composer: Composer) -> None:
    last = answer(composer, Target("salary"))

    assert last.limit is not None
    assert nothing_more(composer, last).limit is None


def test_after_a_step_the_others_are_told_and_not_the_answer_again(composer: Composer) -> None:
    last = answer(composer, Target("degree_necessity"))
    more = nothing_more(composer, last)

    assert "Practise" in more.lead
    assert str(last.lead) not in more.lead


def test_an_acknowledgement_gets_what_could_come_next(composer: Composer) -> None:
    last = Target("salary")

    assert acknowledged(composer, last).suggestions == answer(composer, last).suggestions
    what_next = offer(composer, composer.guide.phrases.what_next)
    assert acknowledged(composer, None) == what_next


def test_a_number_that_no_list_has_is_asked_back(composer: Composer) -> None:
    reply = which_one(composer, [Target("skills"), Target("skills"), Target("cities")])

    assert [each.target.topic for each in reply.suggestions] == ["skills", "cities"]
