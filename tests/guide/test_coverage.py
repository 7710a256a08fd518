"""Everything in the guide can be asked for, and nothing but the guide is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from guide import Guide
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus, SalaryTopic
from guide.reply import Reply, Target


def every_question(guide: Guide) -> Iterator[tuple[str, Target]]:
    """Every question that the assistant suggests, with what it asks."""
    for topic in guide.topics:
        for question in topic.all_questions():
            yield question.text.en, Target(topic.topic, question.focus)


def every_reply(composer: Composer) -> Iterator[Reply]:
    """Replies to every question, and to pay at every number of years and level."""
    for _, target in every_question(composer.guide):
        yield answer(composer, target)
    for years in range(0, 41):
        yield answer(composer, Target("salary", Focus(experience_years=str(years))))
    for level in ("entry", "mid", "senior"):
        yield answer(composer, Target("salary", Focus(level=level)))


def test_every_topic_is_answered(composer: Composer) -> None:
    for topic in composer.guide.topics:
        reply = answer(composer, Target(topic.topic))
        assert reply.target == Target(topic.topic)
        assert reply.lead


def test_every_item_is_reached_by_some_question(composer: Composer) -> None:
    items = {item.id for topic in composer.guide.topics for item in topic.all_items()}
    salary = composer.guide.topic("salary")
    assert isinstance(salary, SalaryTopic)
    items |= {band.id for band in salary.bands}

    reached: set[str] = set()
    for _, target in every_question(composer.guide):
        reached |= answer(composer, target).shown_items

    assert reached == items


def test_every_amount_that_is_said_is_in_the_guide(composer: Composer) -> None:
    salary = composer.guide.topic("salary")
    assert isinstance(salary, SalaryTopic)
    pays = [salary.range, *(band.pay for band in salary.bands)]
    amounts = {salary.average.amount, *(pay.low for pay in pays), *(pay.high for pay in pays)}

    said = set()
    for reply in every_reply(composer):
        said |= {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]{3,}", reply.text)}

    assert said == amounts


def test_amounts_come_with_currency_period_and_provider(composer: Composer) -> None:
    for reply in every_reply(composer):
        for amount in re.findall(r"\S+ \d[\d,]{3,}", reply.text):
            assert amount.startswith("CAD ")
        if "CAD" in reply.text:
            assert "a year" in reply.text
            assert reply.source is not None and "Glassdoor" in reply.source


def test_numbers_are_never_written_into_wording(guide: Guide) -> None:
    """Figures stand in the data as figures, so that an editor changes them in one place."""
    for topic in guide.topics:
        for text in (topic.answer.en, *(gap.text.en for gap in topic.gaps)):
            assert not re.search(r"\d{2,}", text), text


@pytest.mark.parametrize("length", [5])
def test_replies_are_short(composer: Composer, length: int) -> None:
    for reply in every_reply(composer):
        assert len(reply.bullets) <= length
        assert len(reply.lead) <= 420, reply.lead
        assert 1 <= len(reply.suggestions) <= 3, reply.lead
        assert reply.target is not None


def test_suggestions_never_repeat_what_was_just_answered(composer: Composer) -> None:
    for text, target in every_question(composer.guide):
        suggested = [suggestion.text for suggestion in answer(composer, target).suggestions]
        assert text not in suggested


def test_every_gap_is_said_before_the_answer(composer: Composer) -> None:
    for topic in composer.guide.topics:
        for gap in topic.gaps:
            reply = answer(composer, Target(topic.topic, Focus(details=(gap.id,))))
            assert reply.lead.startswith(gap.text.en)
            assert (reply.lead == gap.text.en) is gap.says_it_all
