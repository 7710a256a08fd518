"""Named entity recognition of other jobs: by name, and by the structure of job titles.

A title is a head noun and what stands before it ("machine operator", "sound engineer"). The heads
are those of all titles in ``data/guide``. One that only other jobs have ("operator", "driver")
makes a title of whatever precedes it; one that the guide's own titles share ("engineer",
"scientist") does so unless what precedes it is also said of our own jobs ("senior",
"experienced"), which is learned from the training questions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from components.entity_patterns import vocabulary
from components.fold import fold
from components.spelling import dictionary
from guide import model
from guide.answers.names import named_things
from guide.stop_words import stop_words

# What people are by what they do: "operator", "physicist", "attendant", but not "management".
_AGENT = re.compile(r"\w(?:er|or|[iy]st|ian|(?<!m)ent|ant|ect|rep)$")
# A word this frequent in the training questions belongs to the question, not to a title.
_COMMON = 40
_MOST_MODIFIERS = 3
_OLD = "old"
# Entities that make no other job of a title: "senior", "Toronto", "Python".
_SAID_OF_OURS = ("level", "city", "country", "provider", "skill")


@dataclass(frozen=True)
class Job:
    """Another job that was named: its first word, the word after its last, and its name."""

    start: int
    end: int
    name: str


class JobTitles:
    """Recognises other jobs than the guide's own."""

    def __init__(
        self,
        names: Iterable[str],
        foreign_heads: Iterable[str],
        shared_heads: Iterable[str],
        ordinary: Iterable[str],
    ) -> None:
        """Makes it from what was learnt; `learn` and `from_json` do that.

        Args:
            names: of jobs, folded, in lower case and the singular.
            foreign_heads: nouns that end the titles of other jobs only.
            shared_heads: nouns that the guide's own titles end in, too.
            ordinary: words that can precede a shared head without making it another job.
        """
        self._names = frozenset(names)
        self._foreign_heads = frozenset(foreign_heads)
        self._shared_heads = frozenset(shared_heads)
        self._ordinary = frozenset(ordinary)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(self._names, key=lambda name: -len(name)):
            words = tuple(name.split())
            self._by_first[words[0]].append(words)
            if len(words) == 1:
                self._by_first[f"{name}s"].append(words)
        # What is misspelt may be a word of our own: "machinelearning engineer".
        self._in_names = {word for name in self._names for word in name.split()}

    @classmethod
    def learn(cls, guide: model.Guide, questions: Iterable[str]) -> JobTitles:
        """Takes the titles from the guide, and what is ordinary from questions about our field.

        Args:
            guide: has the titles.
            questions: training questions about our own field.
        """
        names = frozenset(fold(name).lower() for name in guide.other_jobs.all)
        roles = [
            fold(title).lower()
            for role in named_things(guide, "role")
            for title in (role.name.en, *role.aliases.all)
        ]
        known: dict[str, set[str]] = defaultdict(set)
        for entity, _, words in vocabulary(guide):
            known[entity].update(_words(words))
        shared = _heads(roles)
        foreign = _heads(names) - shared - known["degree_level"]
        names |= frozenset(_head_first(names, foreign))
        ordinary = stop_words("en").union(*(known[entity] for entity in _SAID_OF_OURS))
        ordinary |= _ordinary(names, shared, questions)
        return cls(names, foreign, shared, ordinary - foreign - shared)

    def find(self, words: Sequence[str]) -> list[Job]:
        """The jobs in a message, in order.

        Args:
            words: its tokens, folded and in lower case.
        """
        found: list[Job] = []
        for i in range(len(words)):
            named, made = self._named(words, i), self._made(words, i)
            # "speech therapist" is more than "therapist".
            job = made if made and (not named or named.end - named.start == 1) else named
            if job is None:
                continue
            if found and job.start < found[-1].end:
                if job.end <= found[-1].end:
                    continue
                found.pop()
            found.append(job)
        return found

    def _named(self, words: Sequence[str], start: int) -> Job | None:
        for name in self._by_first.get(words[start], ()):
            end = start + len(name)
            *first, last = words[start:end]
            if tuple(first) == name[:-1] and last in (name[-1], f"{name[-1]}s"):
                return Job(start, end, " ".join(name))
        return None

    def _made(self, words: Sequence[str], place: int) -> Job | None:
        head = words[place].removesuffix("s")
        if head in self._shared_heads:
            stops: Collection[str] = self._ordinary
        elif head in self._foreign_heads:
            stops = stop_words("en")
        else:
            return None
        start = place
        while start > 0 and place - start < _MOST_MODIFIERS:
            before = words[start - 1]
            if before in stops or not (before in self._in_names or before in dictionary()):
                break
            start -= 1
        if start == place:
            return None
        if start > 0 and words[start - 1].isdigit() and start < place:
            # "A 47 year old accountant", "10 years truck driver": what is counted is no job's.
            start += 2 if words[start + 1] == _OLD else 1
            if start >= place:
                return None
        while start < place and words[start] in stop_words("fr"):
            start += 1  # "je suis dev"
        return Job(start, place + 1, " ".join([*words[start:place], head]))

    def to_json(self) -> dict[str, Any]:
        """What `from_json` needs."""
        return {
            "names": sorted(self._names),
            "foreign_heads": sorted(self._foreign_heads),
            "shared_heads": sorted(self._shared_heads),
            "ordinary": sorted(self._ordinary),
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> JobTitles:
        """Restores what `to_json` gave."""
        return cls(**content)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", fold(text).lower())


def _heads(titles: Iterable[str]) -> frozenset[str]:
    heads = {title.split()[-1].removesuffix("s") for title in titles if " " in title}
    agents = frozenset(head for head in heads if _AGENT.search(head))
    # "Web dev" and "network admin" have their head cut short, "web design" is what a designer does.
    doing = {agent[:-2] for agent in agents}
    return agents | {head for head in heads - doing if _begins_one_of(agents, head)}


def _begins_one_of(words: Iterable[str], start: str) -> bool:
    return any(word.startswith(start) for word in words)


def _head_first(names: Iterable[str], heads: Collection[str]) -> Iterator[str]:
    """The titles of two words as French has them, the head first: "dev web", "tester qa"."""
    for words in (name.split() for name in names):
        if len(words) == 2 and words[1] in heads:
            yield f"{words[1]} {words[0]}"


def _ordinary(
    names: Iterable[str], heads: frozenset[str], questions: Iterable[str]
) -> frozenset[str]:
    other_jobs = re.compile("|".join(rf"\b{re.escape(name)}" for name in names))
    before: set[str] = set()
    counts: Counter[str] = Counter()
    for question in questions:
        words = _words(other_jobs.sub("|", fold(question).lower()))
        counts.update(words)
        before |= {word for word, noun in pairwise(words) if noun.removesuffix("s") in heads}
    return frozenset(before | {word for word, count in counts.items() if count >= _COMMON})
