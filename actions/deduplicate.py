"""Deduplication of answers: what was said last isn't said again to another question."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk import Tracker

from actions.focus import readings_of
from actions.in_context import told_in_context
from actions.memory import (
    is_same_message,
    last_aspect,
    last_listed,
    last_target,
    says_nothing_new,
    was_just_said,
    was_listed_before,
)
from actions.named_line import named_sentence
from components.reading import (
    AGAIN,
    COUNTS,
    FOLLOW_UP,
    LAST_TOPIC,
    SEVERAL,
    VERDICT,
    Entity,
    Reading,
    refers_back,
    topic_of,
)
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import (
    instead_of,
    just_said,
    not_told,
    nothing_else,
    nothing_more,
    once_more,
    only_these,
)
from guide.follow_up import whole_list
from guide.model import MOVES, PARTICULARS, Focus
from guide.reply import Reply

# As likely as this, what fits a topic may lean on the last answer.
_MAY_LEAN = 0.05


def deduplicated(composer: Composer, tracker: Tracker, reading: Reading, reply: Reply) -> Reply:
    """The reply, or that there is no more than what was said last, if that was the same.

    Of some aspects there is a short form, which is said instead (`Verdict`).

    It is said again to the same message (a button pressed twice), where that was asked for, and
    where something else was said in between, to what asks by itself or names something. Any other
    follow-up ("be honest") isn't met with what was said some turns ago, either. What names the same
    once more ("entry level?"), or asks what it answers, too ("who?"), is answered again.

    Args:
        composer: of the reply.
        tracker: the conversation.
        reading: the message's.
        reply: what it would be answered with.
    """
    if reply.target is None or reading.act == AGAIN or is_same_message(tracker):
        return reply
    if reading.act in MOVES and not was_just_said(tracker, reply):
        return reply  # "and below?", back from where "above" led
    if reading.act is None and reading.aspect and _asked_nothing_before(tracker):
        return reply  # "is that enough?", of what answered a told "I have a college diploma"
    topic, focus = composer.guide.topic(reply.target.topic), reply.target.focus
    if focus.aspect == COUNTS and topic.names_one(focus):
        return reply  # "is it on the list?", of what has just been told to be
    same = was_just_said(tracker, reply)
    told = topic.told(focus)
    named = any(_is_told(each, focus) for each in reading.entities)
    if named and (topic_of(reading.intent) is None or topic.gap(focus) is not None):
        return reply
    if topic.verdict is not None and told is None and focus.aspect in topic.verdict.aspects:
        listed = [bullet.target for bullet in reply.bullets]
        # "Is that possible for me?" after all of it, told to somebody with a job.
        goes_on = reading.intent == FOLLOW_UP and reply.target.topic == tracker.get_slot(LAST_TOPIC)
        again = goes_on or same or (any(listed) and listed == last_listed(tracker))
        if again and focus.aspect != last_aspect(tracker):
            short = just_said(composer, reply)
            # "Why bother?", after all of it and its short form: all of it answers that, too.
            return reply if says_nothing_new(tracker, short) and not same else short
        if again and same:
            return _no_more(composer, tracker, reading, reply)
    answers = reading.act is None and focus.aspect in topic.answers
    # "Just events?", after all of them, is read as which there are.
    leans = reading.share(FOLLOW_UP) > _MAY_LEAN and not refers_back(reading.text)
    if same and leans and focus.aspect == "what" and reply.bullets and topic_of(reading.intent):
        return only_these(composer, reply)
    if answers and focus.aspect != last_aspect(tracker):
        return reply  # "who?", of what has just been told for another reason
    stays = reply.target.topic == tracker.get_slot(LAST_TOPIC)
    unnamed = not any(each.name in PARTICULARS for each in reading.entities)
    plain = told is None and focus.aspect in (None, "what") and unnamed
    if stays and plain and topic.instead is not None and says_nothing_new(tracker, reply):
        return instead_of(composer, reply)  # "then what do I show them?"
    asks_else = focus.aspect != last_aspect(tracker)
    if same and asks_else and told is None and (silent := not_told(composer, reply)) is not None:
        return silent  # of that very point
    if topic_of(reading.intent) is not None and reading.is_answerable and asks_else:
        return reply
    bare = reading.intent == FOLLOW_UP and not reading.entities and reading.act != VERDICT
    # What the guide doesn't say of a list isn't news.
    no_news = bare and told is None and says_nothing_new(tracker, replace(reply, limit=None))
    whole = whole_list(reply.target)
    if no_news and topic.told(whole.focus) is not None:
        return answer(composer, whole)  # "why these?", after one of them
    if not same and not (bare and told is None and says_nothing_new(tracker, reply)):
        return reply
    return _no_more(composer, tracker, reading, reply)


def _asked_nothing_before(tracker: Tracker) -> bool:
    """Whether the message before asked nothing: it told something, or greeted."""
    before = next(readings_of(tracker, skip=1), None)
    return before is not None and (before.only_tells or not _asks(before))


def _asks(reading: Reading) -> bool:
    return topic_of(reading.intent) is not None or reading.intent in (FOLLOW_UP, SEVERAL)


def _is_told(named: Entity, focus: Focus) -> bool:
    """Whether an answer is about what was named: "do all juniors need that?" names no skill."""
    by_name = named.name in PARTICULARS and getattr(focus, named.name) is not None
    return by_name or named.value in focus.details


def _no_more(composer: Composer, tracker: Tracker, reading: Reading, reply: Reply) -> Reply:
    bare = reading.act is None and reading.intent == FOLLOW_UP
    named = named_sentence(reply.lead, reading.text) if bare else None
    if named is not None:
        return once_more(composer, reply, named)  # "what do they prove", after all of it
    told = told_in_context(composer, tracker, reading, last_target(tracker))
    if told is not None:
        return told
    instead = just_said(composer, reply)
    return nothing_else(composer, instead) if says_nothing_new(tracker, instead) else instead


def more_of(composer: Composer, tracker: Tracker, reply: Reply) -> Reply:
    """More of a topic: its list, if that hasn't been shown yet; else that there is no more."""
    if reply.bullets and not was_listed_before(tracker, reply):
        return reply
    return nothing_more(composer, reply)
