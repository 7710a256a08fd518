"""Wording in the languages the assistant speaks."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConstrainedStr, Extra, StrictStr, validator

Language = Literal["en", "fr"]
DEFAULT_LANGUAGE: Language = "en"


_CURLY = ("“", "”", "„", "‘", "’")


class Frozen(BaseModel):
    """Base of every guide record: immutable, and no key it doesn't know."""

    class Config:
        """Read by pydantic."""

        extra = Extra.forbid
        frozen = True


class Wording(StrictStr):
    """Text that isn't empty."""

    min_length = 1


class Reference(ConstrainedStr):
    """A sentence of the published guide, by its section and number: ``education.2``.

    Headings are number 0; list entries and the cells of tables, row by row, count as sentences.
    """

    strict = True
    regex = re.compile(r"[a-z_]+\.\d+$")


class Text(Frozen):
    """One piece of wording; English always, French once it is translated.

    Attributes:
        based_on: the sentences of the guide that it says; none where it says what the guide lacks,
            or speaks of the assistant.
    """

    en: Wording
    fr: Wording | None = None
    based_on: tuple[Reference, ...] = ()

    @validator("en", "fr")
    def _one_paragraph(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if value.startswith(_CURLY):
            raise ValueError('begins with a curly quotation mark; YAML needs straight ones ("…")')
        return " ".join(value.split())

    def in_language(self, language: Language) -> str:
        """Returns the wording in ``language``, in English where it isn't translated."""
        return (self.fr if language == "fr" else None) or self.en


class Words(Frozen):
    """Other ways people write a thing, by language: they teach the bot's entity extractor."""

    en: tuple[StrictStr, ...] = ()
    fr: tuple[StrictStr, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every way of writing it, whatever the language."""
        return self.en + self.fr
