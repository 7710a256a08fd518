"""Wording in the languages the assistant speaks."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Extra, StrictStr, validator

Language = Literal["en", "fr"]
DEFAULT_LANGUAGE: Language = "en"


class Frozen(BaseModel):
    """Base of every guide record: immutable, and no key it doesn't know."""

    class Config:
        """Read by pydantic."""

        extra = Extra.forbid
        frozen = True


class Wording(StrictStr):
    """Text that isn't empty."""

    min_length = 1


class Text(Frozen):
    """One piece of wording; English always, French once it is translated."""

    en: Wording
    fr: Wording | None = None

    @validator("en", "fr")
    def _one_paragraph(cls, value: str | None) -> str | None:
        return None if value is None else " ".join(value.split())

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
