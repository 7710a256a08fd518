"""The language of a conversation: detected, kept, and changed when a person asks for it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import SessionStarted, SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from channels.ask import LOCALE as CHANNELS_LOCALE
from components.language_detector import LanguageDetector
from components.reading import CHOOSE_LANGUAGE, CHOSEN_LANGUAGE, LANGUAGE, LOCALE, Reading
from tests.components.trained import trained


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    """The trained model's."""
    return trained(LanguageDetector)


class Person:
    """Somebody who writes; keeps the slots as Rasa's slot mappings would."""

    def __init__(self, detector: LanguageDetector, locale: str | None = None) -> None:
        self.detector, self.locale = detector, locale
        slots = [AnySlot(name, [{}]) for name in (LANGUAGE, CHOSEN_LANGUAGE)]
        self.tracker = DialogueStateTracker.from_events("ann", [SessionStarted()], slots)

    def writes(self, text: str, intent: str = "ask_salary") -> Any:
        """The language that is answered in."""
        message = Message({TEXT: text, INTENT: {"name": intent}, METADATA: {LOCALE: self.locale}})
        self.detector.process([message], self.tracker)
        for entity in message.get(ENTITIES, []):
            self.tracker.update(SlotSet(entity["entity"], entity["value"]))
        return self.tracker.get_slot(LANGUAGE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how much do they make", "en"),
        ("combien ça paye", "fr"),
        ("c'est quoi un ML engineer", "fr"),
        ("est-ce que le mlops est important", "fr"),
        ("conseils rencontre ML quebec", "fr"),
        ("150 000 $ par an, c'est réaliste ?", "fr"),
        ("stage en data science", "fr"),
        ("cloud obligatoire", "fr"),
        ("machine learning obligatoire", "fr"),
        ("comment devenir AI product manager", "fr"),
        ("how to become an AI product manager", "en"),
        ("is cloud required", "en"),
        ("are you chatgpt", "en"),
        ("meetups ML montreal", "en"),
        ("diploma", "en"),
        ("AWS?", "en"),
        ("java suffit", "fr"),
        ("bootcamp valable?", "fr"),
        ("github suffit", "fr"),
        ("java enough?", "en"),
        ("certifications", "en"),
    ],
)
def test_a_first_message_tells_its_language(
    detector: LanguageDetector, text: str, language: str
) -> None:
    assert Person(detector).writes(text) == language


@pytest.mark.parametrize(
    "word", ["ok", "Python", "merci", "DevOps?", "DEC", "5-6", "Montréal", "👍"]
)
def test_a_word_flips_nothing(detector: LanguageDetector, word: str) -> None:
    for opening, language in (("how much do they make", "en"), ("combien ça paye", "fr")):
        person = Person(detector)
        person.writes(opening)
        assert person.writes(word) == language


def test_a_question_in_the_other_language_is_answered_in_it(detector: LanguageDetector) -> None:
    person = Person(detector)

    assert person.writes("combien gagne un ingénieur ML") == "fr"
    assert person.writes("and with 8 years?") == "en"
    assert person.writes("et à Montréal, ça paye combien?") == "fr"


def test_the_channels_locale_is_the_first_prior(detector: LanguageDetector) -> None:
    assert LOCALE == CHANNELS_LOCALE
    assert Person(detector, "fr-CA").writes("AWS?") == "fr"
    assert Person(detector, "fr-CA").writes("how much do they make") == "en"
    assert Person(detector, "de-DE").writes("AWS?") == "en"


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("in English please", "en"),
        ("en français svp", "fr"),
        ("can you answer in French?", "fr"),
        ("en anglais svp", "en"),
        ("in my language please", "en"),
        ("pouvez-vous parler français? je me débrouille mal en anglais", "fr"),
        ("I can't follow French, could we use English", "en"),
        ("désolé, je ne lis pas l'anglais", "fr"),
        ("sorry, I never learned French", "en"),
        ("pourquoi est-ce en anglais", "fr"),
    ],
)
def test_a_language_asked_for_stays_whatever_is_written(
    detector: LanguageDetector, wish: str, language: str
) -> None:
    person = Person(detector)

    assert person.writes(wish, CHOOSE_LANGUAGE) == language
    assert person.writes("combien gagne un ingénieur ML") == language
    assert person.writes("how much do they make") == language


def test_another_wish_changes_it(detector: LanguageDetector) -> None:
    person = Person(detector)
    person.writes("in English please", CHOOSE_LANGUAGE)

    assert person.writes("non, en français svp", CHOOSE_LANGUAGE) == "fr"


def test_a_persons_language_outlives_the_session(detector: LanguageDetector) -> None:
    person = Person(detector)
    person.writes("combien gagne un ingénieur ML")
    person.tracker._reset_slots()
    person.tracker.update(SessionStarted())

    assert person.writes("Python?") == "fr"


@pytest.mark.parametrize("tracker", [None, DialogueStateTracker.from_events("id", [])])
def test_a_message_outside_of_conversations_has_no_language(
    detector: LanguageDetector, tracker: DialogueStateTracker
) -> None:
    message = Message({TEXT: "combien ça paye"})
    detector.process([message], tracker)

    assert not message.get(ENTITIES)


def test_the_language_of_it_all_is_nothing_that_is_named(detector: LanguageDetector) -> None:
    message = Message({TEXT: "combien ça paye"})
    detector.process([message], Person(detector).tracker)

    assert message.get(ENTITIES)
    assert Reading.from_message({ENTITIES: message.get(ENTITIES)}).entities == ()
