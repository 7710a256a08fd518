"""A copy of a tracker is in the state of one whose events were replayed, and goes its own way."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from stores.stored_tracker import StoredTracker

TURN: list[Event] = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
    UserUttered("what does it pay", {"name": "ask_salary"}, [{"entity": "city", "value": "x"}]),
    DefinePrevUserUtteredFeaturization(False),
    ActionExecuted("action_answer_salary"),
    BotUttered("CAD 100,000 a year"),
    SlotSet("last_topic", "salary"),
    SlotSet("listed", [{"topic": "salary"}]),
]
ENDS: list[list[Event]] = [
    [],
    [ActionExecuted("action_listen")],
    [FollowupAction("action_listen")],
    [ConversationPaused()],
    [ActiveLoop("some_form")],
]


@pytest.mark.parametrize("end", ENDS)
def test_it_is_what_a_replay_gives(domain: Domain, end: list[Event]) -> None:
    tracker = StoredTracker.from_events("ann", TURN + end, domain.slots)
    replayed = DialogueStateTracker.copy(tracker)
    twin = tracker.copy()

    whole = EventVerbosity.ALL
    assert (
        twin.current_state(whole) == replayed.current_state(whole) == tracker.current_state(whole)
    )
    assert vars(twin).keys() == vars(replayed).keys()
    assert twin.latest_bot_utterance == replayed.latest_bot_utterance
    assert {slot.name: vars(slot) for slot in twin.slots.values()} == {
        slot.name: vars(slot) for slot in replayed.slots.values()
    }


def test_what_happens_to_a_copy_does_not_happen_to_the_other(domain: Domain) -> None:
    events = [*TURN, ActiveLoop("some_form")]
    tracker = StoredTracker.from_events("ann", events, domain.slots)
    before = tracker.current_state(EventVerbosity.ALL)
    twin = tracker.copy()
    for event in (
        UserUttered("and which city", {"name": "ask_cities"}),
        ActionExecuted("action_answer_cities"),
        SlotSet("last_topic", "cities"),
        BotUttered("Toronto"),
        ActiveLoop(None),
        ConversationPaused(),
    ):
        twin.update(event)
    twin.slots["listed"].reset()
    assert tracker.current_state(EventVerbosity.ALL) == before
    assert twin.get_slot("last_topic") == "cities"
