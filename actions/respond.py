"""Hands a reply to Rasa."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import GUIDE
from guide.answers import Composer
from guide.reply import Reply


def composer_for(tracker: Tracker) -> Composer:
    """The guide, in the language of the conversation."""
    return Composer(GUIDE, "fr" if tracker.get_slot("language") == "fr" else "en")


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Sends a reply: Markdown, a button for each suggestion, and the answer's topic and items.

    A button's payload is its own title, so that pressing it sends what it says.
    """
    dispatcher.utter_message(
        text=reply.text,
        buttons=[
            {"title": suggestion.text, "payload": suggestion.text}
            for suggestion in reply.suggestions
        ],
        answer={
            "topic": reply.target.topic if reply.target else None,
            "items": sorted(reply.shown_items),
        },
    )
