"""The wish to be forgotten, and what counts as a yes."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.affirm import ActionAffirm
from actions.deny import ActionDeny
from actions.erase_my_data import ActionEraseMyData, is_yes

ASKED = {"event": "bot", "text": "Shall I?", "metadata": {"erasure": "asked"}}
SAID = {"event": "bot", "text": "An answer.", "metadata": {"answer": {"id": "1"}}}


def reply(action: Action, text: str, *events: dict[str, Any]) -> dict[str, Any]:
    """What the action says to a message after these events."""
    user = {"event": "user", "text": text}
    tracker = Tracker("a", {}, {"text": text}, [*events, user], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, tracker, {})
    (message,) = dispatcher.messages
    assert isinstance(message, dict)
    return message


def test_the_wish_is_asked_back_with_a_yes_and_a_no() -> None:
    message = reply(ActionEraseMyData(), "delete my data", SAID)

    assert message["erasure"] == "asked"
    assert [button["payload"] for button in message["buttons"]] == [
        "Yes, erase everything",
        "No, thanks",
    ]


@pytest.mark.parametrize("text", ["yes", "Yes!", "yes please do it", "ok", "Oui.", "go ahead"])
def test_a_yes_confirms(text: str) -> None:
    assert reply(ActionAffirm(), text, ASKED)["erasure"] == "confirmed"


def test_a_yes_that_repeats_the_wish_confirms() -> None:
    message = reply(ActionEraseMyData(), "Yes, erase everything", ASKED)

    assert message["erasure"] == "confirmed"
    assert not message["buttons"]


@pytest.mark.parametrize("text", ["hmm", "i see", "yes no wait", "yes but don't", "👍", ""])
def test_anything_less_clear_is_no_yes(text: str) -> None:
    assert not is_yes(text)
    assert "erasure" not in reply(ActionAffirm(), text, ASKED)


@pytest.mark.parametrize("action", [ActionDeny(), ActionEraseMyData()])
def test_a_no_keeps_everything(action: Action) -> None:
    message = reply(action, "no, don't delete my data", ASKED)

    assert "nothing was erased" in message["text"]
    assert "erasure" not in message


def test_a_yes_to_something_else_erases_nothing() -> None:
    assert "erasure" not in reply(ActionAffirm(), "yes", ASKED, SAID)


def test_a_yes_in_a_later_session_erases_nothing() -> None:
    assert "erasure" not in reply(ActionAffirm(), "yes", ASKED, {"event": "session_started"})
