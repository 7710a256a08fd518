"""Every reply that the guide can give to one question, for those who check them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from guide import model
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.particulars import ids_of_particulars
from guide.reply import Reply, Target


def every_target(guide: model.Guide) -> Iterator[Target]:
    """Each topic by itself, with each aspect, each gap, each value of what makes a difference.

    Neighbouring values are also named together.
    """
    ids = ids_of_particulars(guide)
    for topic in guide.topics:
        yield Target(topic.topic)
        for aspect in model.ASPECTS:
            yield Target(topic.topic, model.Focus(aspect=aspect))
        for told in topic.aspects:
            for particular in told.only_of:
                for value in ids[particular]:
                    named = {particular: value, "aspect": told.aspect}
                    yield Target(topic.topic, model.Focus.parse_obj(named))
        for gap in topic.gaps:
            yield Target(topic.topic, focus_of_gap(gap, ids))
        for particular in topic.particulars:
            for value in ids.get(particular, ()):
                yield Target(topic.topic, model.Focus.parse_obj({particular: value}))
                yield Target(topic.topic, model.Focus(without=((particular, value),)))
            for value, other in pairwise(ids.get(particular, ())):
                both = {particular: value, "others": [(particular, other)], "aspect": "compare"}
                yield Target(topic.topic, model.Focus.parse_obj(both))
        if isinstance(topic, model.SalaryTopic):
            for years in _years(topic.bands[-1].last_year + 2):
                yield Target(topic.topic, model.Focus(experience_years=years))
        if isinstance(topic, model.SkillsTopic):
            for skill in topic.all_items():
                for part in skill.parts.all:
                    yield Target(topic.topic, model.Focus(skill=skill.id, skill_part=part))


def focus_of_gap(gap: model.Gap, ids: Mapping[str, Sequence[str]]) -> model.Focus:
    """What names a gap, with the first of what it is only said of (`ids_of_particulars`)."""
    named = {particular: ids[particular][0] for particular in gap.only_of[:1]}
    return model.Focus.parse_obj({"details": (gap.id,), **named})


def every_reply(composer: Composer) -> Iterator[tuple[Target, Reply]]:
    """What is asked, and the reply to it."""
    for target in every_target(composer.guide):
        yield target, answer(composer, target)


def _years(most: int) -> Iterator[str]:
    """Years within, between and beyond bands, and spans of them."""
    for years in range(most + 1):
        yield str(years)
        yield f"{years}.5"
        for longer in range(years + 1, most + 1, 3):
            yield f"{years}-{longer}"
