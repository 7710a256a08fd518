"""Entity role classification: whether a job, title, field, country or years are the asker's own.

"I'm a nurse, what do you earn?" tells of a nurse and asks about us; "what do nurses earn" asks
about nurses; "what else besides Python" leaves Python out. A logistic regression reads the words
around a mention; the roles are those of `components.reading`. It is taught by the training
questions, see `labelled_role`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from components.arrays import NamedArrays
from components.fold import fold
from components.hashed_names import HashedNames, hashes_of
from components.reading import (
    ASKED,
    BACKGROUND,
    BESIDE,
    EXCLUDED,
    JOB,
    LACKING,
    LANGUAGE,
    LISTED,
)
from components.softmax import softmax

# How far from the mention words count, and how far they count by their place.
_REACH = 8
_NEAR = 3
_SENTENCE_ENDS = frozenset(".!?;\n")
_FLEXIBILITY = 4.0
# What people lack or leave out is named as often as what they have, and seldom in our questions.
_RARE = 4.0
# Of the training questions about our field, one in four that name another job would be refused if
# the likeliest role counted, one in twelve with this.
_SURE = 0.9
_OURS = "<ours>"
COUNTRY = "country"
"""The entity of a country: asked about, or the one that the asker comes from."""
FIELD = "degree_field"
"""The entity of a field of study: asked about, somebody else's, or lacking."""
YEARS = "experience_years"
"""The entity of years of experience: asked about, or spent in the asker's own job."""
LEVEL = "level"
"""The entity of a level of the career: asked about, or denied."""

ROLES_OF = {
    JOB: (ASKED, BACKGROUND, BESIDE),
    "role": (ASKED, BACKGROUND),
    FIELD: (ASKED, BESIDE, LACKING),
    COUNTRY: (ASKED, BACKGROUND),
    YEARS: (ASKED, BACKGROUND),
    LANGUAGE: (ASKED, EXCLUDED),
    LEVEL: (ASKED, EXCLUDED),
    **dict.fromkeys(sorted(LISTED), (ASKED, EXCLUDED)),
    **dict.fromkeys(sorted(LISTED - {"city"}), (ASKED, EXCLUDED, LACKING)),
}
"""The entities that have a role, and the roles that each may have."""

# What the features of an entity begin with: those whose role the same words tell share it.
_GROUPS = {
    JOB: JOB,
    "role": JOB,
    FIELD: "field",
    COUNTRY: COUNTRY,
    YEARS: "years",
    LANGUAGE: LANGUAGE,
    LEVEL: LEVEL,
}
_LISTED = "listed"

MENTIONS = "mentions"
"""The key in a block's metadata that says which role the jobs and titles of its examples have."""


class OurField:
    """The names of our own field, and where a message has them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Makes it.

        Args:
            names: as people write them ("machine learning").
        """
        self.names = sorted({fold(name).lower() for name in names})
        self._phrases: dict[str, list[list[str]]] = {}
        for name in self.names:
            first, *rest = name.replace("-", " ").split()
            self._phrases.setdefault(first, []).append(rest)

    def marked(self, words: Sequence[str]) -> list[str]:
        """The words, those that name our field replaced by a mark.

        Args:
            words: a message's tokens, folded and in lower case.
        """
        marked = list(words)
        for start, word in enumerate(words):
            for rest in self._phrases.get(word, ()):
                end = start + 1 + len(rest)
                if list(words[start + 1 : end]) == rest:
                    marked[start:end] = [_OURS] * (end - start)
        return marked

    def is_named(self, words: Sequence[str]) -> bool:
        """Whether a message speaks of our field."""
        return _OURS in self.marked(words)


@dataclass(frozen=True)
class Mention:
    """Something named in a message.

    Attributes:
        words: the message's tokens, folded and in lower case, our field's names marked.
        start: the first token of the mention.
        end: the token after its last.
        entity: what it was recognised as.
    """

    words: Sequence[str]
    start: int
    end: int
    entity: str


def features(mention: Mention) -> set[str]:
    """What tells the role of a mention: the words around it, and where it stands.

    Fields of study, countries, years, and what may be left out have features of their own: other
    words tell that somebody lacks one, comes from there, has spent them elsewhere, or knows it.
    """
    group = _GROUPS.get(mention.entity, _LISTED)
    return {f"{group} {feature}" for feature in (mention.entity, *_surroundings(mention))}


