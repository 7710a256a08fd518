"""spaCy component: fuzzy matching where it can match, in words that misspell one of the vocabulary.

A matcher compares every token with every fuzzy pattern, in Python. Here each misspelt word of a
message is looked up first, and only the patterns with the word it may stand for are matched, around
it.
"""

# Without deferred annotations: spaCy reads those of a factory.
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from components.entity_patterns import is_misspelling, may_be_misspelling

SPANS_KEY = "misspelt"
FACTORY = "misspellings"
_FILE = "patterns.json"


class Window(NamedTuple):
    """A place where a pattern can match with a misspelt word in it.

    Attributes:
        start: its first token.
        end: the token after its last.
        words: what its misspelt words may stand for.
    """

    start: int
    end: int
    words: frozenset[str]


class Misspellings:
    """Adds a span for each pattern that matches with a misspelt word in it."""

    def __init__(self, vocab: Vocab, patterns: Sequence[Mapping[str, Any]] = ()) -> None:
        """Makes a component.

        Args:
            vocab: of the pipeline.
            patterns: as a ``span_ruler`` has them: label, id and pattern; a token's
                ``{"LOWER": {"FUZZY": word}}`` may be misspelt.
        """
        self._vocab = vocab
        self.set_patterns(patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Adds the spans, as ``doc.spans[SPANS_KEY]``."""
        spans: list[Span] = []
        for window in self.windows(doc):
            part = doc[window.start : window.end].as_doc()
            found = {match for word in window.words for match in self._matcher(word)(part)}
            for key, start, end in found:
                entry = self._patterns[int(self._vocab.strings[key])]
                place = (window.start + start, window.start + end)
                spans.append(Span(doc, *place, entry["label"], span_id=entry["id"]))
        doc.spans[SPANS_KEY] = sorted(spans)
        return doc

    def set_patterns(self, patterns: Sequence[Mapping[str, Any]]) -> None:
        """Takes these patterns instead of those it has."""
        self._patterns = patterns
        self._longest = max((len(entry["pattern"]) for entry in patterns), default=1)
        self._with_word: dict[str, list[int]] = {}
        self._by_initial: dict[str, list[str]] = {}
        for number, entry in enumerate(patterns):
            for token in entry["pattern"]:
                if isinstance(lower := token.get("LOWER"), dict):
                    self._with_word.setdefault(lower["FUZZY"], []).append(number)
        for word in self._with_word:
            self._by_initial.setdefault(word[0], []).append(word)
        # One for each word that somebody misspells, so there are never more than words.
        self._matcher = lru_cache(maxsize=None)(self._make_matcher)

    def windows(self, doc: Doc) -> list[Window]:
        """The windows of a message, in order; none overlap."""
        meant = {word: self._meant(word) for word in {token.lower_ for token in doc}}
        reach = self._longest - 1
        found: list[Window] = []
        for token in doc:
            if words := meant[token.lower_]:
                start, end = max(token.i - reach, 0), min(token.i + reach + 1, len(doc))
                if found and start <= found[-1].end:
                    before = found.pop()
                    start, words = before.start, words | before.words
                found.append(Window(start, end, words))
        return found

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Writes the patterns into a folder."""
        path.mkdir(exist_ok=True)
        (path / _FILE).write_text(json.dumps(self._patterns), encoding="utf-8")

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "Misspellings":
        """Reads what `to_disk` wrote."""
        self.set_patterns(json.loads((path / _FILE).read_text(encoding="utf-8")))
        return self

    def _make_matcher(self, word: str) -> Matcher:
        """A matcher of the patterns with this word; its keys are their numbers."""
        matcher = Matcher(self._vocab, fuzzy_compare=is_misspelling)
        for number in self._with_word[word]:
            matcher.add(str(number), [self._patterns[number]["pattern"]])
        return matcher

    def _meant(self, written: str) -> frozenset[str]:
        """What a word may stand for; nothing if it isn't misspelt."""
        if not may_be_misspelling(written):
            return frozenset()
        words = self._by_initial.get(written[0], ())
        return frozenset(w for w in words if written != w and is_misspelling(written, w))


@Language.factory(FACTORY)
def make_misspellings(nlp: Language, name: str) -> Misspellings:
    """The component, still without patterns."""
    return Misspellings(nlp.vocab)
