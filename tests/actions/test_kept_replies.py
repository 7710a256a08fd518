"""A question is composed once, but not for another guide or language; nobody's words are kept."""

from __future__ import annotations

import pytest

from actions.kept_replies import reply_to
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.edition import current_edition
from guide.model import Background, Focus
from guide.reply import Target

GUIDE = current_edition().guide
SALARY = Target("salary", Focus(level="senior"))


def test_the_same_question_gets_the_same_reply() -> None:
    composer = Composer(GUIDE, "en")
    reply = reply_to(composer, SALARY)
    assert reply == answer(composer, SALARY)
    assert reply_to(composer, Target("salary", Focus(level="senior"))) is reply


def test_what_was_answered_before_is_part_of_the_question() -> None:
    composer = Composer(GUIDE, "en")
    asked = Target("skills", Focus(aspect="hard"))
    for last in (None, Target("skills"), Target("salary")):
        assert reply_to(composer, asked, last) == answer(composer, asked, last)


def test_another_composer_answers_by_itself() -> None:
    first = reply_to(Composer(GUIDE, "en"), SALARY)
    assert reply_to(Composer(GUIDE, "fr"), SALARY).text != first.text
    assert reply_to(Composer(GUIDE, "en"), SALARY) is not first


@pytest.mark.parametrize(
    "focus",
    [
        Focus(job="beekeeper"),
        Focus(background=Background(job="beekeeper")),
        Focus(skill="programming", skill_part="Python"),
    ],
)
def test_a_persons_words_are_not_kept(focus: Focus) -> None:
    composer = Composer(GUIDE, "en")
    for asked, last in (
        (Target("skills", focus), None),
        (Target("skills"), Target("skills", focus)),
    ):
        reply = reply_to(composer, asked, last)
        assert reply == answer(composer, asked, last)
        assert reply_to(composer, asked, last) is not reply
