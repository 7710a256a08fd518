"""The question before, asked of another case: in three more years, "even as an intern?"."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.background import known_background
from actions.focus import is_fragment, read_focus, read_ordinal
from actions.in_context import MAY_DEPEND, another_topic, asks_again, in_context, stays
from actions.likely_topics import likely_topics
from actions.memory import last_aspect, last_target
from actions.step_done import step_told
from components.reading import GIVEN, LATER, Reading
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import given
from guide.follow_up import continued, later, years_in
from guide.model import PARTICULARS, Aspect, Focus
from guide.reply import Reply, Target

# A job is only told where no topic is as likely as this.
_LIKELY = 0.5
# A topic that speaks of what is told has to be as likely as this.
_MAY_BE_TOLD = 0.2


def in_another_case(composer: Composer, tracker: Tracker, reading: Reading) -> Reply | None:
    """The last question for so many years more, or for somebody who has a PhD already.

    ``None`` if that isn't asked, if it wasn't about years, or if what is named makes a
    difference to its answer.
    """
    last, said = last_target(tracker), read_focus(reading)
    if last is None or read_ordinal(reading) is not None:
        return None
    if reading.act == GIVEN and another_topic(composer.guide, reading, last) is not None:
        return None  # "for what job though", after pay
    told = step_told(composer.guide, tracker, last) or _told_elsewhere(composer, last, reading)
    if told is not None:
        return answer(composer, told)
    # Years that are read as experience ("and with 2 years?") aren't a time ahead.
    ahead = years_in(reading.text) if said.experience_years is None else None
    if reading.act != LATER and reading.aspect != "outlook":
        ahead = None
    if not (
        ahead is not None
        or reading.act == GIVEN
        or _tells_what_it_lacks(composer, last, reading, said)
        or _in_passing(composer, last, reading)
        or _asks_it_again(reading, last, last_aspect(tracker))
    ):
        return None
    if ahead is not None:
        known = known_background(tracker)
        own = last.focus.copy(update={"experience_years": known.years if known else None})
        on = later(composer.guide, last, ahead)
        if on is None and last.topic == "salary":
            on = later(composer.guide, Target(last.topic, own), ahead)
        return None if on is None else answer(composer, on, last)
    before, staying = last_aspect(tracker), stays(reading, last)
    if continued(composer.guide, last, said) is not None:
        if not staying or reading.act != GIVEN:
            return None
        return answer(composer, in_context(composer.guide, reading, last, before), last)
    if staying:
        again = in_context(composer.guide, reading, last, before)
        return given(composer, again, told=_adds_only(reading, again, before))
    asked = said.aspect or before
    again = last.about(asked if asked in MAY_DEPEND else None)
    own = again.focus.copy(update={"background": said.background})
    adds = _adds_only(reading, again, before)
    return given(composer, Target(last.topic, own), told=adds)


def _tells_what_it_lacks(composer: Composer, last: Target, reading: Reading, said: Focus) -> bool:
    """Whether it tells the asker's job, which makes no difference to the last answer."""
    own = said.background
    if own is None or not (own.job or own.role) or likely_topics(reading, _LIKELY):
        return False
    return not {"job", "role"} & set(composer.guide.topic(last.topic).coloured_by)


def _adds_only(reading: Reading, again: Target, before: Aspect | None) -> bool:
    """Whether a message only adds a circumstance to one that was answered: "I've kids, too"."""
    return reading.only_tells and before is not None and again.focus.aspect == before


def _told_elsewhere(composer: Composer, last: Target, reading: Reading) -> Target | None:
    """What is told that only another topic speaks of: "only high school", after the steps."""
    said = read_focus(reading)
    if reading.act != GIVEN or not said.details or composer.guide.topic(last.topic).gap(said):
        return None
    likely = likely_topics(reading, _MAY_BE_TOLD)
    topic = next((each for each in likely if composer.guide.topic(each).gap(said)), None)
    return None if topic is None else Target(topic, said)


def _asks_it_again(reading: Reading, last: Target, before: Aspect | None) -> bool:
    """Whether it asks the last question of somebody or something it names: "even as an intern?".

    Of a city, or years, there is more to say.
    """
    said = read_focus(reading)
    named = any(getattr(said, name) for name in PARTICULARS)
    named = named and not (said.city or said.experience_years)
    same = said.aspect in (None, "what", before)
    return named and same and reading.act is None and asks_again(reading, last)


def _in_passing(composer: Composer, last: Target, reading: Reading) -> bool:
    """Whether it names something of which the last answer's topic knows nothing, and stays with it.

    "do I need it for a first job", after MLOps; a name alone ("Toronto?") leads to what it names.
    """
    said = read_focus(reading)
    named = any(getattr(said, name) for name in PARTICULARS)
    if not named or reading.act is not None or is_fragment(reading) or not stays(reading, last):
        return False
    topic, target = composer.guide.topic(last.topic), in_context(composer.guide, reading, last)
    of_one = any(getattr(last.focus, name) for name in topic.particulars)
    return topic.told(said) is None and (of_one or topic.told(target.focus) is not None)
