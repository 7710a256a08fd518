"""Which language a wish is for: "in English please", but also "je comprends mal l'anglais".

A language is named as the one that is wanted, or as the one that isn't; the words around it tell
which, as they tell the role of whatever is named (`components.mention_roles`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from components.arrays import read_arrays
from components.fold import fold
from components.mention_roles import Mention, RoleModel
from components.reading import ASKED, LANGUAGE
from components.words import Words

_LIKELY = 0.5
_FILE, _ROLES_FILE = "language_wishes.json", "language_wishes.npz"


@dataclass(frozen=True)
class Wish:
    """One that teaches.

    Attributes:
        text: what somebody wrote.
        role: that of the languages in it.
        role_at: that of the language at a place of the text, where it has another one.
    """

    text: str
    role: str = ASKED
    role_at: Mapping[int, str] = field(default_factory=dict)


class LanguageWishes:
    """Knows the languages by their names, and which of them a wish is for."""

    def __init__(self, names: Mapping[str, str], roles: RoleModel | None) -> None:
        """Makes it.

        Args:
            names: what people call each language, and its code.
            roles: what was learnt of the words around a name; without it, each one is wanted.
        """
        self._names = {fold(name).lower(): code for name, code in names.items()}
        self._roles = roles

    @classmethod
    def fit(cls, names: Mapping[str, str], wishes: Iterable[Wish]) -> LanguageWishes:
        """Learns from wishes; ``names`` are what people call each language, and its code."""
        untaught = cls(names, None)
        taught = [
            (mention, wish.role_at.get(place, wish.role))
            for wish in wishes
            for place, _, mention in untaught.named(wish.text)
        ]
        roles = [role for _, role in taught]
        enough = len(set(roles)) > 1
        return cls(names, RoleModel.fit([each for each, _ in taught], roles) if enough else None)

    def named(self, text: str) -> Iterator[tuple[int, str, Mention]]:
        """The languages that a text names: where, which, and among which words."""
        found = Words.of(text)
        for place, word in enumerate(found.words):
            if code := self._names.get(word):
                yield found.starts[place], code, Mention(found.words, place, place + 1, LANGUAGE)

    def wanted(self, text: str) -> str | None:
        """The language that a wish is for: of several, the likeliest; else the one not refused.

        ``None`` if it names no language, or refuses all.
        """
        likely: dict[str, float] = {}
        for _, code, mention in self.named(text):
            likely[code] = max(self._asked(mention), likely.get(code, 0.0))
        if not likely:
            return None
        best = max(likely, key=likely.__getitem__)
        if likely[best] > _LIKELY or len(likely) > 1:
            return best
        left = {*self._names.values()} - {*likely}
        return next(iter(left)) if len(left) == 1 else None

    def _asked(self, mention: Mention) -> float:
        return 1.0 if self._roles is None else self._roles.likelihoods(mention)[ASKED]

    def save(self, folder: Path) -> None:
        """Writes it into a folder: names as JSON, what was learnt as arrays."""
        (folder / _FILE).write_text(json.dumps(self._names), encoding="utf-8")
        np.savez(folder / _ROLES_FILE, **(self._roles.to_arrays() if self._roles else {}))

    @classmethod
    def load(cls, folder: Path) -> LanguageWishes:
        """Reads what `save` wrote (``OSError`` if it isn't there)."""
        names = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        learnt = read_arrays(folder / _ROLES_FILE)
        return cls(names, RoleModel.from_arrays(learnt) if learnt else None)
