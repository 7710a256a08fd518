"""Personal advice that is asked for: none is given, but what the guide has that comes nearest."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.background import coloured
from actions.focus import read_background
from actions.likely_topics import likely_topics
from actions.memory import last_target, says_nothing_new
from components.reading import Reading
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import advice, in_short, verdict
from guide.model import Focus
from guide.reply import Reply, Target

# Less likely than this, a topic isn't what somebody wants advice on.
_LEAST = 0.1
_THE_WAY = "from_scratch"


def advised(composer: Composer, tracker: Tracker, reading: Reading) -> Reply | None:
    """The reply to somebody who wants to hear what I would do; ``None`` to anybody else.

    It goes by the topic that was spoken of, else by the likeliest, else by the way there is.
    """
    last = last_target(tracker)
    if last is None:
        likely = next(iter(likely_topics(reading, _LEAST)), _THE_WAY)
        last = Target(likely, Focus(background=read_background(reading)))
    reply = answer(composer, coloured(tracker, last, None))
    topic, short = composer.guide.topic(last.topic), in_short(composer, reply)
    in_sum = short if topic.verdict is None else verdict(composer, reply)
    return advice(composer, reading.kind, short if says_nothing_new(tracker, in_sum) else in_sum)
