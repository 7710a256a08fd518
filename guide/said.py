"""What is said, together with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Said(str):
    """A piece of an answer that knows what it rests on; the source line is made of it.

    Attributes:
        based_on: references to the guide's sentences.
        providers: ids of those who measured the figures in it.
    """

    based_on: tuple[str, ...]
    providers: tuple[str, ...]

    def __new__(
        cls,
        text: str,
        based_on: Iterable[str] = (),
        providers: Iterable[str] = (),
    ) -> Said:
        """Makes one; references and providers are kept once each, in order."""
        said = super().__new__(cls, text)
        said.based_on = tuple(dict.fromkeys(based_on)) if based_on else ()
        said.providers = tuple(dict.fromkeys(providers)) if providers else ()
        return said

    @classmethod
    def of(cls, text: str, parts: Iterable[Any]) -> Said:
        """A text made of parts: it rests on all that they do."""
        said = [part for part in parts if isinstance(part, Said)]
        return cls(
            text,
            [reference for part in said for reference in part.based_on],
            [provider for part in said for provider in part.providers],
        )

    @classmethod
    def sentences(cls, parts: Iterable[Said]) -> Said:
        """Sentences one after the other."""
        parts = tuple(parts)
        return cls.of(" ".join(parts), parts)

    def with_capital(self) -> Said:
        """The same, beginning with a capital letter."""
        return Said.of(self[:1].upper() + self[1:], [self])
