"""What the assistant says, independent of the channel that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from guide.model import Aspect, Focus
from guide.said import Said
from guide.text import Language


@dataclass(frozen=True)
class Target:
    """A topic, and what about it."""

    topic: str
    focus: Focus = field(default_factory=Focus)

    def about(self, aspect: Aspect | None) -> Target:
        """The same with this aspect."""
        return Target(self.topic, self.focus.copy(update={"aspect": aspect}))

    def without_details(self) -> Target:
        """The same without how it was asked, and who asked."""
        how = {"aspect": None, "move": None, "details": (), "others": ()}
        how |= {"member": None, "background": None}
        return Target(self.topic, self.focus.copy(update=how))


@dataclass(frozen=True)
class Bullet:
    """One line of a list.

    Attributes:
        text: Markdown.
        target: what "the second one" leads to when this is the second bullet, if anything.
        shows: ids of the guide's items that the line states.
        short: the line without its explanation, where it has one.
    """

    text: Said
    target: Target | None = None
    shows: tuple[str, ...] = ()
    short: Said | None = None


@dataclass(frozen=True)
class Suggestion:
    """A question the person may ask next; sent word for word when its button is pressed."""

    text: str
    target: Target


@dataclass(frozen=True)
class Chart:
    """A picture of what the reply says.

    Attributes:
        name: one of ``guide.charts.CHARTS``.
        alt: the same in words, for those who can't see it.
        language: of its words.
    """

    name: str
    alt: str
    language: Language


class SourceLine(str):
    """The line that says where an answer comes from, in Markdown.

    Attributes:
        sections: the part of it that names sections of the published guide.
        language: of the line.
    """

    sections: str
    language: Language

    def __new__(cls, line: str, sections: str, language: Language) -> SourceLine:
        """Makes one; ``sections`` stands in ``line`` as it is."""
        source = super().__new__(cls, line)
        source.sections = sections
        source.language = language
        return source


@dataclass(frozen=True)
class Reply:
    """An answer: the lead says it in one or two sentences, bullets, limit and source follow.

    Attributes:
        lead: Markdown sentences.
        bullets: at most five.
        limit: what the answer leaves open.
        source: the source line, or ``None`` where the guide is not the source.
        suggestions: at most three.
        target: what the reply answered, ``None`` if it answered nothing from the guide.
        shows: ids of items stated in the lead rather than in a bullet.
        chart: a picture that goes with it, if there is one.
        repeats: whether it says what was said before, for want of anything else.
        numbered: whether the bullets are steps, one after the other.
    """

    lead: Said
    bullets: tuple[Bullet, ...] = ()
    limit: Said | None = None
    source: SourceLine | None = None
    suggestions: tuple[Suggestion, ...] = ()
    target: Target | None = None
    shows: tuple[str, ...] = field(default=())
    chart: Chart | None = None
    repeats: bool = False
    numbered: bool = False

    @property
    def text(self) -> str:
        """The whole reply in Markdown, without its suggestions."""
        parts: list[str] = [self.lead]
        if self.bullets:
            marks = (f"{number}." if self.numbered else "-" for number in count(1))
            lines = zip(marks, self.bullets, strict=False)
            parts.append("\n".join(f"{mark} {bullet.text}" for mark, bullet in lines))
        if self.limit and self.bullets:
            parts.append(self.limit)
        elif self.limit:
            parts[0] += f" {self.limit}"
        if self.source:
            parts.append(f"_{self.source}_")
        return "\n\n".join(parts)

    @property
    def said(self) -> Said:
        """All that is said, and so all that it rests on."""
        parts = [self.lead, *(bullet.text for bullet in self.bullets)]
        return Said.sentences([*parts, self.limit] if self.limit else parts)

    @property
    def shown_items(self) -> frozenset[str]:
        """Ids of every item of the guide that the reply states."""
        return frozenset(self.shows).union(*(bullet.shows for bullet in self.bullets))
