"""What was understood is kept: the same results as without, and no words of people."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT

from components.reading import CHOSEN_LANGUAGE, LANGUAGE, LOCALE
from guide.edition import current_edition
from monitoring.metrics import UNDERSTOOD
from server import kept_understanding
from server.agent import language_detector
from server.kept_understanding import KeptUnderstanding
from tests.conftest import MODEL

NLU = Path(__file__).parents[1] / "nlu"
SLOTS = Domain.load("domain.yml").slots


@pytest.fixture(scope="module")
def agent() -> Agent:
    return Agent.load(MODEL)


class Counted:
    """Understands, and counts how often it was asked to."""

    def __init__(self, agent: Agent) -> None:
        assert agent.processor is not None
        # A loaded agent's own method, in case something else was set on it.
        self._parse = type(agent.processor).parse_message.__get__(agent.processor)
        self.detector = language_detector(agent.processor)
        self.texts: list[str] = []

    async def parse_message(self, message: UserMessage, *more: Any) -> dict[str, Any]:
        self.texts.append(message.text or "")
        parsed: dict[str, Any] = await self._parse(message, *more)
        return parsed


@pytest.fixture
def plain(agent: Agent) -> Counted:
    return Counted(agent)


@pytest.fixture
def kept(plain: Counted) -> KeptUnderstanding:
    return KeptUnderstanding(plain.parse_message, plain.detector)


def tracker(**slots: str) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(
        "somebody", [SlotSet(name, value) for name, value in slots.items()], SLOTS
    )


def parse(
    by: KeptUnderstanding | Counted,
    text: str,
    of: DialogueStateTracker | None = None,
    locale: str | None = None,
) -> dict[str, Any]:
    message = UserMessage(text, metadata={LOCALE: locale} if locale else None)
    return asyncio.run(by.parse_message(message, of or tracker()))


def held_out() -> list[str]:
    texts = []
    for name in ("questions", "french", "noisy"):
        for block in yaml.safe_load((NLU / f"{name}.yml").read_text(encoding="utf-8"))["nlu"]:
            lines = (block.get("examples") or "").splitlines()
            texts += [re.sub(r"^- ", "", line) for line in lines]
    several = yaml.safe_load((NLU / "several.yml").read_text(encoding="utf-8"))["several"]
    return [*texts[::4], *(each["text"] for each in several[::4])]


def test_the_second_time_all_is_as_it_was_the_first_time(
    plain: Counted, kept: KeptUnderstanding
) -> None:
    texts = held_out()
    assert len(texts) > 200
    read = [parse(plain, text) for text in texts]
    first = [parse(kept, text) for text in texts]
    plain.texts.clear()
    again = [parse(kept, text) for text in texts]
    assert read == first == again
    assert [list(result) for result in read] == [list(result) for result in again]
    assert len(plain.texts) < len(texts) / 2  # most were kept


def test_what_is_changed_in_a_result_is_not_kept(kept: KeptUnderstanding) -> None:
    parse(kept, "which city is best in Toronto")["entities"].clear()
    assert parse(kept, "which city is best in Toronto")["entities"]


@pytest.mark.parametrize(
    "change",
    [
        {"of": tracker(**{LANGUAGE: "fr"})},
        {"of": tracker(**{LANGUAGE: "en"})},
        {"of": tracker(**{CHOSEN_LANGUAGE: "fr"})},
        {"locale": "fr-CA"},
    ],
)
def test_the_languages_of_the_conversation_count(
    plain: Counted, kept: KeptUnderstanding, change: dict[str, Any]
) -> None:
    parse(kept, "Python")
    right = parse(plain, "Python", **change)
    plain.texts.clear()
    assert parse(kept, "Python", **change) == right == parse(kept, "Python", **change)
    assert plain.texts == []  # all but the language is known


@pytest.mark.parametrize(
    "text", ["quelles compétences faut-il", "in English please", "parle français", "et à Toronto ?"]
)
def test_a_language_is_told_where_it_changes(
    plain: Counted, kept: KeptUnderstanding, text: str
) -> None:
    for language in ("fr", "en", "fr", "en"):
        of = tracker(**{LANGUAGE: language})
        assert parse(kept, text, of) == parse(plain, text, of)
    assert plain.texts.count(text) == 5


def test_a_language_of_an_earlier_session_counts(plain: Counted, kept: KeptUnderstanding) -> None:
    later = tracker(**{LANGUAGE: "fr"})
    later.slots[LANGUAGE].value = None
    parse(kept, "Python")
    assert parse(kept, "Python", later) == parse(plain, "Python", later)


def test_the_date_counts(
    plain: Counted, kept: KeptUnderstanding, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> Tomorrow:
            return cls.fromordinal(date.today().toordinal() + 1)

    parse(kept, "pay, in the job since 2019")
    monkeypatch.setattr(kept_understanding, "date", Tomorrow)
    parse(kept, "pay, in the job since 2019")
    assert len(plain.texts) == 2


@pytest.mark.parametrize(
    "text",
    [
        "what does a zookeeper earn",  # a job that the guide doesn't have
        "whch degre do i need",  # typing mistakes
        "what does it pay, and which city is best?",
        "/greet",
        '/greet{"city": "Zanzibar"}',
    ],
)
def test_what_quotes_the_person_is_not_kept(kept: KeptUnderstanding, text: str) -> None:
    parse(kept, text)
    assert not kept._kept


def test_neither_the_text_nor_a_hash_that_can_be_guessed_is_kept(
    plain: Counted, kept: KeptUnderstanding
) -> None:
    other = KeptUnderstanding(plain.parse_message, plain.detector)
    for each in (kept, other):
        parse(each, "my name is Zebedee, is Toronto good for me")
    [(place, result)] = kept._kept.items()
    assert b"zebedee" not in (place + result).lower()
    assert json.loads(result)["text"] is None
    assert place not in other._kept


def test_only_the_last_ones_are_kept(plain: Counted) -> None:
    kept = KeptUnderstanding(plain.parse_message, plain.detector, most=2)
    # Buttons' texts, which don't lean on anything: one result each.
    salary, skills, cities = (
        current_edition().guide.topic(name).question.en for name in ("salary", "skills", "cities")
    )
    for text in (salary, skills, salary, cities):
        parse(kept, text)
    plain.texts.clear()
    for text in (salary, cities, skills):
        parse(kept, text)
    assert plain.texts == [skills]


def test_a_message_outside_of_conversations_is_always_read(
    plain: Counted, kept: KeptUnderstanding
) -> None:
    for _ in range(2):
        asyncio.run(kept.parse_message(UserMessage("salary")))
    assert plain.texts == ["salary", "salary"]


def test_both_are_counted(kept: KeptUnderstanding) -> None:
    def counted() -> list[float]:
        return [UNDERSTOOD.labels(how)._value.get() for how in ("read", "kept")]

    read, found = counted()
    for _ in range(3):
        parse(kept, "salary")
    assert counted() == [read + 1, found + 2]


def asked(text: str) -> DialogueStateTracker:
    """A conversation in which a question was asked."""
    parsed = {TEXT: text, "intent": {"name": "ask_skills"}, "entities": []}
    return DialogueStateTracker.from_events(
        "somebody", [UserUttered(text, None, [], parsed)], SLOTS
    )


def test_of_a_message_that_leans_the_question_before_counts(
    plain: Counted, kept: KeptUnderstanding
) -> None:
    first, other = asked("What is MLOps?"), asked("Do I need a master's?")
    text = "do I need it for a first job"
    for of in (tracker(), first, other):
        read = parse(plain, text, of)
        assert read == parse(kept, text, of) == parse(kept, text, of)
    plain.texts.clear()
    for of in (tracker(), first, other):
        parse(kept, text, of)
    assert plain.texts == []
    assert not any(b"MLOps" in each for each in kept._kept.values())


def test_of_a_whole_question_it_does_not(plain: Counted, kept: KeptUnderstanding) -> None:
    parse(kept, "How much do ML engineers earn?")
    plain.texts.clear()
    parse(kept, "How much do ML engineers earn?", asked("What is MLOps?"))
    assert plain.texts == []
