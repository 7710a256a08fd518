"""A reply as Rasa gets it."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.respond import composer_for, say
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.edition import current_edition
from guide.reply import Reply, Target
from guide.said import Said

GUIDE = current_edition().guide


def said(reply: Reply) -> dict[str, object]:
    dispatcher = CollectingDispatcher()
    say(dispatcher, reply)
    (message,) = dispatcher.messages
    return dict(message)


def test_an_answer_has_text_buttons_and_what_channels_need_to_know() -> None:
    reply = answer(Composer(GUIDE, "en"), Target("salary"))

    message = said(reply)

    assert message["text"] == reply.text
    assert message["buttons"] == [
        {"title": suggestion.text, "payload": suggestion.text} for suggestion in reply.suggestions
    ]
    told = message["answer"]
    assert isinstance(told, dict)
    assert (told["topic"], told["chart"], told["chart_language"]) == ("salary", "salary", "en")
    assert told["items"] == sorted(reply.shown_items)
    assert reply.source is not None
    assert told["sections"] in reply.source
    assert (told["sections"], told["language"]) == (reply.source.sections, "en")


def test_small_talk_has_no_topic_and_no_chart() -> None:
    told = said(Reply(Said("Hi.")))["answer"]

    assert isinstance(told, dict)
    assert (told["topic"], told["chart"], told["items"]) == (None, None, [])


def test_ids_are_never_the_same() -> None:
    reply = Reply(Said("Hi."))
    ids = {
        told["id"]
        for told in (said(reply)["answer"], said(reply)["answer"])
        if isinstance(told, dict)
    }

    assert len(ids) == 2


def test_the_language_is_that_of_the_conversation() -> None:
    def language(slot: str | None) -> str:
        slots = {"language": slot}
        return composer_for(Tracker("p", slots, {}, [], False, None, {}, "action_listen")).language

    assert [language(slot) for slot in ("fr", "en", None, "de")] == ["fr", "en", "en", "en"]
