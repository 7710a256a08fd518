"""The reading of a message: everything that understanding hands to actions, typed.

Rasa passes it on as a dict, ``tracker.latest_message``. The components write that dict and the
actions read it; both go by this module alone, which imports nothing of Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

OUT_OF_SCOPE = "out_of_scope"
"""The intent of a message that is outside what was taught."""

FALLBACK = "nlu_fallback"
"""The intent of a message between two intents; the candidates stand behind it in the ranking."""

FOLLOW_UP = "follow_up"
"""The intent of a message that means nothing without the one before."""

SEVERAL = "ask_several"
"""The intent of a message with several questions."""

AFFIRM, DENY = "affirm", "deny"
GREET, GOODBYE, THANK = "greet", "goodbye", "thank"
BOT_CHALLENGE, ERASE_MY_DATA = "bot_challenge", "erase_my_data"

OTHER_JOB = "other_job"
"""The kind of near miss of a question about another job."""

OTHER_COUNTRY = "other_country"
"""The kind of near miss of a question about another country."""

ASIDES = frozenset({None, "gibberish", "insult", "off_topic"})
"""Kinds of near miss that nobody follows up on: what comes next goes on from the answer before."""

DETAIL = "detail"
"""The entity of something people ask within a topic that the guide doesn't say."""

AMOUNT = "amount"
"""The entity of an amount of pay, in whole Canadian dollars a year."""

JOB = "job"
"""The entity of a job or trade that the guide doesn't have."""

ASKED, BACKGROUND, BESIDE, LACKING = "asked", "background", "beside", "lacking"
"""The roles of jobs, titles, fields of study and years that are named: asked about; what the asker
is or has; neither; and what the asker says they don't have."""

EXCLUDED = "excluded"
"""The role of a skill, a city and the like that is named only to be left out of the answer: what
the asker already has, or doesn't want ("besides Python", "other than co-op")."""

LISTED = frozenset({"skill", "skill_group", "practice_kind", "provider", "city"})
"""The entities that may be `EXCLUDED`: what answers list."""

SHARED_ENTITIES = frozenset({"experience_years", "level", "city"})
"""The entities of what a statement says of the person that counts for every question beside it."""

ORDINAL = "ordinal"
"""The entity of a place in a list: "the second one"."""

LANGUAGE = "language"
"""The entity and slot of the language to answer in; the metadata key of a training question's."""

CHOSEN_LANGUAGE = "chosen_language"
"""The entity and slot of a language that the person has asked for."""

CHOOSE_LANGUAGE = "choose_language"
"""The intent of a wish for another language: "in English please"."""

LOCALE = "locale"
"""The key in a message's metadata of the channel's locale."""

PRONOUNS = (
    r"it|its|that|this|they|them|their|those|these|each(?! (?!one\b)\w)|(?<=does )each|both|he|she"
    r"|ils|elles|leur|ça|cela|celui|(?:des|les) deux"
)
"""Words that stand for what was named before, as alternatives of a regular expression."""

_REFERENCE = re.compile(rf"\b(?:{PRONOUNS}|(?<!is )(?<!are )(?<!was )there|là)\b", re.IGNORECASE)
_IDIOMS = re.compile(
    r"\b(?:is it(?= \w+ \w)|worth it|become one|these days|this (?:year|job|career|field)|c'est"
    r"|y a)\b",
    re.IGNORECASE,
)


def without_idioms(text: str) -> str:
    """The text without the turns of phrase in which a pronoun stands for nothing: "worth it"."""
    return _IDIOMS.sub("", text)


def refers_back(text: str) -> bool:
    """Anaphora: whether a message names what it asks about by a pronoun: "what do they do?"."""
    return _REFERENCE.search(without_idioms(text)) is not None


_BOTH = re.compile(r"\b(?:both|the two|les deux)\b", re.IGNORECASE)


def refers_to_both(text: str) -> bool:
    """Anaphora to two things: "are both needed?"."""
    return _BOTH.search(text) is not None


_OF_THE_WHOLE = frozenset({LANGUAGE, CHOSEN_LANGUAGE})

_ASK = "ask_"

