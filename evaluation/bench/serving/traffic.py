"""Synthetic traffic of three kinds: texts that come again, texts never seen, and a mix of both.

What comes again are the suggestions that people press; what was never seen are the held-out
questions, each used once, so that no server can have kept what it understood of it.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from itertools import islice

from evaluation.bench.serving.load import Conversation
from evaluation.understanding.sets import held_out_questions
from guide import load_guide

TURNS = 5
"""How long a conversation is."""

BUTTONS_LATER = 0.4
"""In the mix, a conversation opens with a button; of its later messages, so many are."""


class Traffic:
    """Makes conversations until every held-out question has been used.

    Attributes:
        buttons: The texts that come again.
        kinds: What makes the messages of a conversation, without end, for each kind of traffic.
    """

    def __init__(self, seed: int = 0) -> None:
        """Reads the suggestions and the questions, and shuffles them."""
        self._random = random.Random(seed)
        topics = load_guide().topics
        self.buttons = [each.text.en for topic in topics for each in topic.all_questions()]
        questions = [question.text for question in held_out_questions()]
        self._random.shuffle(questions)
        self._unseen = iter(questions)
        self.kinds: dict[str, Callable[[], Iterator[str]]] = {
            "texts that come again": self._again,
            "the mix": self._mix,
            "texts never seen": lambda: self._unseen,
        }

    def people(self, kind: str, number: int) -> list[Conversation]:
        """So many new people and what they ask; fewer when there is nothing more to be asked.

        Args:
            kind: One of ``kinds``.
            number: How many.
        """
        asked = (list(islice(self.kinds[kind](), TURNS)) for _ in range(number))
        return [Conversation(str(uuid.uuid4()), texts) for texts in asked if texts]

    def _again(self) -> Iterator[str]:
        while True:
            yield self._random.choice(self.buttons)

    def _mix(self) -> Iterator[str]:
        yield self._random.choice(self.buttons)
        for question in self._unseen:
            while self._random.random() < BUTTONS_LATER:
                yield self._random.choice(self.buttons)
            yield question
