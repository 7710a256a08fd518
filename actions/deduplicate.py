"""Deduplication of answers: what was said last isn't said again to another question."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.memory import was_just_said
from components.reading import AGAIN, Reading
from guide.answers.compose import Composer
from guide.answers.dialogue import just_said
from guide.reply import Reply


def deduplicated(composer: Composer, tracker: Tracker, reading: Reading, reply: Reply) -> Reply:
    """The reply, or that there is no more than what was said last, if that was the same.

    It is said again where that was asked for, where something was named ("and entry level?" a
    second time), and where it answers the point that is asked now ("why?").

    Args:
        composer: of the reply.
        tracker: the conversation.
        reading: the message's.
        reply: what it would be answered with.
    """
    if reply.target is None or reading.act == AGAIN or reading.entities:
        return reply
    topic = composer.guide.topic(reply.target.topic)
    if reply.target.focus.aspect in topic.answers or not was_just_said(tracker, reply):
        return reply
    return just_said(composer, reply)
