"""The steps that the asker has behind them: "I've an AWS certificate, what next?"."""

from __future__ import annotations

from actions.focus import read_focus
from components.reading import Reading
from guide.follow_up import steps_of
from guide.model import Background, Guide, Particular
from guide.reply import Target

# Steps that one of what they list is enough for; of skills and experience, there is more.
_DONE_BY_ONE = frozenset({"certifications"})
# What somebody has by whom a step is behind them; of skills, there always are more.
_DONE_BY: dict[Particular, str] = {
    "practice_kind": "practical_experience",
    "provider": "certifications",
}
_STUDIES = "degree_requirements"
_DEGREES = frozenset({"bachelor", "master", "phd"})


def steps_done(guide: Guide, known: Background | None) -> frozenset[str]:
    """The topics of the steps that the asker has told they have behind them.

    Args:
        guide: has the fields of study.
        known: what they have told.
    """
    if known is None:
        return frozenset()
    done = {_DONE_BY[name] for name, _ in known.has if name in _DONE_BY}
    fields = {each.id for each in guide.topic(_STUDIES).all_items()}
    if not known.no_degree and (known.degree_level in _DEGREES or known.degree_field in fields):
        done.add(_STUDIES)
    return frozenset(done)


def step_after_done(guide: Guide, topic: str, reading: Reading) -> Target | None:
    """The step after one that somebody tells they have done, where they ask what comes then.

    Args:
        guide: has the steps.
        topic: what the message is about.
        reading: the message's.
    """
    steps = steps_of(guide)
    asks_on = reading.tells and not reading.only_tells and reading.aspect == "order"
    if (
        topic not in _DONE_BY_ONE
        or not asks_on
        or not guide.topic(topic).names_one(read_focus(reading))
    ):
        return None
    following = steps[[step.topic for step in steps].index(topic) + 1 :]
    return following[0].about("order") if following else None