LEAST_ASPECT = 0.4
"""An aspect less likely is right less than twice in three times (of 1,200 held-out questions, those
from 0.4 on in 93 of 100): then the plain answer of the topic is the safer one."""

LEAST_ANSWERABLE = 0.3
"""A question less likely answerable is said to be beyond the guide: of 123 such questions that no
training had seen, picked as hard ones, 108 were; of those from here to 0.5, 37 of 48."""

LEAST_TO_TELL = 0.5
"""A question less surely of its topic that names nothing is taken to be beyond the guide, too: of
289 real ones that aren't, two were less sure."""

# The keys of Rasa's dict, and ours in it.
_TEXT, _INTENT, _RANKING, _ENTITIES = "text", "intent", "intent_ranking", "entities"
KIND = "kind"
NOTIONS = frozenset({"concepts", "terms"})
"""The kinds of near miss of questions what something means."""
ASPECT = "aspect"
"""The key in a training question's metadata that says what about its topic it asks."""
ASPECTS = "aspect_ranking"
ANSWERABLE = "answerable"
"""The key in a training question's metadata that says whether the guide has an answer to the very
point that it asks; in Rasa's dict, how likely it has one."""
CORRECTIONS = "corrections"
ACT = "act"
"""The key, there and in Rasa's dict, of the dialogue act: what it does to the last answer."""
COUNTS = "counts"
"""The aspect of a question whether something is on a list, or counts as one of its kind."""
MEMBER = "member"
"""The key, in Rasa's dict, of what a message asks to be on a list, in its own words."""
POINTS = "points"
"""The key, in Rasa's dict, of the points of lists that a message would ask for, by topic."""
QUESTIONS = "questions"
CLAUSES = "clauses"
"""The key, in Rasa's dict, of the forms of a message's clauses, in order: what asks, what tells."""

LEANS = "leans"
"""The key, in Rasa's dict, of whether a message may lean on the question before it."""
IN_CONTEXT = "in_context"
"""The key, in Rasa's dict, of how a message that leans is read with that question."""
TIED = "tied"
"""The key, in Rasa's dict, of whether a message is read as what it asks in that context."""
LAST_TOPIC = "last_topic"
"""The slot of the topic that was answered last."""
NEAR_MISS = "near_miss"
"""The slot of the kind of what was refused last, if nothing was answered since."""

SHORTER, AGAIN, MORE = "shorter", "again", "more"
"""Acts of follow-ups: the last answer in short, once more, or more of it. A question that names
what it leaves out asks for `MORE` than that."""

SPECIFIC, VERDICT, ELSEWHERE = "specific", "verdict", "elsewhere"
"""Acts of follow-ups: the last answer more exactly, as a plain yes or no, or who else knows."""

ONLY = "only"
"""The act of a follow-up that asks whether the last list is all there is: "just those three?"."""

REMARK = "remark"
"""The act of a follow-up that asks nothing: "every posting wants one"."""

GIVEN, LATER, INSTEAD = "given", "later", "instead"
"""Acts of follow-ups: the last question under a circumstance of the asker's ("even with a PhD"), so
many years from there ("and in 3 more years?"), and what could take the place of what was named."""

ELLIPTIC = "elliptic"
"""The act of a question that may ask of whatever was answered last: "how long does it take?"."""

OF_ALL = "of_all"
"""The act of a question that ranks what its message lists: "degree, projects, contacts: which?"."""

ACKNOWLEDGE = "acknowledge"
"""The act of a message that says no more than that the person has read: "ok", "I see"."""


_TELLS, _ASKS = "STATEMENT", "QUESTION"


def only_tells(clauses: Iterable[str]) -> bool:
    """Whether a message of clauses of these forms tells something, and asks and names nothing."""
    return set(clauses) == {_TELLS}


def intent_of(topic: str) -> str:
    """The intent of questions about a topic of the guide: ``ask_salary`` of ``salary``."""
    return _ASK + topic


def topic_of(intent: str) -> str | None:
    """The topic that an intent asks about; ``None`` if it asks nothing (``greet``).

    Not every one is a topic of the guide: ``ask_several`` is none.
    """
    return intent.removeprefix(_ASK) if intent.startswith(_ASK) else None


