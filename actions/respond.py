"""Hands a reply to Rasa."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import RETENTION_DAYS
from components.reading import LANGUAGE
from guide.answers.compose import Composer
from guide.edition import Edition, current_edition
from guide.reply import Reply
from guide.text import DEFAULT_LANGUAGE, LANGUAGES, Language


def composer_for(tracker: Tracker) -> Composer:
    """The guide, in the language of the conversation."""
    known = {language: language for language in LANGUAGES}
    language = known.get(tracker.get_slot(LANGUAGE), DEFAULT_LANGUAGE)
    return _composer(current_edition(), language)


@lru_cache(maxsize=len(LANGUAGES))
def _composer(edition: Edition, language: Language) -> Composer:
    return Composer(edition.guide, language, RETENTION_DAYS)


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Sends a reply: Markdown, a button for each suggestion, and what channels need to know of it.

    A button's payload is its own title, so that pressing it sends what it says. ``answer`` has a
    random id, the topic and items answered, the name, words and language of the chart, and the
    part of the source line that names the guide's sections, with its language.
    """
    answer: dict[str, Any] = {
        "id": uuid.uuid4().hex,
        "topic": reply.target.topic if reply.target else None,
        "items": sorted(reply.shown_items),
        "chart": None,
    }
    if reply.chart:
        answer |= {
            "chart": reply.chart.name,
            "chart_alt": reply.chart.alt,
            "chart_language": reply.chart.language,
        }
    if reply.source:
        answer |= {"sections": reply.source.sections, "language": reply.source.language}
    dispatcher.utter_message(
        text=reply.text,
        buttons=[
            {"title": suggestion.text, "payload": suggestion.text}
            for suggestion in reply.suggestions
        ],
        answer=answer,
    )
