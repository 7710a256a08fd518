"""What is wrong with an answer: by what its case says, and by what holds for every answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.answers.player import Answer
from tests.answers.cases import Turn, When
from tests.answers.guide_words import ASKING_BACK, LISTS, NEAR_MISSES, REFUSALS, pattern
from tests.answers.plain import plain, sentences

_HEADING = re.compile(r"^\*\*[^*\n]+\*\*$", re.MULTILINE)
_SOURCE = re.compile(r"^_.*_$", re.MULTILINE)
_YES_OR_NO = re.compile(r"(?:yes|yeah|yep|no|nope|sure|certainly|of course|absolutely)\b", re.I)
_THATS_ALL = re.compile(r"that's all|that is all")
_DENIES = re.compile(
    r"\b(?:guide|it) (?:itself |also |only |just )?"
    r"(?:doesn't|does not|never|neither|\w+s (?:no|nothing|none|neither|little)\b)"
    r"|^there (?:is|are) no\b|(?:isn't|aren't) (?:mentioned|named|said|told)\b"
)


def faults(turn: Turn, answer: Answer) -> Iterator[str]:
    """Says what is wrong with the answer to a message, a sentence each."""
    said = _SOURCE.sub("", answer.text)
    parts = [part for part in map(str.strip, _HEADING.split(said)) if part]
    if not parts:
        yield "it says nothing"
        return
    yield from _faults_of_any(turn, parts)
    said_by_sentence = [sentence for part in parts for sentence in sentences(part)]
    text, first = "\n".join(said_by_sentence), said_by_sentence[0]
    for alternatives in turn.says:
        if not any(pattern(expected).search(text) for expected in alternatives):
            yield f"it doesn't say {_either(alternatives)}"
    for unwanted in turn.never:
        if pattern(unwanted).search(text):
            yield f"it says {unwanted!r}"
    if turn.opens and not any(pattern(opening).search(first) for opening in turn.opens):
        yield f"its first sentence doesn't say {_either(turn.opens)}"
    for name in turn.lists:
        if missing := [item for item in LISTS[name] if plain(item) not in text]:
            yield f"of {name}, {', '.join(missing)} is missing"
    for name in turn.omits:
        if named := [item for item in LISTS[name] if plain(item) in text]:
            yield f"it names {', '.join(named)}, of {name}"
    headings = _HEADING.findall(said)
    if turn.parts is not None and len(headings) != turn.parts:
        yield f"it has {len(headings)} headings instead of {turn.parts}"
    if len(set(headings)) < len(headings):
        yield f"it has a heading twice: {', '.join(headings)}"


def _faults_of_any(turn: Turn, parts: list[str]) -> Iterator[str]:
    """What no answer may do unless its case says so.

    Args:
        parts: what is said under each heading, in Markdown.
    """
    for part in parts:
        text = plain(part)
        if _YES_OR_NO.match(text) and not turn.yes:
            yield "it opens with Yes or No"
        if _THATS_ALL.search(text):
            yield "it says that this is all"
        denials = [sentence for sentence in sentences(part) if _DENIES.search(sentence)]
        if len(denials) > turn.denials:
            yield f"it says too often that the guide is silent: {denials}"
    yield from _unless(turn.asks_back, _begins(parts[0], ASKING_BACK), "ask back")
    refusals = REFUSALS if turn.refuses == "never" else NEAR_MISSES
    yield from _unless(turn.refuses, _begins(parts[0], refusals), "refuse")


def _begins(part: str, beginnings: tuple[str, ...]) -> bool:
    return plain(part).startswith(tuple(map(plain, beginnings)))


def _unless(when: When, done: bool, what: str) -> Iterator[str]:
    if done and when == "never":
        yield f"it shouldn't {what}"
    if not done and when == "always":
        yield f"it doesn't {what}"


def _either(texts: tuple[str, ...]) -> str:
    return " or ".join(map(repr, texts))
