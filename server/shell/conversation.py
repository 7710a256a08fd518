"""A tester's conversation with the assistant, one turn at a time, as the other channels have it."""

from __future__ import annotations

import time
import uuid
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from channels.ask import APOLOGY, Question, ask, log_failure
from channels.message_request import read_message
from server.shell import CHANNEL
from server.shell.turn import Turn, actions_in, events_of_last_turn, reading_in, slots_in
from stores.conversations import tracker_store

LANGUAGE_SLOT, CHOSEN_LANGUAGE_SLOT = "language", "chosen_language"


class Conversation:
    """Asks with the lock, checks and stores of the other channels (``channels.ask``).

    Args:
        agent: the running assistant.

    Attributes:
        last: the latest turn; ``None`` in a new conversation.
    """

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self.restart()

    def restart(self) -> None:
        """Begins a new conversation, in which nothing is remembered of this one."""
        self._id = str(uuid.uuid4())
        self.last: Turn | None = None

    async def ask(self, text: str) -> Turn:
        """Asks; a number asks that suggestion of the answer before.

        Args:
            text: what was typed.

        Raises:
            channels.message_request.BadMessageRequest: if no channel would take the message.
        """
        text = self._suggestion(text) or text
        message = read_message({"message": text})
        start = time.perf_counter()
        try:
            answer = await ask(self._agent, Question(self._id, message, CHANNEL))
        except Exception as error:
            log_failure(CHANNEL, error)
            self.last = Turn(text, ({"text": APOLOGY},), failed=True)
            return self.last
        milliseconds = round((time.perf_counter() - start) * 1000)
        tracker = await self._store.retrieve(self._id)
        events = events_of_last_turn(tracker.events if tracker else ())
        self.last = Turn(
            question=text,
            messages=answer.messages or ({"text": APOLOGY},),
            milliseconds=milliseconds,
            language=answer.language,
            reading=reading_in(events),
            actions=actions_in(events),
            slots=slots_in(events),
            failed=not answer.messages,
        )
        return self.last

    async def tracker(self) -> DialogueStateTracker | None:
        """The whole conversation, from its beginning; ``None`` if nothing is stored of it."""
        return await self._store.retrieve_full_tracker(self._id)

    async def slots(self) -> dict[str, Any]:
        """The slots that have a value."""
        tracker = await self._store.retrieve(self._id)
        values = tracker.current_slot_values() if tracker else {}
        return {name: value for name, value in values.items() if value is not None}

    async def set_language(self, language: str) -> None:
        """Sets the slot of the language in which answers are given."""
        assert self._agent.processor is not None, "the agent is ready"
        async with self._agent.lock_store.lock(self._id):
            tracker = await self._agent.processor.fetch_tracker_and_update_session(self._id)
            for slot in (CHOSEN_LANGUAGE_SLOT, LANGUAGE_SLOT):
                tracker.update(SlotSet(slot, language), self._agent.domain)
            await self._agent.processor.save_tracker(tracker)

    @property
    def _store(self) -> TrackerStore:
        return tracker_store(self._agent)

    def _suggestion(self, text: str) -> str | None:
        number = text.strip()
        if self.last is None or not number.isdecimal():
            return None
        place = int(number)
        suggestions = self.last.suggestions
        return suggestions[place - 1] if 0 < place <= len(suggestions) else None
