"""Numbers, money and lists the way each language writes them (Babel's CLDR data)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from guide.text import Language

LOCALES: Mapping[Language, Locale] = {"en": Locale("en", "CA"), "fr": Locale("fr", "CA")}

# English writes the currency's code, so that nobody takes it for US dollars; French has "$ CA".
_MONEY: Mapping[Language, str] = {"en": "¤¤ #,##0", "fr": "#,##0 ¤ 'CA'"}


def money(amount: int, language: Language) -> str:
    """Whole Canadian dollars: ``CAD 100,000`` or ``100 000 $ CA``."""
    return format_currency(
        amount, "CAD", _MONEY[language], locale=LOCALES[language], currency_digits=False
    )


def number(amount: int, language: Language) -> str:
    """A whole number: ``100,000`` or ``100 000``."""
    return format_decimal(amount, locale=LOCALES[language])


def and_list(names: Sequence[str], language: Language) -> str:
    """``"a, b and c"``."""
    return format_list(names, style="standard", locale=LOCALES[language])


def or_list(names: Sequence[str], language: Language) -> str:
    """``"a, b or c"``."""
    return format_list(names, style="or", locale=LOCALES[language])
