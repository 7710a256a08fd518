"""The areas of the work, which the guide doesn't tell role by role."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.model import Focus
from guide.reply import Target


def test_every_area_is_listed(composer: Composer) -> None:
    topic = composer.guide.topic("responsibilities")
    reply = answer(composer, Target(topic.topic))

    assert reply.shown_items == {item.id for item in topic.all_items()}


@pytest.mark.parametrize("focus", [Focus(level="senior"), Focus(role="data_scientist")])
def test_a_role_or_level_is_told_first_that_they_are_for_all(
    composer: Composer, focus: Focus
) -> None:
    plain = answer(composer, Target("responsibilities"))
    reply = answer(composer, Target("responsibilities", focus))

    assert reply.lead.endswith(plain.lead)
    assert reply.lead != plain.lead
    assert reply.bullets == plain.bullets
