"""Everything in the guide can be asked for, and nothing but the guide is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from guide import Guide
from guide.answers.answer import answer, told_in_words
from guide.answers.compose import Composer
from guide.every_reply import every_target, focus_of_gap
from guide.model import ASPECTS, Focus, SalaryTopic
from guide.particulars import ids_of_particulars
from guide.reply import Reply, Target


def every_question(guide: Guide) -> Iterator[tuple[str, Target]]:
    """Every question that the assistant suggests, with what it asks."""
    for topic in guide.topics:
        for question in topic.all_questions():
            yield question.text.en, Target(topic.topic, question.focus)


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


def test_every_amount_that_is_said_is_in_the_guide(
    composer: Composer, replies: Sequence[Reply]
) -> None:
    salary = composer.guide.topic("salary")
    assert isinstance(salary, SalaryTopic)
    pays = [salary.range, *(band.pay for band in salary.bands)]
    amounts = {salary.average.amount, *(pay.low for pay in pays), *(pay.high for pay in pays)}

    said = set()
    for reply in replies:
        said |= {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]{3,}", reply.text)}

    assert said == amounts


def test_amounts_come_with_currency_period_and_provider(replies: Sequence[Reply]) -> None:
    for reply in replies:
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
def test_replies_are_short(replies: Sequence[Reply], length: int) -> None:
    for reply in replies:
        assert len(reply.bullets) <= length
        assert len(reply.lead) <= 420, reply.lead
        assert 1 <= len(reply.suggestions) <= 3, reply.lead
        assert reply.target is not None


def test_suggestions_never_repeat_what_was_just_answered(composer: Composer) -> None:
    for text, target in every_question(composer.guide):
        suggested = [suggestion.text for suggestion in answer(composer, target).suggestions]
        assert text not in suggested


def test_every_gap_is_said_before_the_answer(composer: Composer) -> None:
    ids = ids_of_particulars(composer.guide)
    for topic in composer.guide.topics:
        for gap in topic.gaps:
            reply = answer(composer, Target(topic.topic, focus_of_gap(gap, ids)))
            said = told_in_words(composer, topic, gap)
            assert reply.lead.startswith(said)
            assert (reply.lead == said) is gap.says_it_all


def test_every_aspect_is_said_before_the_answer(composer: Composer) -> None:
    """In the topic's words, in general ones, or in those of the answer itself."""
    silence = {each.aspect: each.text.en for each in composer.guide.phrases.silent}
    ids = ids_of_particulars(composer.guide)
    for topic in composer.guide.topics:
        plain = answer(composer, Target(topic.topic)).lead
        own = {each.aspect: each.text.en for each in topic.aspects}
        answered = ("what", *topic.answers)
        implied = {each.aspect: each.focus for each in topic.implied}
        beside = {each.aspect: each.only_of[0] for each in topic.aspects if each.only_of}
        for aspect in ASPECTS:
            lead = answer(composer, Target(topic.topic, Focus(aspect=aspect))).lead
            if aspect in implied:
                assert lead == answer(composer, Target(topic.topic, implied[aspect])).lead
            elif aspect in answered or (aspect not in own and topic.subject is None):
                assert lead == plain
            elif aspect in beside:
                named = Focus.parse_obj({"aspect": aspect, beside[aspect]: ids[beside[aspect]][0]})
                assert lead == plain
                assert answer(composer, Target(topic.topic, named)).lead.startswith(own[aspect])
            elif aspect in own:
                assert lead.startswith(own[aspect].partition("{")[0])
            else:
                assert topic.subject is not None
                said = silence[aspect].format(subject=topic.subject.en)
                assert lead == f"{said} {plain}"


def test_the_guide_is_named_once_an_answer_at_most(
    composer: Composer, replies: Sequence[Reply]
) -> None:
    """In every reply; and of each kind of particular, in one of every aspect."""
    of_a_kind = {
        (target.topic, *(name for name, value in target.focus if value)): target
        for target in every_target(composer.guide)
        if not target.focus.details
    }
    asked = {
        Target(target.topic, target.focus.copy(update={"aspect": aspect}))
        for target in of_a_kind.values()
        for aspect in ASPECTS
    }
    named_once = 0
    for reply in [*replies, *(answer(composer, target) for target in asked)]:
        text = reply.text.partition("\n\n_Source:")[0].lower()
        times = len(re.findall(r"\bthe guide\b", text))
        assert times <= 1, text
        named_once += times
    assert named_once


def test_no_answer_opens_with_yes_or_no(replies: Sequence[Reply]) -> None:
    """Whether they are true is for the person to judge from what follows."""
    for reply in replies:
        assert not re.match(r"(?:yes|no)\b", reply.lead.lower()), reply.lead


def test_english_is_spelt_as_in_canada(replies: Sequence[Reply]) -> None:
    british = re.compile(r"programme|\w+is(?:e[ds]?|ing|ation)\b|\bmaths\b|center|color\b", re.I)
    allowed = re.compile(r"advis|expertise|practis|rais|promis|otherwise|advertis", re.I)
    for reply in replies:
        for word in british.findall(reply.text):
            assert allowed.search(word), f"{word}: {reply.text}"
