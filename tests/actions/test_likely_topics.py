"""The topics that a message sounds like."""

from __future__ import annotations

from actions.likely_topics import likely_topics
from components.reading import Candidate, Reading

RANKING = {
    "out_of_scope": 0.5,
    "ask_salary": 0.3,
    "greet": 0.1,
    "ask_several": 0.06,
    "ask_cities": 0.04,
}
READING = Reading(
    "", "out_of_scope", ranking=tuple(Candidate(name, share) for name, share in RANKING.items())
)


def test_topics_of_the_guide_in_the_order_of_the_ranking() -> None:
    assert likely_topics(READING) == ["salary", "cities"]


def test_only_those_that_are_likely_enough() -> None:
    assert likely_topics(READING, least=0.1) == ["salary"]
    assert likely_topics(READING, least=0.3) == ["salary"]
    assert likely_topics(READING, least=0.31) == []
