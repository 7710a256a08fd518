"""spaCy component: amounts of pay as entities, in whole dollars a year."""

from __future__ import annotations

import re

from babel import Locale
from spacy.language import Language
from spacy.tokens import Doc, Span

from components.fold import fold

SPANS_KEY = "amounts"

# 75 000, 75,000, 75000; 75k, 75 K$, 72.5k.
_THOUSANDS = re.compile(r"(?<![\d.,$€£])\$?\s?(\d{2,3}(?:[.,]\d)?)\s?k\b", re.IGNORECASE)
_WHOLE = re.compile(r"(?<![\d.,$€£])\$?\s?(\d{2,3}[\s,.]?\d{3})(?![\d.,]*\d)")
_SIX_FIGURES = re.compile(r"\b(?:six|6)[\s-](?:figure|chiffre)s?\b", re.IGNORECASE)


def _other_currencies() -> frozenset[str]:
    """How amounts in another currency end: "€", "EUR", "euro".

    Codes count in capitals only ("all", "top" and "try" are some), metals' not at all.
    """
    codes = {
        code for code in map(str, Locale("en").currencies) if not code.startswith(("X", "CAD"))
    }
    locales = [Locale("en"), Locale("fr")]
    signs = {locale.currency_symbols.get(code, code) for locale in locales for code in codes}
    names = {locale.currencies.get(code, code) for locale in locales for code in codes}
    marks = {sign for sign in signs if not any(char.isalpha() or char == "$" for char in sign)}
    return frozenset({*codes, *marks, *(fold(name) for name in names if name.isalpha())})


_OTHER_CURRENCIES = _other_currencies()
# The sign, code or name right behind an amount.
_CURRENCY = re.compile(r"\s?\$?\s?([^\W\d_]+|[^\w\s]+)")
# What pays less in a year isn't a year's pay.
_LEAST = 10_000


def find_amounts(text: str) -> list[tuple[int, int, int]]:
    """Amounts that ``text`` names, as far as they can be dollars a year.

    Args:
        text: the message, without accents.

    Returns:
        Character start and end, and the whole dollars, in order.
    """
    found = [
        (match.start(), match.end(), round(1000 * float(match[1].replace(",", "."))))
        for match in _THOUSANDS.finditer(text)
    ]
    found += [
        (match.start(), match.end(), int(re.sub(r"\D", "", match[1])))
        for match in _WHOLE.finditer(text)
    ]
    found += [(match.start(), match.end(), 100_000) for match in _SIX_FIGURES.finditer(text)]
    return sorted(
        each for each in found if each[2] >= _LEAST and not _in_other_currency(text, each[1])
    )


def _in_other_currency(text: str, end: int) -> bool:
    follows = _CURRENCY.match(text, end)
    if follows is None:
        return False
    return bool({follows[1], follows[1].removesuffix("s")} & _OTHER_CURRENCIES)


@Language.component("amounts")
def amounts(doc: Doc) -> Doc:
    """Adds a span for each amount; its ``id_`` is the whole dollars."""
    spans: list[Span] = []
    for start, end, dollars in find_amounts(doc.text):
        span = doc.char_span(start, end, "amount", alignment_mode="expand")
        if span is not None:
            spans.append(Span(doc, span.start, span.end, "amount", span_id=f"{dollars}"))
    doc.spans[SPANS_KEY] = spans
    return doc