@dataclass(frozen=True)
class Candidate:
    """An intent and how likely it is, from 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Aspect:
    """What about its topic a question asks (``cost``), and how likely, from 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Entity:
    """Something that was named.

    Attributes:
        name: the entity's, such as ``city``.
        value: the guide's id for it; of ``experience_years``, a number or a range.
        start: its first character in the text.
        end: the character after its last.
        part: of a skill, the part that was named (``Python``), in the person's words.
        role: of a job, a title, a field of study or years: whether it is asked about (`ASKED`), the
            asker's own (`BACKGROUND`), or something else.
        extractor: the component that found it, as Rasa notes it.
    """

    name: str
    value: str
    start: int
    end: int
    part: str | None = None
    role: str | None = None
    extractor: str | None = None

    @classmethod
    def from_rasa(cls, entity: Mapping[str, Any]) -> Entity:
        """Reads an entity of Rasa's dict."""
        return cls(
            entity["entity"],
            entity["value"],
            entity["start"],
            entity["end"],
            entity.get("part"),
            entity.get("role"),
            entity.get("extractor"),
        )

    def as_rasa(self) -> dict[str, Any]:
        """The entity for Rasa's dict."""
        entity = {"entity": self.name, "value": self.value, "start": self.start, "end": self.end}
        more = {"part": self.part, "role": self.role, "extractor": self.extractor}
        return entity | {key: value for key, value in more.items() if value is not None}


