"""Placeholders: the names in curly brackets that the program fills, declared for each field."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import Field

from guide.text import DEFAULT_LANGUAGE, Frozen, Language, Text

Path = tuple[str | int, ...]

FACTS = (
    "publisher",
    "address",
    "age",
    "page_read",
    "articles",
    "cities",
    "certifications",
    "programs",
    "degree_fields",
    "areas",
    "area_count",
    "skill_counts",
    "average_pay",
    "average_range",
    "lowest_pay",
    "highest_pay",
    "highest_years",
    "widest_band",
    "narrowest_band",
    "kept",
)
"""What any wording may take: facts that stand elsewhere, which the composer fills in."""


def wording(*placeholders: str, required: bool = True) -> Any:
    """Declares what may stand in curly brackets in a field of wording.

    Args:
        placeholders: the names that may stand in it, beside `FACTS`. A field that isn't declared in
            this way takes these only.
        required: whether the wording must be there.
    """
    extra: dict[str, Any] = {"placeholders": placeholders}
    return Field(... if required else None, **extra)


def wrong_placeholders(record: Frozen, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Finds placeholders that their field doesn't declare, or that not every language has.

    Args:
        record: a record of the guide, looked through with all records in it.
        path: where it stands.

    Yields:
        Where the wording stands, its language last, and what is wrong with it.
    """
    for name, field in record.__fields__.items():
        value = getattr(record, name)
        allowed = field.field_info.extra.get("placeholders", ())
        for place, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            where = (*path, name) if place is None else (*path, name, place)
            if isinstance(each, Text):
                yield from _wrong_in(each, where, allowed)
            elif isinstance(each, Frozen):
                yield from wrong_placeholders(each, where)


def _wrong_in(text: Text, path: Path, allowed: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    used: dict[str, set[str]] = {}
    for language in get_args(Language):
        words = getattr(text, language)
        if words is None:
            continue
        try:
            used[language] = set(names_in(words))
        except ValueError as error:
            yield (*path, language), str(error)
            return
        for name in sorted(used[language].difference(allowed, FACTS)):
            yield (*path, language), f"unknown placeholder {{{name}}}; {_takes(allowed)}"
    for language, names in used.items():
        for name in sorted(used[DEFAULT_LANGUAGE].symmetric_difference(names)):
            yield (*path, language), f"placeholder {{{name}}} must be in every language or in none"


def names_in(words: str) -> Iterator[str]:
    """The names in curly brackets.

    Raises:
        ValueError: a bracket is wrong.
    """
    try:
        parts = list(string.Formatter().parse(words))
    except ValueError as error:
        raise ValueError(f"a curly bracket is wrong: {error}") from None
    for _, name, specification, conversion in parts:
        if specification or conversion:
            raise ValueError(f"in {{{name}…}} there must be a name and nothing else")
        if name is not None:
            yield name


def _takes(allowed: tuple[str, ...]) -> str:
    return f"this text takes {', '.join(f'{{{name}}}' for name in (*allowed, *FACTS))}"
