"""The wish to be forgotten: asks once, and erases after a clear yes."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.memory import remember
from actions.respond import composer_for, say
from guide.answers.dialogue import offer
from stores.confirmation import ASKED, CONFIRMED, ERASURE

_YES = frozenset(
    "yes yeah yea yep yup yess y ya sure ok okay please absolutely definitely confirm confirmed"
    " go do oui ouais accord d'accord confirme absolument certainement".split()
)
_NO = frozenset(
    "no nope nah not don't dont never stop cancel keep wait non pas annuler annule garde gardez"
    " jamais".split()
)


class ActionEraseMyData(Action):
    """Asks for confirmation. The erasing itself is done by ``ErasingTrackerStore``."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_erase_my_data"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Asks; or says what was decided, if the message repeats the wish as an answer."""
        decided = decide(dispatcher, tracker)
        return _ask(dispatcher, tracker) if decided is None else decided


def decide(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]] | None:
    """Says what becomes of the conversation, if the message answers the question about it.

    Returns:
        The slots to remember; ``None`` if nothing was asked or the message is neither yes nor no.
    """
    if not was_asked(tracker):
        return None
    composer = composer_for(tracker)
    phrases = composer.guide.phrases
    text = tracker.latest_message["text"]
    if is_yes(text):
        dispatcher.utter_message(text=composer.say(phrases.erased), **{ERASURE: CONFIRMED})
        return []
    if is_no(text):
        reply = offer(composer, phrases.nothing_erased)
        say(dispatcher, reply)
        return remember(tracker, reply)
    return None


def was_asked(tracker: Tracker) -> bool:
    """Whether the assistant's last words, in this session, were whether to erase everything."""
    for event in reversed(tracker.events or ()):
        if event["event"] == "session_started":
            return False
        if event["event"] == "bot":
            return bool((event.get("metadata") or {}).get(ERASURE) == ASKED)
    return False


def is_yes(text: str) -> bool:
    """Whether a text begins with a yes and has no no in it."""
    words = _words(text)
    return bool(words) and words[0] in _YES and not is_no(text)


def is_no(text: str) -> bool:
    """Whether a text has a no in it: what is erased can't be brought back."""
    return not _NO.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower().replace("’", "'"))


def _ask(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    composer = composer_for(tracker)
    phrases = composer.guide.phrases
    dispatcher.utter_message(
        text=composer.say(phrases.erase_all),
        buttons=[
            {"title": composer.say(answer), "payload": composer.say(answer)}
            for answer in (phrases.erase_yes, phrases.erase_no)
        ],
        **{ERASURE: ASKED},
    )
    return []