@dataclass(frozen=True)
class Reading:
    """What understanding makes of a message, or of a question that is a part of one.

    Attributes:
        text: what the person wrote.
        intent: the decision.
        confidence: from 0 to 1.
        ranking: intents by confidence, the decision first.
        kind: of near miss, for ``out_of_scope``, where it is known.
        entities: what was named, in the order of the text; not the language of it all.
        questions: of a message with several.
        aspects: the likeliest, by confidence; empty for a message without words.
        corrections: typing mistakes, each with the word it was taken for.
        act: the dialogue act, if it is one of those that are taught: what the message does to the
            last answer (``next``, ``shorter``, ``acknowledge``).
        answerable: how likely the guide has an answer to the very point, from 0 to 1; ``None``
            where that isn't taught.
        clauses: the forms of its clauses, in order (`CLAUSES`).
        member: what it asks to be on a list, in its own words (`MEMBER`).
        points: the id of the point of a topic's list that it would ask for, by topic, where it
            isn't called by its name: "what happens once it is built" for deployment.
        leans: whether it may lean on the question before it.
        in_context: how it reads together with that question, without the words; ``None`` where it
            doesn't lean, or nothing was asked before.
        tied: whether intent and aspects are those that it has in that context.
    """

    text: str
    intent: str
    confidence: float = 0.0
    ranking: tuple[Candidate, ...] = ()
    kind: str | None = None
    entities: tuple[Entity, ...] = ()
    questions: tuple[Reading, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    act: str | None = None
    answerable: float | None = None
    clauses: tuple[str, ...] = ()
    member: str | None = None
    points: tuple[tuple[str, str], ...] = ()
    leans: bool = False
    in_context: Reading | None = None
    tied: bool = False

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Reading:
        """Reads Rasa's dict of a message.

        Args:
            message: ``tracker.latest_message``, or the data of a message in the pipeline.
        """
        intent = message.get(_INTENT) or {}
        in_context = message.get(IN_CONTEXT)
        return cls(
            text=message.get(_TEXT) or "",
            intent=intent.get("name") or "",
            confidence=intent.get("confidence") or 0.0,
            ranking=tuple(
                Candidate(entry["name"], entry["confidence"])
                for entry in message.get(_RANKING) or ()
            ),
            aspects=tuple(
                Aspect(entry["name"], entry["confidence"]) for entry in message.get(ASPECTS) or ()
            ),
            kind=message.get(KIND),
            act=message.get(ACT),
            answerable=message.get(ANSWERABLE),
            clauses=tuple(message.get(CLAUSES) or ()),
            member=message.get(MEMBER),
            points=tuple((message.get(POINTS) or {}).items()),
            entities=tuple(
                Entity.from_rasa(entity)
                for entity in message.get(_ENTITIES) or ()
                if entity["entity"] not in _OF_THE_WHOLE
            ),
            questions=tuple(cls.from_message(each) for each in message.get(QUESTIONS) or ()),
            corrections=tuple((message.get(CORRECTIONS) or {}).items()),
            leans=bool(message.get(LEANS)),
            in_context=None if in_context is None else cls.from_message(in_context),
            tied=bool(message.get(TIED)),
        )

    def as_message(self) -> dict[str, Any]:
        """Rasa's dict of a message; what there may be none of only if there is any."""
        message: dict[str, Any] = {
            _TEXT: self.text,
            _INTENT: {"name": self.intent, "confidence": self.confidence},
            _RANKING: [
                {"name": candidate.intent, "confidence": candidate.confidence}
                for candidate in self.ranking
            ],
            _ENTITIES: [entity.as_rasa() for entity in self.entities],
        }
        if self.aspects:
            message[ASPECTS] = [
                {"name": aspect.name, "confidence": aspect.confidence} for aspect in self.aspects
            ]
        if self.kind is not None:
            message[KIND] = self.kind
        if self.act is not None:
            message[ACT] = self.act
        if self.answerable is not None:
            message[ANSWERABLE] = self.answerable
        if self.clauses:
            message[CLAUSES] = list(self.clauses)
        if self.member is not None:
            message[MEMBER] = self.member
        if self.points:
            message[POINTS] = dict(self.points)
        if self.questions:
            message[QUESTIONS] = [question.as_message() for question in self.questions]
        if self.corrections:
            message[CORRECTIONS] = dict(self.corrections)
        if self.leans:
            message[LEANS] = True
        if self.in_context is not None:
            message[IN_CONTEXT] = self.in_context.as_message()
        if self.tied:
            message[TIED] = True
        return message

    @property
    def aspect(self) -> str | None:
        """What about its topic is asked; ``None`` if that isn't plain enough to answer by."""
        if not self.aspects or self.aspects[0].confidence < LEAST_ASPECT:
            return None
        return self.aspects[0].name

    @property
    def aspect_confidence(self) -> float:
        """The confidence of its likeliest aspect, 0 where it has none."""
        return self.aspects[0].confidence if self.aspects else 0.0

    @property
    def asks_a_notion(self) -> bool:
        """Whether it asks what a term means, which is refused: "what is MLOps"."""
        return self.intent == OUT_OF_SCOPE and self.kind in NOTIONS

    @property
    def asks_of_list(self) -> bool:
        """Whether it asks if something is on a list, which it names."""
        return self.member is not None and self.aspect in (None, "what", COUNTS)

    @property
    def is_answerable(self) -> bool:
        """Whether the guide may have an answer to the very point that is asked.

        Of what fits no topic well and names nothing, the topic tells nothing: "are they unionized".
        """
        names = bool(self.tied or self.entities or self.points)
        if topic_of(self.intent) and self.confidence < LEAST_TO_TELL and not names:
            return False
        return self.answerable is None or self.answerable >= LEAST_ANSWERABLE

    @property
    def tells(self) -> bool:
        """Whether a clause of it tells something."""
        return _TELLS in self.clauses

    @property
    def asks(self) -> bool:
        """Whether a clause of it asks something."""
        return _ASKS in self.clauses

    @property
    def tells_first(self) -> bool:
        """Whether it begins with a clause that tells something."""
        return self.clauses[:1] == (_TELLS,)

    @property
    def only_tells(self) -> bool:
        """Whether it tells something, and asks and names nothing beside."""
        return only_tells(self.clauses)

    def point_of(self, topic: str) -> str | None:
        """The id of the point of a topic's list that it would ask for; see ``points``."""
        return dict(self.points).get(topic)

    def share(self, intent: str) -> float:
        """The confidence of an intent, 0 if it isn't in the ranking."""
        return next((each.confidence for each in self.ranking if each.intent == intent), 0.0)
