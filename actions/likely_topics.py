"""The topics that a message sounds like, whatever it was taken for."""

from __future__ import annotations

from components.reading import Reading, topic_of
from guide.edition import current_edition
from guide.model import Guide

# Less likely than this, a list isn't meant. What is on "the list" or "in there" is then taken for a
# skill: no other list has as much on it.
_LEAST = 0.1
_LONGEST = "skills"


def likely_topics(reading: Reading, least: float = 0.0) -> list[str]:
    """The topics that the intent classifier thought likeliest, best first.

    Args:
        reading: the message's, with its ranking.
        least: How likely they must be, from 0 to 1.
    """
    known = current_edition().guide.topic_ids
    return [
        topic
        for candidate in reading.ranking
        if (topic := topic_of(candidate.intent)) in known and candidate.confidence >= least
    ]


def asked_list(guide: Guide, reading: Reading) -> str:
    """The likeliest topic with a list that something may be on."""
    listed = (each for each in likely_topics(reading, _LEAST) if guide.topic(each).among)
    return next(listed, _LONGEST)
