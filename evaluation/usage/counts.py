"""Usage statistics, anonymous: intents, unanswered questions, feedback, messages a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evaluation.usage.turns import Opinion, Part, Transcript, Turn
from stores.turn_outcome import Outcome

MOST_SHOWN = 100

# Addresses and long numbers, which may tell who somebody is.
_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\s().-]{0,2}\d){6,}")
_MASK = "•••"
# Stands before a slash, so that Rasa reads it as text (channels.plain_text.WORD_JOINER).
_INVISIBLE = "\u2060"


@dataclass(frozen=True)
class Asked:
    """Something that was asked, and how often."""

    text: str
    outcome: Outcome
    kind: str | None
    times: int


@dataclass(frozen=True)
class TopicFeedback:
    """What people think of the answers about a topic."""

    topic: str
    up: int
    down: int
    comments: Sequence[tuple[str, str]]
    """The question and what was said about the answer."""


@dataclass(frozen=True)
class Counts:
    """What the report shows; everything is ordered, the most frequent first."""

    conversations: int
    messages: int
    questions: int
    unanswered: int
    intents: Sequence[tuple[str, int]]
    not_answered: Sequence[Asked]
    details: Sequence[tuple[str, int]]
    feedback: Sequence[TopicFeedback]
    meanings: Sequence[tuple[str, str, int]]
    channels: Sequence[tuple[str, int]]
    days: Sequence[tuple[date, int]]

    @property
    def up(self) -> int:
        """How many answers were found helpful."""
        return sum(topic.up for topic in self.feedback)

    @property
    def down(self) -> int:
        """How many were not."""
        return sum(topic.down for topic in self.feedback)


def count(transcript: Transcript) -> Counts:
    """Counts; a message of several questions counts as each of them."""
    questions = [question for turn in transcript.turns for question in _questions(turn)]
    return Counts(
        conversations=len({turn.conversation for turn in transcript.turns}),
        messages=len(transcript.turns),
        questions=len(questions),
        unanswered=sum(question.outcome != "answered" for _, question in questions),
        intents=Counter(question.intent or "none" for _, question in questions).most_common(),
        not_answered=_not_answered(questions),
        details=Counter(
            detail for turn in transcript.turns for detail in turn.details
        ).most_common(),
        feedback=_feedback(transcript.opinions),
        meanings=[
            (text, intent, times)
            for (text, intent), times in Counter(
                (mask(text), intent) for text, intent in transcript.meanings
            ).most_common(MOST_SHOWN)
        ],
        channels=Counter(turn.channel for turn in transcript.turns).most_common(),
        days=_days(transcript.turns),
    )


def mask(text: str) -> str:
    """The text without what looks like an e-mail address or a telephone number."""
    return _PRIVATE.sub(_MASK, " ".join(text.replace(_INVISIBLE, "").split()))


def _questions(turn: Turn) -> list[tuple[Turn, Turn | Part]]:
    if turn.parts and turn.outcome == "answered":
        return [(turn, part) for part in turn.parts]
    return [(turn, turn)]


def _not_answered(questions: Iterable[tuple[Turn, Turn | Part]]) -> list[Asked]:
    """Questions without an answer; those that differ only in writing are one."""
    times: Counter[tuple[str, Outcome]] = Counter()
    shown: dict[tuple[str, Outcome], tuple[str, str | None]] = {}
    for turn, question in questions:
        if question.outcome == "answered":
            continue
        key = (re.sub(r"[\W_]+", " ", question.text.casefold()).strip(), question.outcome)
        times[key] += 1
        shown.setdefault(key, (mask(question.text), turn.kind))
    return [
        Asked(shown[key][0], key[1], shown[key][1], number)
        for key, number in times.most_common(MOST_SHOWN)
    ]


def _feedback(opinions: Iterable[Opinion]) -> list[TopicFeedback]:
    by_topic: dict[str, list[Opinion]] = {}
    for opinion in opinions:
        by_topic.setdefault(opinion.topic or "no topic", []).append(opinion)
    topics = [
        TopicFeedback(
            topic,
            up=sum(opinion.rating == "up" for opinion in said),
            down=sum(opinion.rating == "down" for opinion in said),
            comments=[
                (mask(opinion.question), mask(opinion.comment))
                for opinion in said
                if opinion.comment
            ],
        )
        for topic, said in by_topic.items()
    ]
    return sorted(topics, key=lambda topic: (-topic.down, -topic.up, topic.topic))


def _days(turns: Sequence[Turn]) -> list[tuple[date, int]]:
    """Messages of each day (UTC), from the first to the last, with the days that had none."""
    times: Mapping[date, int] = Counter(turn.time.date() for turn in turns)
    if not times:
        return []
    first, last = min(times), max(times)
    return [
        (day, times.get(day, 0))
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
    ]
