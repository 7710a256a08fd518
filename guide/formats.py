"""Numbers, money and lists the way each language writes them (Babel's CLDR data)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from guide.text import Language

LOCALES: Mapping[Language, Locale] = {"en": Locale("en", "CA"), "fr": Locale("fr", "CA")}

# English writes the currency's code, so that nobody takes it for US dollars; French has "$ CA".
_MONEY: Mapping[Language, str] = {"en": "¤¤ #,##0", "fr": "#,##0\u00a0¤\u00a0'CA'"}

_QUOTES: Mapping[Language, str] = {"en": "“{}”", "fr": "«\u00a0{}\u00a0»"}

_COUNTS: Mapping[Language, Sequence[str]] = {
    "en": "no one two three four five six seven eight nine".split(),
    "fr": "aucun un deux trois quatre cinq six sept huit neuf".split(),
}


@lru_cache(maxsize=256)
def money(amount: int, language: Language) -> str:
    """Whole Canadian dollars: ``CAD 100,000`` or ``100 000 $ CA``."""
    return format_currency(
        amount, "CAD", _MONEY[language], locale=LOCALES[language], currency_digits=False
    )


@lru_cache(maxsize=256)
def number(amount: float, language: Language) -> str:
    """A number: ``100,000`` or ``100 000``."""
    return format_decimal(amount, locale=LOCALES[language])


def decimal(value: float, digits: int, language: Language, *, signed: bool = False) -> str:
    """A number with so many decimals: ``0.50`` or ``0,50``; signed, ``+0.50``."""
    pattern = f"0.{'0' * digits}".rstrip(".")
    return format_decimal(value, f"+{pattern};-{pattern}" if signed else pattern, LOCALES[language])


def percent(share: float, language: Language) -> str:
    """A share of 1 in whole per cent: ``50%`` or ``50 %``."""
    return format_percent(share, locale=LOCALES[language])


def count_in_words(count: int, language: Language) -> str:
    """A small number as a word, ``five`` or ``cinq``; from ten on in digits."""
    words = _COUNTS[language]
    return words[count] if count < len(words) else number(count, language)


def quoted(words: str, language: Language) -> str:
    """Somebody's words in quotation marks."""
    return _QUOTES[language].format(words)


def day_in_words(day: date, language: Language) -> str:
    """``November 28, 2026`` or ``28 novembre 2026``."""
    return format_date(day, "long", LOCALES[language])


def moment_in_words(moment: datetime, language: Language) -> str:
    """``November 28, 2026, 3:56 p.m.`` or ``28 novembre 2026, 15 h 56``, in its own time zone."""
    time = format_time(moment, "short", moment.tzinfo, LOCALES[language])
    return f"{day_in_words(moment, language)}, {time}"


def days_in_words(days: int, language: Language) -> str:
    """``30 days`` or ``30 jours``."""
    return format_unit(days, "duration-day", "long", locale=LOCALES[language])


@lru_cache(maxsize=256)
def years_in_words(years: float, language: Language) -> str:
    """``5 years`` or ``5 ans``."""
    return format_unit(years, "duration-year", locale=LOCALES[language])


def and_list(names: Sequence[str], language: Language) -> str:
    """``"a, b and c"``; with a comma where a name has an "and" of its own."""
    if len(names) == 1:
        return names[0]
    pattern = _list_pattern(len(names), "standard", language)
    link = _list_pattern(2, "standard", language).format("", "")
    if not any(link in name for name in names):
        return pattern.format(*names)
    first = pattern.format(*names[:-1], "")
    return f"{first.removesuffix(link)},{link}{names[-1]}"


def or_list(names: Sequence[str], language: Language) -> str:
    """``"a, b or c"``."""
    if len(names) == 1:
        return names[0]
    return _list_pattern(len(names), "or", language).format(*names)


@lru_cache(maxsize=256)
def _list_pattern(count: int, style: Literal["standard", "or"], language: Language) -> str:
    """``"{0}, {1} and {2}"`` (a cache of names would keep what people wrote)."""
    places = [f"{{{place}}}" for place in range(count)]
    return format_list(places, style=style, locale=LOCALES[language])
