"""Deduplication of answers: what was said last isn't said again to another question."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.memory import is_same_message, last_aspect, last_listed, was_just_said
from components.reading import AGAIN, DETAIL, FOLLOW_UP, LAST_TOPIC, Entity, Reading, topic_of
from guide.answers.compose import Composer
from guide.answers.dialogue import just_said
from guide.model import PARTICULARS, Focus
from guide.reply import Reply

# More likely answerable than not.
_ANSWERABLE = 0.5


def deduplicated(composer: Composer, tracker: Tracker, reading: Reading, reply: Reply) -> Reply:
    """The reply, or that there is no more than what was said last, if that was the same.

    Of some aspects there is a short form, which is said instead (`Verdict`).

    It is said again to a question that by itself is answered with it (a button pressed twice),
    where that was asked for, where something was named ("and entry level?" a second time), and
    where it answers the point that is asked now ("why?").

    Args:
        composer: of the reply.
        tracker: the conversation.
        reading: the message's.
        reply: what it would be answered with.
    """
    if reply.target is None or reading.act == AGAIN or reply.target.focus.without:
        return reply  # what is beside something is what was asked for, however often
    if reply.target.focus.amount is not None:
        return reply  # "am I underpaid?", with what has just been told of the amount
    if any(_is_told(each, reply.target.focus) for each in reading.entities):
        return reply
    topic = composer.guide.topic(reply.target.topic)
    same = was_just_said(tracker, reply)
    aspect = reply.target.focus.aspect
    told = topic.told(reply.target.focus)
    if topic.verdict is not None and told is None and aspect in topic.verdict.aspects:
        listed = [bullet.target for bullet in reply.bullets]
        # "Is that possible for me?" after all of it, told to somebody with a job.
        goes_on = reading.intent == FOLLOW_UP and reply.target.topic == tracker.get_slot(LAST_TOPIC)
        again = goes_on or same or (any(listed) and listed == last_listed(tracker))
        anew = same and not is_same_message(tracker)
        if again and (anew or aspect != last_aspect(tracker)):
            return just_said(composer, reply)
    answerable = reading.answerable is None or reading.answerable >= _ANSWERABLE
    if topic_of(reading.intent) is not None and answerable and not reading.tied:
        return reply  # a question of its own, which the answer does answer
    if aspect in topic.answers or not same:
        return reply
    return just_said(composer, reply)


def _is_told(named: Entity, focus: Focus) -> bool:
    """Whether an answer is about what was named: "do all juniors need that?" names no skill."""
    return named.name not in (DETAIL, *PARTICULARS) or bool(
        getattr(focus, named.name, None) or named.value in focus.details
    )
