"""Cache of what was understood: a text that comes again is not read again; none of it is kept.

Understanding depends on the text, the model, the languages of the conversation and today's date
("since 2019"); that of a message that leans on the question before it, on that too. A keyed hash of
them finds the result, and only in this process: the key is random.
What is kept are intents, numbers and ids of the guide. A result that quotes the person (typing
mistakes, several questions, a job that the guide doesn't have) is not kept.

Messages outside of conversations are always read: they ask whether the model works.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date
from hashlib import blake2b
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT

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

ParseMessage = Callable[..., Awaitable[dict[str, Any]]]
"""``MessageProcessor.parse_message`` of Rasa."""


class KeptUnderstanding:
    """Takes the place of a processor's ``parse_message``, and asks it what it doesn't know."""

    def __init__(self, parse_message: ParseMessage, most: int = MOST) -> None:
        """Creates an empty cache.

        Args:
            parse_message: of the processor that has the model; another model needs another cache.
            most: results to keep.
        """
        self._parse = parse_message
        self._most = most
        self._key = secrets.token_bytes(blake2b.MAX_KEY_SIZE)
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = threading.Lock()

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """What Rasa's method of this name returns."""
        if tracker is None or not only_output_properties:
            return await self._parse(message, tracker, only_output_properties)
        known = self.remembered(message, tracker)
        if known is not None:
            return known
        UNDERSTOOD.labels("read").inc()
        parsed = await self._parse(message, tracker)
        if not _quotes(parsed):
            place, result = self._place(message, tracker), {**parsed, TEXT: None}
            if parsed.get(LEANS):
                self._keep(place, _LEANING)
                place = self._place(message, tracker, question_before(tracker))
            self._keep(place, json.dumps(result).encode())
        return parsed

    def _keep(self, place: bytes, result: bytes) -> None:
        with self._lock:
            self._kept[place] = result
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def remembered(
        self, message: UserMessage, tracker: DialogueStateTracker
    ) -> dict[str, Any] | None:
        """What was understood of such a message before; ``None`` if that isn't kept."""
        kept = self._found(self._place(message, tracker))
        if kept == _LEANING:
            kept = self._found(self._place(message, tracker, question_before(tracker)))
        if kept is None:
            return None
        UNDERSTOOD.labels("kept").inc()
        return {**json.loads(kept), TEXT: message.text}

    def _found(self, place: bytes) -> bytes | None:
        with self._lock:
            kept = self._kept.get(place)
            if kept is not None:
                self._kept.move_to_end(place)
            return kept

    def _place(
        self, message: UserMessage, tracker: DialogueStateTracker, *before: str | None
    ) -> bytes:
        context = language_context(tracker, message.metadata)
        depends_on = json.dumps([message.text, date.today().isoformat(), context, *before])
        return blake2b(depends_on.encode(), key=self._key, digest_size=16).digest()


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
