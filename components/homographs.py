"""spaCy component: drops names that are written as another word, with accents that they lack.

"Résume ta réponse" asks for no "resume"; "recherché" is no "recherche". A matcher that looks at
accents itself does so at every token, for each of these words.
"""

# Without deferred annotations: spaCy reads those of a factory.
from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

FACTORY = "homographs"


class Homographs:
    """Takes spans of one token out of a group where it is written as another word."""

    def __init__(self, spans_key: str, others: Mapping[str, Sequence[str]]) -> None:
        """Makes a component.

        Args:
            spans_key: of the group of spans.
            others: for words without accents, the other words that differ by accents alone.
        """
        self._spans_key = spans_key
        self._others = others

    def __call__(self, doc: Doc) -> Doc:
        """Looks at the tokens' ``norm_``, where the accents are kept."""
        spans = doc.spans[self._spans_key]
        kept = [span for span in spans if not self._is_another_word(span)]
        if len(kept) < len(spans):
            doc.spans[self._spans_key] = kept
        return doc

    def _is_another_word(self, span: Span) -> bool:
        if len(span) != 1:
            return False
        token = span[0]
        return token.norm_ in self._others.get(token.lower_, ())


@Language.factory(FACTORY)
def make_homographs(
    nlp: Language, name: str, spans_key: str, others: dict[str, list[str]]
) -> Homographs:
    """The component; its configuration is kept with the pipeline."""
    return Homographs(spans_key, others)
