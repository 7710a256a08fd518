"""The topics that a message sounds like, whatever it was taken for."""

from __future__ import annotations

from components.reading import Reading, topic_of
from guide.edition import current_edition


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
