"""Wording in the languages the assistant speaks."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConstrainedStr, Extra, StrictStr, validator
from pydantic.fields import ModelField

from guide.typography import typeset

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "en"


# A link's scheme, in Markdown: [words](https://…) and <https://…>.
_LINKED = re.compile(r"(?:\]\(|<)\s*([a-z][a-z0-9+.-]*):", re.I)
_SCHEMES = ("https", "http", "mailto")

_CURLY = ("“", "”", "„", "‘", "’")


class Frozen(BaseModel):
    """Base of every guide record: immutable, and no key it doesn't know."""

    class Config:
        """Read by pydantic."""

        extra = Extra.forbid
        frozen = True

    def __eq__(self, other: object) -> bool:
        """Compares fields as they are: pydantic 1.10 would make dicts of both, all the way down."""
        return type(other) is type(self) and other.__dict__ == self.__dict__


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
    """One piece of wording, in every language.

    What is the same in all of them, such as the name of a company, is written once, without them.

    Attributes:
        based_on: the sentences of the guide that it says; none where it says what the guide lacks,
            or speaks of the assistant.
    """

    en: Wording
    fr: Wording
    based_on: tuple[Reference, ...] = ()

    @classmethod
    def validate(cls: type[Text], value: Any) -> Text:
        """See pydantic; also takes a string, which is the same in every language."""
        return super().validate(
            dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
        )

    @validator(*LANGUAGES)
    def _one_paragraph(cls, value: str, field: ModelField) -> str:
        if not value.strip():
            raise ValueError("is empty; write something there, or take the field out")
        if value.startswith(_CURLY) and value[1:2] != "{":  # what is filled in may be quoted
            raise ValueError('begins with a curly quotation mark; YAML needs straight ones ("…")')
        for scheme in _LINKED.findall(value):
            if scheme.lower() not in _SCHEMES:
                raise ValueError(
                    f"has a link to “{scheme}:”; links begin with https:, http: or mailto:"
                )
        return typeset(" ".join(value.split()), field.name)

    def in_language(self, language: Language) -> str:
        """Returns the wording in ``language``."""
        wording: str = getattr(self, language)
        return wording


def bilingual(en: str, fr: str) -> Text:
    """A text of the program's own (UI string), with the typography of Canadian French."""
    return Text(en=Wording(en), fr=Wording(fr))


class Words(Frozen):
    """Other ways people write a thing, by language: they teach the bot's entity extractor."""

    en: tuple[StrictStr, ...] = ()
    fr: tuple[StrictStr, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every way of writing it, whatever the language."""
        return self.en + self.fr
