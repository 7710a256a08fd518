"""A no asks what the person would like instead."""

from __future__ import annotations

from actions.deny import ActionDeny
from actions.topics import TOPIC_ACTIONS

from .conftest import Run


def test_no_drops_the_offer_but_not_the_topic(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = run(ActionDeny(), slots=skills.slots)

    assert turn.text == "All right. Ask me anything else whenever you like."
    assert turn.slots["last_topic"] == "skills"
