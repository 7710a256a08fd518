"""Puts replies together: wording in the right language, lists, source line, suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from guide import model
from guide.formats import and_list, or_list
from guide.reply import Bullet, Chart, Reply, Suggestion, Target
from guide.text import Language, Text

MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Composer:
    """The guide and the language to answer in."""

    guide: model.Guide
    language: Language

    def say(self, text: Text, **values: str) -> str:
        """Wording with its placeholders filled."""
        return text.in_language(self.language).format(**values)

    def confirm(self, topic: model.Topic, focus: model.Focus, answer: str) -> str:
        """An answer about something the guide names, with "Yes" where that fits the question.

        It doesn't where the question asks which or how, doubts, or asks what the guide leaves open.
        """
        if focus.confirmable and not topic.gaps_in(focus):
            answer = self.say(self.guide.phrases.confirmed, answer=answer)
        return answer[0].upper() + answer[1:]

    def either(self, items: Sequence[model.Named]) -> str:
        """``"a, b or c"``."""
        return or_list([self.say(item.name) for item in items], self.language)

    def both(self, items: Sequence[model.Named]) -> str:
        """``"a, b and c"``."""
        return and_list([self.say(item.name) for item in items], self.language)

    def bullets(
        self,
        items: Iterable[model.Item],
        target: Callable[[model.Item], Target | None] = lambda item: None,
    ) -> tuple[Bullet, ...]:
        """A bullet for each item, together with the items joined to it.

        Args:
            items: what to list.
            target: what a reference to an item's bullet leads to.
        """
        rows: list[list[model.Item]] = []
        for item in items:
            if item.joined and rows:
                rows[-1].append(item)
            else:
                rows.append([item])
        return tuple(
            Bullet(
                text=self._line(row),
                target=target(row[0]),
                shows=tuple(item.id for item in row),
                short=self._names(row),
            )
            for row in rows
        )

    def _names(self, row: Sequence[model.Item]) -> str:
        line = "; ".join(self.say(item.name) for item in row)
        return line[0].upper() + line[1:]

    def _line(self, row: Sequence[model.Item]) -> str:
        about = row[0].about
        return f"**{self._names(row)}**: {self.say(about)}" if about else self._names(row)

    def source(self, sections: Iterable[str | None], providers: Iterable[str] = ()) -> str | None:
        """The source line for these sections and figure providers, each named once."""
        titles = [
            self.say(self.guide.section(section).title)
            for section in dict.fromkeys(sections)
            if section
        ]
        if not titles:
            return None
        phrases = self.guide.phrases
        title = self.say(self.guide.sources.title)
        line = self.say(phrases.source, guide=title, section=and_list(titles, self.language))
        names = [self.guide.provider(provider) for provider in dict.fromkeys(providers)]
        for provider in names:
            figures = phrases.figures_dated if provider.as_of else phrases.figures
            line += "; " + self.say(figures, providers=provider.name, date=provider.as_of or "")
        return line

    def suggestion(self, question_id: str) -> Suggestion:
        """The question with this id as a suggestion (``KeyError`` if there is none)."""
        topic, question = self.guide.question(question_id)
        return Suggestion(text=self.say(question.text), target=Target(topic.topic, question.focus))

    def suggestions(
        self, question_ids: Iterable[str], answered: Target | None = None
    ) -> tuple[Suggestion, ...]:
        """These questions as suggestions, without the one that was just answered."""
        suggested = [self.suggestion(question_id) for question_id in question_ids]
        kept = [suggestion for suggestion in suggested if suggestion.target != answered]
        if answered is not None and len(kept) < 2:
            others = self.guide.topic(answered.topic).all_questions()
            more = [self.suggestion(question.id) for question in others]
            kept += [each for each in more if each.target != answered and each not in kept]
        return tuple(kept[:MOST_SUGGESTIONS])

    def reply(
        self,
        topic: model.Topic,
        focus: model.Focus,
        lead: str,
        bullets: tuple[Bullet, ...] = (),
        *,
        sections: Iterable[str | None] | None = None,
        providers: Iterable[str] = (),
        shows: tuple[str, ...] = (),
        chart: Chart | None = None,
    ) -> Reply:
        """A reply about ``topic``, with its source line and suggestions.

        Args:
            sections: sections the reply draws on; the topic's own if not given.
            providers: who measured the figures in it.
        """
        target = Target(topic.topic, focus)
        drawn_on = (topic.section,) if sections is None else tuple(sections)
        measured_by = tuple(providers)
        return Reply(
            lead=lead,
            bullets=bullets,
            source=self.source(drawn_on, measured_by),
            suggestions=self.suggestions(topic.suggest, target.without_details()),
            target=target,
            shows=shows,
            sections=tuple(section for section in drawn_on if section),
            providers=measured_by,
            chart=chart,
        )
