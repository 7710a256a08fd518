"""What the conversation remembers of the last answer, in slots, for follow-ups."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.background import SLOT as BACKGROUND_SLOT
from actions.background import background_after
from actions.focus import read_focus, reading_of, readings_of
from components.reading import CHOOSE_LANGUAGE, LAST_TOPIC, NEAR_MISS
from guide.model import PARTICULARS, Aspect, Focus, Particular, Topic
from guide.reply import Reply, Target

# So many answers back, a follow-up isn't met with one of them once more.
_MOST = 6
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")


def remember(
    tracker: Tracker,
    reply: Reply,
    *,
    misunderstood: dict[str, Any] | None = None,
    keep_listed: bool = False,
    near_miss: str | None = None,
    repeated: bool = False,
) -> list[dict[str, Any]]:
    """Slot events for what ``reply`` was about, listed and offered; only for what changes.

    A reply that answered nothing leaves the last topic in place, so that a person who was
    misunderstood can still follow up on it. Places in a list go on meaning the list before this
    answer with ``keep_listed`` ("the third one", "and the fifth?"), and after more about the same
    topic that lists nothing. ``near_miss`` is the kind of question that the guide was found not to
    cover; ``repeated``, that the last answer was given once more for want of another. What such a
    reply repeats is still what was said last.
    """
    values: dict[str, Any] = {
        "offer": _pack(reply.suggestions[0].target) if reply.suggestions else None,
        "misunderstood": misunderstood,
        NEAR_MISS: near_miss,
        "repeated": repeated or None,
        BACKGROUND_SLOT: background_after(tracker, reply.target),
    }
    values["said"] = _said_after(tracker, reply)
    if reply.target is not None:
        same_topic = reply.target.topic == tracker.get_slot(LAST_TOPIC)
        values[LAST_TOPIC] = reply.target.topic
        values["aspect"] = reply.target.focus.aspect
        if not keep_listed and (reply.bullets or not same_topic):
            values["listed"] = [_pack(bullet.target) for bullet in reply.bullets]
        values.update({name: getattr(reply.target.focus, name) for name in PARTICULARS})
    return [
        SlotSet(name, value) for name, value in values.items() if tracker.get_slot(name) != value
    ]


def last_target(tracker: Tracker) -> Target | None:
    """What the last answer was about."""
    topic = tracker.get_slot(LAST_TOPIC)
    if topic is None:
        return None
    return Target(topic, Focus(**{name: tracker.get_slot(name) for name in PARTICULARS}))


def last_missing(tracker: Tracker, topic: Topic) -> str | None:
    """The id of what the question before named that the guide has nothing of: interviews."""
    if topic.topic != tracker.get_slot(LAST_TOPIC):
        return None
    before = next(readings_of(tracker, skip=1), None)
    # "What else do I need" asks on itself; in what form ("en français ?", "online?") is over.
    form = before is not None and (before.intent == CHOOSE_LANGUAGE or before.aspect == "format")
    if before is None or before.act is not None or form:
        return None
    gap = topic.gap(read_focus(before))
    # What they told of themselves is over: "how hard is it", after their age.
    lasts = gap is not None and not gap.text.based_on and not gap.of_asker
    return gap.id if gap is not None and lasts else None


def told_before(tracker: Tracker, last: Topic, which: Topic) -> tuple[str, ...]:
    """The points of a topic that the question before named, where its answer told one of them.

    Most ML engineers, after "do most have a degree": "in what field" is asked of them.

    Args:
        tracker: the conversation.
        last: the topic of the last answer.
        which: the topic that says which there are of what that was about.
    """
    before = next(readings_of(tracker, skip=1), None)
    said = None if before is None else read_focus(before)
    gap = None if said is None else last.gap(said)
    if said is None or gap is None or not gap.text.based_on:
        return ()
    return tuple(each for each in said.details if each in which.gap_ids)


def named_before(tracker: Tracker, name: Particular) -> tuple[str, ...]:
    """What the message before named of a kind, else that together with the question it leant on."""
    before = next(readings_of(tracker, skip=1), None)
    if before is None:
        return ()
    values = read_focus(before).all_of(name)
    if len(values) > 1 or before.in_context is None:
        return values
    return read_focus(before.in_context).all_of(name) or values


def last_aspect(tracker: Tracker) -> Aspect | None:
    """What about its topic the last answer was asked for."""
    aspect: Aspect | None = tracker.get_slot("aspect")
    return aspect


def carried_aspect(tracker: Tracker, said: Focus) -> Aspect | None:
    """What about its topic a follow-up asks: what it says itself, else what was asked last.

    Not of another country ("how about the US"): that it isn't covered is all there is to say; nor
    where it asks whether something is on a list ("is Python one of them").
    """
    reading = reading_of(tracker)
    is_own = said.country is not None or reading.aspect == "counts"
    before = last_aspect(tracker)
    if before == "why":  # "and with a bachelor's?" asks for no reason once more
        before = read_focus(reading.in_context).aspect if reading.in_context else None
    aspect = said.aspect or (None if is_own else before)
    if aspect == "outlook" and (said.experience_years or said.level):
        return None  # "after ten years?" asks for the figure then
    return aspect


def is_same_message(tracker: Tracker) -> bool:
    """Whether the person has sent their last message once more: a button pressed twice."""
    sent = [event.get("text") for event in tracker.events or () if event.get("event") == "user"]
    return len(sent) > 1 and sent[-1] == sent[-2]


def _said_after(tracker: Tracker, reply: Reply) -> list[list[str]]:
    """Fingerprints of the last answers with this one; what it repeats stays the last."""
    said, now = _said(tracker), _fingerprints(reply) if reply.target is not None else []
    if said[-1:] == [now]:
        return said
    return ([*said[:-1], now, *said[-1:]] if reply.repeats else [*said, now])[-_MOST:]


def was_just_said(tracker: Tracker, reply: Reply) -> bool:
    """Whether the last answer said the same, word for word."""
    return _said(tracker)[-1:] == [_fingerprints(reply)]


def says_nothing_new(tracker: Tracker, reply: Reply) -> bool:
    """Whether one of the last answers said all of it, perhaps with more."""
    now = set(_fingerprints(reply))
    return any(now <= set(said) for said in _said(tracker))


def was_listed_before(tracker: Tracker, reply: Reply) -> bool:
    """Whether one of the last answers had the same list."""
    lines = {_hash(bullet.text) for bullet in reply.bullets}
    return any(lines <= set(said) for said in _said(tracker))


def _said(tracker: Tracker) -> list[list[str]]:
    """Fingerprints of the last answers, the latest last; of what answered nothing, none."""
    said: list[list[str]] = tracker.get_slot("said") or []
    return said


def _fingerprints(reply: Reply) -> list[str]:
    """Short hashes of the sentences and lines that are said, so that no answer is kept twice."""
    parts = [*_SENTENCE_END.split(reply.lead), *(bullet.text for bullet in reply.bullets)]
    parts += [] if reply.limit is None else _SENTENCE_END.split(reply.limit)
    return [_hash(part) for part in parts]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def last_listed(tracker: Tracker) -> list[Target | None]:
    """What each bullet of the last answer leads to."""
    return [_unpack(packed) for packed in tracker.get_slot("listed") or []]


def last_offer(tracker: Tracker) -> Target | None:
    """What the first suggestion of the last answer leads to."""
    return _unpack(tracker.get_slot("offer"))


def _pack(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"topic": target.topic, "focus": target.focus.dict(exclude_defaults=True)}


def _unpack(packed: dict[str, Any] | None) -> Target | None:
    if packed is None:
        return None
    return Target(packed["topic"], Focus.parse_obj(packed["focus"]))