def _surroundings(mention: Mention) -> Iterator[str]:
    words, start, end = mention.words, mention.start, mention.end
    before, after = words[max(0, start - _REACH) : start], words[end : end + _REACH]
    for side, near in (("left", [*reversed(before)]), ("right", [*after])):
        near += ["|"] * (_NEAR - len(near))
        for place in range(_NEAR):
            yield f"{side} {place} {near[place]}"
        yield f"{side} 01 {near[0]} {near[1]}"
        yield f"{side} 012 {near[0]} {near[1]} {near[2]}"
        for word in near:
            if word in _SENTENCE_ENDS:
                break
            yield f"{side} {word}"
    for side, words_there in (("left", words[:start]), ("right", words[end:])):
        if _OURS in words_there:
            yield f"{side} ours"
    # "python, sql and aws. what's left": what is asked stands far off.
    if mention.entity in LISTED or mention.entity == LANGUAGE:
        for word in {*words[:start], *words[end:]}:
            yield f"message {word}"
    yield f"between {words[start - 1] if start else '|'} {words[end] if end < len(words) else '|'}"


def labelled_role(entity: str, annotated: str | None, of_block: str | None) -> str:
    """The role of a mention in a training question.

    Args:
        entity: what it was recognised as.
        annotated: the role that the mention itself has in ``data/nlu``.
        of_block: what the metadata of its block says (`MENTIONS`).
    """
    if annotated in ROLES_OF[entity]:
        return annotated
    if of_block in ROLES_OF[entity]:
        return of_block
    return BESIDE if entity == JOB else ASKED


class RoleModel:
    """Says which role mentions have, and how likely."""

    def __init__(
        self,
        roles: Sequence[str],
        names: HashedNames,
        weights: npt.NDArray[np.float32],
        intercepts: npt.NDArray[np.float32],
    ) -> None:
        """Puts together what was learnt.

        Args:
            roles: their names.
            names: the features.
            weights: of each feature, one for each role.
            intercepts: of each role.
        """
        self._roles = tuple(roles)
        self._names = names
        self._weights = weights
        self._intercepts = intercepts

    @classmethod
    def fit(cls, mentions: Iterable[Mention], roles: Sequence[str]) -> RoleModel:
        """Learns from mentions and their roles.

        Raises:
            ValueError: there are fewer than two roles.
        """
        vectorizer = DictVectorizer()
        rows = [dict.fromkeys(features(mention), 1.0) for mention in mentions]
        regression = LogisticRegression(C=_FLEXIBILITY, max_iter=1000, multi_class="multinomial")
        counts_for = [_RARE if role in (LACKING, EXCLUDED) else 1.0 for role in roles]
        regression.fit(vectorizer.fit_transform(rows), roles, sample_weight=counts_for)
        coefficients = regression.coef_
        intercepts = regression.intercept_
        if len(coefficients) == 1:  # scikit-learn keeps one row for two classes
            coefficients = np.vstack([-coefficients[0], coefficients[0]])
            intercepts = np.array([-intercepts[0], intercepts[0]])
        hashes = hashes_of(vectorizer.feature_names_)
        order = hashes.argsort()
        return cls(
            regression.classes_.tolist(),
            HashedNames(hashes[order]),
            coefficients.T[order].astype(np.float32),
            intercepts.astype(np.float32),
        )

    def role_of(self, mention: Mention) -> str:
        """The role of a mention: the likeliest of those that such an entity may have.

        Another job is taken to be asked about only where that is nearly sure (`_SURE`).
        """
        likely = self.likelihoods(mention)
        best = max(likely, key=likely.__getitem__)
        if mention.entity == JOB and best == ASKED and likely[best] < _SURE:
            best = max((role for role in likely if role != best), key=likely.__getitem__)
        if mention.entity in LISTED and best == LACKING and likely[best] < _SURE:
            # "I have a degree in statistics" names what one has; but what may well be lacking is
            # surely not left out as had.
            best = ASKED
        return best

    def likelihoods(self, mention: Mention) -> dict[str, float]:
        """How likely each role is that such an entity may have."""
        known = self._names.places(hashes_of(features(mention)))
        scores = self._intercepts + self._weights[known].sum(axis=0)
        possible = [i for i, role in enumerate(self._roles) if role in ROLES_OF[mention.entity]]
        likely = softmax(scores[possible])
        return {self._roles[i]: float(each) for i, each in zip(possible, likely, strict=True)}

    def to_arrays(self) -> NamedArrays:
        """What `from_arrays` needs."""
        return {
            "roles": np.array(self._roles),
            "names": self._names.hashes,
            "weights": self._weights,
            "intercepts": self._intercepts,
        }

    @classmethod
    def from_arrays(cls, arrays: NamedArrays) -> RoleModel:
        """Restores what `to_arrays` gave."""
        return cls(
            arrays["roles"].tolist(),
            HashedNames(arrays["names"]),
            arrays["weights"],
            arrays["intercepts"],
        )
