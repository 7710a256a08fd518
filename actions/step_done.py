"""Steps that the asker has behind them: "I've an AWS certificate, what next?"."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.background import background_after, known_background
from actions.focus import read_focus, reading_of
from components.reading import Reading
from guide.answers.steps_done import steps_done
from guide.follow_up import STARTS, steps_of
from guide.model import Background, Focus, Guide
from guide.reply import Target

# Steps that one of what they list is enough for; of skills and experience, there is more.
_DONE_BY_ONE = frozenset({"certifications"})
_STUDIES_ALONE = frozenset({"degree_requirements"})


def step_after_done(guide: Guide, topic: str, reading: Reading) -> Target | None:
    """The step after one that somebody tells they have done, where they ask what comes then.

    Args:
        guide: has the steps.
        topic: what the message is about.
        reading: the message's.
    """
    asks_on = reading.tells and not reading.only_tells and reading.aspect == "order"
    if (
        topic not in _DONE_BY_ONE
        or not asks_on
        or not guide.topic(topic).names_one(read_focus(reading))
    ):
        return None
    steps = steps_of(guide)
    following = steps[[step.topic for step in steps].index(topic) + 1 :]
    return following[0].about("order") if following else None


def steps_left(
    guide: Guide, tracker: Tracker, last: Target | None, *, also_of_studies: bool = False
) -> Target | None:
    """The steps that are left to the asker, who has told of others: a degree, then an internship.

    Args:
        guide: has the steps.
        tracker: the conversation.
        last: what the last answer was about.
        also_of_studies: of somebody who has told of studies alone, wherever on the way they are.

    Returns:
        ``None`` where no step was told, or where the last answer wasn't about the way.
    """
    topics = {step.topic for step in steps_of(guide)}
    known = known_after(tracker)
    done = steps_done(guide, known)
    if last is None or last.topic not in topics | STARTS or not done:
        return None
    if done == _STUDIES_ALONE and last.topic != "how_to_become" and not also_of_studies:
        return None
    return Target("how_to_become", Focus(aspect="order", move="next", background=known))


def next_step(guide: Guide, tracker: Tracker) -> Target | None:
    """The first of the steps that isn't behind the asker; ``None`` if they have told of none."""
    done = steps_done(guide, known_after(tracker))
    left = (step for step in steps_of(guide) if step.topic not in done)
    return next((step.about("order") for step in left if done), None)


def step_told(guide: Guide, tracker: Tracker, last: Target | None) -> Target | None:
    """What is left after a step that a message only tells of: "a certificate from IBM, too".

    ``None`` if it asks, or tells of no step beside the one that was answered last that hadn't been
    told before.
    """
    if last is None or not reading_of(tracker).only_tells:
        return None
    before = steps_done(guide, known_background(tracker))
    new = steps_done(guide, known_after(tracker)) - before - {last.topic}
    return steps_left(guide, tracker, last) if new else None


def known_after(tracker: Tracker) -> Background | None:
    """What is known of the asker with what the latest message tells; ``None`` if nothing."""
    packed = background_after(tracker)
    return None if packed is None else Background.parse_obj(packed)
