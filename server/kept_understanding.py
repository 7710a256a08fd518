"""Cache of what was understood: a text that comes again is not read again; none of it is kept.

Understanding depends on the text, the model and today's date ("since 2019"); that of a message that
leans on the question before it, on that too. A keyed hash of them finds the result, and only in
this process: the key is random. Only its languages depend on those of the conversation: they are
kept beside the result, for each of the conversation's, and detected where they aren't.
What is kept are intents, numbers and ids of the guide. A result that quotes the person (typing
mistakes, several questions, a job that the guide doesn't have) is not kept.

Messages outside of conversations are always read: they ask whether the model works.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_RANKING_KEY,
    METADATA,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from components.context_reader import question_before
from components.entity_extractor import GuideEntityExtractor
from components.language_detector import LanguageDetector, language_context
from components.reading import (
    ACT,
    ANSWERABLE,
    ASPECTS,
    CLAUSES,
    IN_CONTEXT,
    KIND,
    LEANS,
    POINTS,
    TIED,
)
from monitoring.metrics import UNDERSTOOD

MOST = 1_024
"""So many results are kept, of some 3 kB each: those that were asked for last."""

_WITHOUT_QUOTATIONS = frozenset(
    {
        *(TEXT, INTENT, INTENT_RANKING_KEY, ENTITIES, ASPECTS, KIND, ACT, ANSWERABLE, CLAUSES),
        *(LEANS, IN_CONTEXT, TIED, POINTS),
    }
)

_WITH_IDS = frozenset({GuideEntityExtractor.__name__, LanguageDetector.__name__})
"""The extractors whose values are not taken from the text."""

_LEANING = json.dumps(LEANS).encode()
"""In place of the result of a message that leans: it is found by the question before, too."""

Key = TypeVar("Key", bound=Hashable)

ParseMessage = Callable[..., Awaitable[dict[str, Any]]]
"""``MessageProcessor.parse_message`` of Rasa."""


class _LastUsed(OrderedDict[Key, bytes]):
    """What was asked for last, for several threads (LRU)."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._lock = threading.Lock()

    def find(self, key: Key) -> bytes | None:
        with self._lock:
            kept = self.get(key)
            if kept is not None:
                self.move_to_end(key)
            return kept

    def keep(self, key: Key, value: bytes) -> None:
        with self._lock:
            self[key] = value
            while len(self) > self._most:
                self.popitem(last=False)


class KeptUnderstanding:
    """Takes the place of a processor's ``parse_message``, and asks it what it doesn't know."""

    def __init__(
        self, parse_message: ParseMessage, detector: LanguageDetector | None, most: int = MOST
    ) -> None:
        """Creates an empty cache.

        Args:
            parse_message: of the processor that has the model; another model needs another cache.
            detector: of the same model; ``None`` if that tells no languages.
            most: results to keep.
        """
        self._parse = parse_message
        self._detector = detector
        self._key = secrets.token_bytes(blake2b.MAX_KEY_SIZE)
        self._kept: _LastUsed[bytes] = _LastUsed(most)
        self._languages: _LastUsed[tuple[bytes, tuple[str | None, ...]]] = _LastUsed(most)

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """What Rasa's method of this name returns."""
        if tracker is None or not only_output_properties:
            return await self._parse(message, tracker, only_output_properties)
        place, kept = self._find(message, tracker)
        if kept is not None:
            UNDERSTOOD.labels("kept").inc()
            parsed = self._with_languages(kept, message, tracker)
        else:
            UNDERSTOOD.labels("read").inc()
            parsed = await self._parse(message, tracker)
            if _quotes(parsed):
                return parsed
            if parsed.get(LEANS):
                self._kept.keep(place, _LEANING)
                place = self._place(message, question_before(tracker))
            own, _ = _apart(parsed[ENTITIES])
            self._kept.keep(place, json.dumps({**parsed, TEXT: None, ENTITIES: own}).encode())
        _, languages = _apart(parsed[ENTITIES])
        context = language_context(tracker, message.metadata)
        self._languages.keep((place, context), json.dumps(languages).encode())
        return parsed

    def remembered(
        self, message: UserMessage, tracker: DialogueStateTracker
    ) -> dict[str, Any] | None:
        """What was understood of such a message before; ``None`` if that isn't kept."""
        place, kept = self._find(message, tracker)
        languages = self._languages.find((place, language_context(tracker, message.metadata)))
        if kept is None or languages is None:
            return None
        UNDERSTOOD.labels("kept").inc()
        parsed = {**json.loads(kept), TEXT: message.text}
        parsed[ENTITIES] += json.loads(languages)
        return parsed

    def _find(
        self, message: UserMessage, tracker: DialogueStateTracker
    ) -> tuple[bytes, bytes | None]:
        """Where the result of such a message is kept, without its languages, and that result."""
        place = self._place(message)
        kept = self._kept.find(place)
        if kept == _LEANING:
            place = self._place(message, question_before(tracker))
            kept = self._kept.find(place)
        return place, kept

    def _with_languages(
        self, kept: bytes, message: UserMessage, tracker: DialogueStateTracker
    ) -> dict[str, Any]:
        """A result, with the languages that its message has in a conversation."""
        parsed = {**json.loads(kept), TEXT: message.text}
        if self._detector is not None:
            read = Message({**parsed, METADATA: message.metadata})
            self._detector.process([read], tracker)
            parsed[ENTITIES] = read.get(ENTITIES)
        return parsed

    def _place(self, message: UserMessage, *before: str | None) -> bytes:
        depends_on = json.dumps([message.text, date.today().isoformat(), *before])
        return blake2b(depends_on.encode(), key=self._key, digest_size=16).digest()


def _apart(entities: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a message names, and its languages, which stand behind that."""
    own = [each for each in entities if each["extractor"] != LanguageDetector.__name__]
    return own, entities[len(own) :]


def _quotes(parsed: dict[str, Any]) -> bool:
    """Whether there may be words of the person in a result, beside its text."""
    return (
        not parsed.keys() <= _WITHOUT_QUOTATIONS
        or any(
            entity["extractor"] not in _WITH_IDS
            for read in (parsed, parsed.get(IN_CONTEXT) or {})
            for entity in read.get(ENTITIES) or ()
        )
        # Rasa takes such a text's own words for an intent and entities.
        or parsed[TEXT].startswith(INTENT_MESSAGE_PREFIX)
    )
