"""Puts replies together: wording in the right language, lists, source line, suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from guide import model
from guide.experience import Experience
from guide.formats import and_list, count_in_words, day_in_words, days_in_words, money, or_list
from guide.placeholders import names_in
from guide.reply import Bullet, Chart, Reply, SourceLine, Suggestion, Target
from guide.said import Said
from guide.text import Language, Text

MOST_SUGGESTIONS = 3
# So many steps in a row are shorter as a span.
_SPAN = 3


@cache
def _names_in(template: str) -> tuple[str, ...]:
    return tuple(names_in(template))


@dataclass(frozen=True, eq=False)  # compared as an object: a guide is large
class Composer:
    """The guide and the language to answer in.

    Attributes:
        guide: what there is to say.
        language: to say it in.
        retention_days: how long conversations are kept; ``None`` for ever.
    """

    guide: model.Guide
    language: Language
    retention_days: int | None = None

    def say(self, text: Text, **values: str) -> Said:
        """Wording with its placeholders filled; it rests on what they rest on as well."""
        template = text.in_language(self.language)
        if values:
            return self._filled(template, text.based_on, values)
        said = self._alone.get((template, text.based_on))
        if said is None:
            said = self._filled(template, text.based_on, {})
            self._alone[template, text.based_on] = said
        return said

    @cached_property
    def _alone(self) -> dict[tuple[str, tuple[str, ...]], Said]:
        """Wording that nothing but facts fill, once it has been said: most is said often."""
        return {}

    def _filled(self, template: str, based_on: tuple[str, ...], values: Mapping[str, str]) -> Said:
        names = _names_in(template)
        filled = {name: values[name] if name in values else self._facts[name]() for name in names}
        own = Said("", based_on)
        return Said.of(template.format_map(filled), [own, *(filled[name] for name in names)])

    def name(self, named: model.Named) -> Said:
        """The name of something; of an item, resting on what the guide says of it."""
        said = self.say(named.name)
        if not isinstance(named, model.Item) or set(said.based_on).issuperset(named.based_on):
            return said
        return Said(said, (*said.based_on, *named.based_on), said.providers)

    def either(self, items: Sequence[model.Named]) -> Said:
        """``"a, b or c"``."""
        names = [self.name(item) for item in items]
        return Said.of(or_list(names, self.language), names)

    def both(self, items: Sequence[model.Named]) -> Said:
        """``"a, b and c"``."""
        names = [self.name(item) for item in items]
        return Said.of(and_list(names, self.language), names)

    def years(self, first: float, last: float) -> str:
        """``"4 to 6 years"``."""
        span = self.guide.phrases.span.in_language(self.language)
        return Experience(first, last).in_words(self.language, span)

    def money(self, amount: int, figure: model.Pay | model.Average) -> Said:
        """``"CAD 100,000"``, resting on what ``figure`` does."""
        return Said(money(amount, self.language), figure.based_on, (figure.provider,))

    def of_group(self, group: model.SkillGroup) -> Said:
        """``"the soft skills"``."""
        name = self.say(group.name)
        small = Said.of(name[:1].lower() + name[1:], [name])
        return self.say(self.guide.phrases.of_group, group=small)

    def titled(self, title: Text, said: Said) -> Said:
        """``"**Soft skills**: communication and collaboration"``."""
        return self.labelled(self.say(title), said)

    def labelled(self, label: Said, said: Said) -> Said:
        """A label in bold type, and what it is for."""
        return self.say(self.guide.phrases.labelled, label=label, labelled=said)

    @cached_property
    def _facts(self) -> Mapping[str, Callable[[], str]]:
        """What fills the placeholders that any sentence may have (`guide.placeholders.FACTS`)."""
        sources = self.guide.sources
        return {
            "publisher": lambda: sources.publisher,
            "address": lambda: sources.address or "",
            "age": self._age,
            "page_read": self._page_read,
            "articles": self._articles,
            "cities": lambda: self._names_in("cities"),
            "certifications": lambda: self._names_in("certifications"),
            "programs": lambda: self._names_in("programs"),
            "degree_fields": lambda: self._names_in("degree_requirements"),
            "areas": self._areas,
            "area_count": lambda: count_in_words(len(self._skills().areas), self.language),
            "skill_counts": self._skill_counts,
            "average_pay": self._average_pay,
            "average_range": self._average_range,
            "lowest_pay": self._lowest_pay,
            "highest_pay": self._highest_pay,
            "highest_years": self._highest_years,
            "widest_band": lambda: self._band(max),
            "narrowest_band": lambda: self._band(min),
            "kept": self._kept,
        }

    def _names_in(self, topic_id: str) -> str:
        # Names alone: what is said of them is up to the sentence.
        return str(self.both(tuple(self.guide.topic(topic_id).all_items())))

    def _age(self) -> Said:
        phrases, day = self.guide.phrases, self.guide.sources.published_on
        if day is None:
            return self.say(phrases.not_dated)
        return self.say(phrases.published, date=day_in_words(day, self.language))

    def _page_read(self) -> Said:
        phrases, day = self.guide.phrases, self.guide.sources.read_on
        if day is None:
            return self.say(phrases.not_read)
        return self.say(phrases.read_there, date=day_in_words(day, self.language))

    def _kept(self) -> Said:
        phrases, days = self.guide.phrases, self.retention_days
        if days is None:
            return self.say(phrases.kept)
        return self.say(phrases.kept_for, days=days_in_words(days, self.language))

    def _articles(self) -> Said:
        articles = self.guide.sources.further_reading
        titles = [self.article(article.id)["article"] for article in articles]
        return Said.of(and_list(titles, self.language), titles)

    def _areas(self) -> Said:
        return self.both(self._skills().areas)

    def _skill_counts(self) -> Said:
        names = [(len(group.skills), self.say(group.name)) for group in self._skills().groups]
        counts = [f"{count} {name[0].lower()}{name[1:]}" for count, name in names]
        return Said.of(and_list(counts, self.language), [name for _, name in names])

    def _skills(self) -> model.SkillsTopic:
        skills = self.guide.topic("skills")
        assert isinstance(skills, model.SkillsTopic)
        return skills

    def _average_pay(self) -> Said:
        average = self._salary().average
        return self.money(average.amount, average)

    def _average_range(self) -> Said:
        salary = self._salary()
        low, high = (self.money(end, salary.range) for end in (salary.range.low, salary.range.high))
        return self.say(salary.wording.pay, low=low, high=high)

    def _lowest_pay(self) -> Said:
        pay = min((band.pay for band in self._salary().bands), key=lambda pay: pay.low)
        return self.money(pay.low, pay)

    def _highest_pay(self) -> Said:
        pay = max((band.pay for band in self._salary().bands), key=lambda pay: pay.high)
        return self.money(pay.high, pay)

    def _highest_years(self) -> str:
        band = max(self._salary().bands, key=lambda band: band.pay.high)
        return self.years(band.first_year, band.last_year)

    def _band(self, widest: Callable[..., model.Band]) -> Said:
        """The years and pay of the band whose range is the widest, or the narrowest."""
        salary = self._salary()
        band = widest(salary.bands, key=lambda band: band.pay.high - band.pay.low)
        low, high = (self.money(end, band.pay) for end in (band.pay.low, band.pay.high))
        text = salary.wording.pay_on_average if band.on_average else salary.wording.pay
        pay, years = self.say(text, low=low, high=high), self.years(band.first_year, band.last_year)
        return Said.of(f"{years}, {pay}", [pay])

    def _salary(self) -> model.SalaryTopic:
        salary = self.guide.topic("salary")
        assert isinstance(salary, model.SalaryTopic)
        return salary

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

    def _names(self, row: Sequence[model.Item]) -> Said:
        names = [self.name(item) for item in row]
        return Said.of("; ".join(names), names).with_capital()

    def _line(self, row: Sequence[model.Item]) -> Said:
        names, about = self._names(row), row[0].about
        if about is None:
            return names
        said = self.say(about)
        return self.labelled(names, said)

    def sourced(self, reply: Reply) -> Reply:
        """The reply with its source line: the sections and figure providers of all that it says."""
        said = reply.said
        sections = dict.fromkeys(reference.partition(".")[0] for reference in said.based_on)
        if not sections:
            return replace(reply, source=None)
        sources, phrases = self.guide.sources, self.guide.phrases
        titles = self._titles([self.guide.section(section) for section in sections])
        title: str = self.say(sources.title)
        if sources.address:
            title = f"[{title}]({sources.address})"
        named = and_list(titles, self.language)
        line: str = self.say(phrases.source, guide=title, section=named)
        for provider in (self.guide.provider(each) for each in said.providers):
            figures = phrases.figures_dated if provider.as_of else phrases.figures
            line += "; " + self.say(figures, providers=provider.name, date=provider.as_of or "")
        return replace(reply, source=SourceLine(line, named, self.language))

    def _titles(self, sections: Sequence[model.Section]) -> list[str]:
        """What sections are called; three or more steps in a row are told as a span."""
        steps = sorted(section.step for section in sections if section.step is not None)
        titles = {self.say(section.title): section.step for section in sections}
        if len(steps) < _SPAN or steps[-1] - steps[0] >= len(steps):
            return list(titles)
        span = self.say(self.guide.phrases.steps, first=str(steps[0]), last=str(steps[-1]))
        return list(dict.fromkeys(span if step else title for title, step in titles.items()))

    def suggestion(self, question_id: str) -> Suggestion:
        """The question with this id as a suggestion (``KeyError`` if there is none)."""
        if question_id not in self._suggested:
            topic, question = self.guide.question(question_id)
            target = Target(topic.topic, question.focus)
            self._suggested[question_id] = Suggestion(self.say(question.text), target)
        return self._suggested[question_id]

    @cached_property
    def _suggested(self) -> dict[str, Suggestion]:
        """Those that have been made, by the question's id."""
        return {}

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

    def limit(self, topic: model.Topic) -> Said | None:
        """What the topic's answer leaves open, if it says so."""
        return None if topic.limit is None else self.say(topic.limit, **self.article(topic.see))

    def article(self, article_id: str | None) -> Mapping[str, Said]:
        """The article with this id as the value of ``{article}``, if there is one."""
        if article_id is None:
            return {}
        article = self.guide.article(article_id)
        title = Said(article.title, article.based_on)
        return {"article": self.say(self.guide.phrases.quoted, title=title)}

    def reply(
        self,
        topic: model.Topic,
        focus: model.Focus,
        lead: Said,
        bullets: tuple[Bullet, ...] = (),
        *,
        limit: Said | None = None,
        shows: tuple[str, ...] = (),
        chart: Chart | None = None,
    ) -> Reply:
        """A reply about ``topic`` with its suggestions, still without its source line."""
        target = Target(topic.topic, focus)
        return Reply(
            lead=lead,
            bullets=bullets,
            limit=limit,
            suggestions=self.suggestions(topic.suggest, target.without_details()),
            target=target,
            shows=shows,
            chart=chart,
        )
