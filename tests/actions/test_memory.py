"""What is remembered of an answer is what follow-ups get back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.memory import last_listed, last_offer, last_target, remember
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.edition import current_edition
from guide.model import Focus
from guide.reply import Reply, Target

GUIDE = current_edition().guide

COMPOSER = Composer(GUIDE, "en")


def tracker(slots: dict[str, Any]) -> Tracker:
    return Tracker("person", slots, {"text": "hi"}, [], False, None, {}, "action_listen")


def after(reply: Reply, slots: dict[str, Any] | None = None, **more: Any) -> Tracker:
    """The conversation after an answer."""
    before = dict(slots or {})
    events = remember(tracker(before), reply, **more)
    return tracker(before | {event["name"]: event["value"] for event in events})


def test_the_target_comes_back_without_how_it_was_asked() -> None:
    target = Target("salary", Focus(experience_years="8", details=("after_tax",)))

    now = after(answer(COMPOSER, target))

    assert last_target(now) == Target("salary", Focus(experience_years="8"))


def test_each_bullet_and_the_first_suggestion_come_back() -> None:
    reply = answer(COMPOSER, Target("how_to_become"))

    now = after(reply)

    assert last_listed(now) == [bullet.target for bullet in reply.bullets]
    assert last_offer(now) == reply.suggestions[0].target


def test_an_answer_to_nothing_leaves_the_topic_in_place() -> None:
    before = after(answer(COMPOSER, Target("salary"))).slots

    now = after(Reply(answer(COMPOSER, Target("cities")).lead), before, near_miss="immigration")

    assert last_target(now) == Target("salary")
    assert last_offer(now) is None
    assert now.slots["near_miss"] == "immigration"


def test_places_can_go_on_meaning_the_list_before() -> None:
    steps = answer(COMPOSER, Target("how_to_become"))
    before = after(steps).slots

    now = after(answer(COMPOSER, Target("skills")), before, keep_listed=True)

    assert last_listed(now) == [bullet.target for bullet in steps.bullets]


def test_only_what_changes_is_an_event() -> None:
    reply = answer(COMPOSER, Target("salary"))

    assert remember(after(reply), reply) == []


def test_nothing_is_remembered_of_a_new_conversation() -> None:
    assert last_target(tracker({})) is None
    assert last_listed(tracker({})) == []
    assert last_offer(tracker({})) is None
