"""What ML engineers earn: on average, by years of experience, at entry level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from guide import model
from guide.answers.career_path import level_of, say_where
from guide.answers.compose import Composer
from guide.answers.names import name_of, other_roles
from guide.experience import Experience
from guide.formats import and_list, count_in_words, money, or_list
from guide.reply import Bullet, Chart, Reply, Target
from guide.said import Said
from guide.text import Text


def answer_salary(composer: Composer, topic: model.SalaryTopic, focus: model.Focus) -> Reply:
    """Pay for the years, levels, job or places asked about, as far as the guide has it."""
    pay = _Pay(composer, topic, focus)
    wording = topic.wording
    opening: list[Said] = []
    # What is asked is said to be missing, not the city as well.
    if focus.city and topic.told(focus) is None:
        cities = [name_of(composer, "city", city) for city in focus.all_of("city")]
        opening.append(composer.say(wording.city, city=or_list(cities, composer.language)))
    role = other_roles(composer, focus)
    if role:
        opening.insert(0, composer.say(wording.role, role=role))
    # Years beside a level and another job ("truck driver, 15 years, as a beginner") are that job's.
    of_another_job = focus.level and focus.background and focus.background.job
    if focus.experience_years and not of_another_job:
        stated = [Experience.parse(years) for years in focus.all_of("experience_years")]
        answers = [pay.for_experience(experience) for experience in stated]
        bands = {each.stated for each in answers}
        # A level beside years ("a beginner and with ten years"), unless its figure is the same.
        at_levels = pay.for_levels(focus.all_of("level")) if focus.level else []
        answers += [each for each in at_levels if each.stated and each.stated not in bands]
        return pay.together(opening, answers)
    if focus.level:
        return pay.together(opening, pay.for_levels(focus.all_of("level")))
    if pay.amounts:
        general = {topic.average.amount, topic.range.low, topic.range.high}
        # "Is the average 83,000 to 100,000, or 100,000?" asks of the general figures alone.
        weighed = len(pay.amounts) > 1 and general.issuperset(pay.amounts)
        among = [] if weighed else [pay.among_all(amount) for amount in pay.amounts]
        corrected = pay.corrected()
        general_figures = [] if corrected else [composer.say(topic.brief)]
        if focus.aspect == "time":  # the years with which it is earned come first
            general_figures = [composer.say(wording.how_soon)]
        lead = Said.sentences([*opening, *corrected, *among, *general_figures])
        # The average is also an end of the average range; when one earns it is another question.
        asks_when = focus.aspect in model.GROWTH
        limit = pay.limit() if topic.average.amount in pay.amounts and not asks_when else None
        return composer.reply(topic, focus, lead, limit=limit)
    if focus.role and role and not topic.gap(focus):
        of_role = pay.at_level_of(focus.role)
        if of_role is not None:
            return pay.together(opening, [of_role])
    own = focus.background.years if focus.background else None
    if own is not None:
        pay = _Pay(composer, topic, focus.copy(update={"experience_years": own}))
        return pay.together(opening, [pay.of_asker(Experience.parse(own))])
    return pay.in_general(opening)


@dataclass(frozen=True)
class _Answer:
    """Pay for one of the values that were named.

    Attributes:
        sentences: what is said of it.
        stated: the band that the sentences state.
        listed: the bands to list below them.
    """

    sentences: tuple[Said, ...]
    stated: model.Band | None = None
    listed: tuple[model.Band, ...] = ()


def _place(answer: _Answer) -> tuple[bool, int]:
    """What answers are sorted by."""
    return bool(answer.listed), answer.stated.first_year if answer.stated else 0


class _Pay:
    def __init__(self, composer: Composer, topic: model.SalaryTopic, focus: model.Focus) -> None:
        self.composer = composer
        self.topic = topic
        self.focus = focus
        # One in another currency, or by the hour, is a gap: it can't be compared.
        named = (focus.amount, *focus.more_amounts) if focus.amount else ()
        self.amounts = sorted({int(each) for each in named}) if topic.gap(focus) is None else []

    def at_level_of(self, role: str) -> _Answer | None:
        """Pay at the level of a job title, and that it stands there; ``None`` without a figure."""
        level = level_of(self.composer.guide, role)
        if level is None or level.id not in {band.level for band in self.topic.bands}:
            return None
        ladder = self.composer.guide.topic("career_path")
        assert isinstance(ladder, model.CareerPathTopic)
        where = say_where(self.composer, ladder.wording, role).with_capital()
        [of_level] = self.for_levels([level.id])
        return replace(of_level, sentences=(where, *of_level.sentences))

    def of_asker(self, experience: Experience) -> _Answer:
        """Pay for the years that the asker has; and the average, in case they meant that."""
        answer = self.for_experience(experience)
        brief = () if answer.listed else (self.composer.say(self.topic.brief),)
        return replace(answer, sentences=(*answer.sentences, *brief))

    def in_general(self, opening: Sequence[Said]) -> Reply:
        count = count_in_words(len(self.topic.bands), self.composer.language)
        lead = self.composer.say(self.topic.answer, count=count, **self._general_figures())
        reply = self.list_bands([*opening, lead], self.topic.bands)
        # Else what the guide lacks has been said.
        return reply if opening else replace(reply, limit=self.limit())

    def limit(self) -> Said | None:
        """How the general figures don't fit together."""
        if self.topic.limit is None:
            return None
        highest = self.topic.bands[-1].pay
        return self.composer.say(
            self.topic.limit,
            highest=self.composer.money(highest.high, highest),
            **self._general_figures(),
        )

    def together(self, opening: Sequence[Said], answers: Sequence[_Answer]) -> Reply:
        """One reply of several answers: the lowest pay first, those with a list last.

        Each band is listed once. An amount that was named is compared with what is stated.
        """
        in_order = sorted(answers, key=_place)
        sentences = dict.fromkeys(sentence for each in in_order for sentence in each.sentences)
        stated_alone = answers[0].stated if len(answers) == 1 else None
        if self.amounts and stated_alone is not None:
            beside = [self.beside(amount, stated_alone) for amount in self.amounts]
            sentences.update(dict.fromkeys([*beside, *self._later(stated_alone)]))
        elif self.amounts:
            opening = [*opening, *(self.among_all(amount) for amount in self.amounts)]
            if self.topic.average.amount in self.amounts:
                opening.append(self.composer.say(self.topic.brief))
        elif len(in_order) == 2 and (compared := self._compared(*in_order)) is not None:
            sentences[compared] = None
        elif stated_alone is not None and self._is_as_average(stated_alone):
            sentences[self.composer.say(self.topic.wording.as_average)] = None
        listed = {band.id for each in answers for band in each.listed}
        bands = [band for band in self.topic.bands if band.id in listed]
        reply = self.list_bands([*opening, *sentences], bands)
        stated = dict.fromkeys(each.stated.id for each in answers if each.stated)
        return replace(reply, shows=tuple(stated))

    def _compared(self, less: _Answer, more: _Answer) -> Said | None:
        """How two bands compare, the one with fewer years first; ``None`` without figures."""
        if less.stated is None or more.stated is None:
            return None
        lower, higher = less.stated.pay, more.stated.pay
        wording, text = self.topic.wording, self._how_compared(lower, higher)
        if text is wording.low_higher:
            rise = self.composer.money(higher.low - lower.low, higher)
            return self.composer.say(wording.low_rise, rise=rise)
        if text is wording.high_higher:
            rise = self.composer.money(higher.high - lower.high, higher)
            return self.composer.say(wording.high_rise, rise=rise)
        if text is wording.both_higher:
            rises = {
                "low_rise": self.composer.money(higher.low - lower.low, higher),
                "high_rise": self.composer.money(higher.high - lower.high, higher),
            }
            return self.composer.say(wording.both_rise, **rises)
        return None if text is None else self.composer.say(text)

    def _how_compared(self, lower: model.Pay, higher: model.Pay) -> Text | None:
        wording = self.topic.wording
        if (lower.low, lower.high) == (higher.low, higher.high):
            return wording.same_band
        if lower.low > higher.low or lower.high > higher.high:
            return None
        same_low, same_high = lower.low == higher.low, lower.high == higher.high
        text = wording.low_higher if same_high else wording.both_higher
        return wording.high_higher if same_low else text

    def _is_as_average(self, band: model.Band) -> bool:
        """Whether a band is compared with nothing that is named, and is as wide as the average."""
        average = self.topic.range
        compared = self.focus.aspect in ("compare", "why") and self.topic.gap(self.focus) is None
        return compared and (band.pay.low, band.pay.high) == (average.low, average.high)

    def _over(self, bands: Sequence[model.Band]) -> list[Said]:
        """How pay changes over bands that follow each other, where it does so in one way."""
        texts = {self._how_compared(one.pay, two.pay) for one, two in pairwise(bands)}
        text = texts.pop() if len(texts) == 1 else None
        return [] if text is None else [self.composer.say(text)]

    def corrected(self) -> list[Said]:
        """What a general figure is, where a question takes another amount for it."""
        topic, wording = self.topic, self.topic.wording
        figures: dict[model.Figure, tuple[set[int], Text]] = {
            "average": (
                {topic.average.amount, topic.range.low, topic.range.high},
                wording.not_average,
            ),
            "lowest": ({topic.bands[0].pay.low}, wording.not_lowest),
            "highest": ({topic.bands[-1].pay.high}, wording.not_highest),
        }
        if self.focus.figure is None or len(self.amounts) != 1:
            return []
        [amount], (right, text) = self.amounts, figures[self.focus.figure]
        return [] if amount in right else [self.composer.say(text, amount=self._named(amount))]

    def beside(self, amount: int, band: model.Band) -> Said:
        """Where an amount lies beside the pay of a band."""
        wording, pay = self.topic.wording, band.pay
        edges: dict[int, Text] = {pay.low: wording.at_bottom, pay.high: wording.at_top}
        text = wording.less if amount < pay.low else wording.within
        text = wording.more if amount > pay.high else edges.get(amount, text)
        return self.composer.say(text, amount=self._named(amount))

    def _later(self, band: model.Band) -> list[Said]:
        """What later years have, where an amount that is named is the most of a band.

        "Only 100k after nine years?" would be no true ceiling of those after them.
        """
        further = [each for each in self.topic.bands if each.pay.high > band.pay.high]
        later = [each for each in further if each.first_year > band.last_year]
        if not later or band.pay.high not in self.amounts:
            return []
        return [self.composer.say(self.topic.wording.later, **self._values(later[0]))]

    def among_all(self, amount: int) -> Said:
        """For which years of experience the guide names an amount."""
        wording, bands = self.topic.wording, self.topic.bands
        names = {"amount": self._named(amount)}
        within = [band for band in bands if band.pay.low <= amount <= band.pay.high]
        top = [band for band in within if band.pay.high == amount]
        higher = [band for band in bands if band.pay.high > amount]
        if not higher and not within:
            return self.composer.say(wording.above_all, **names)
        if not within:
            return self.composer.say(wording.below_all, **names)
        if top and higher:
            names["years"] = self._years_of(top)
            return self.composer.say(wording.top, **names, **self._values(higher[0]))
        text = wording.highest if top else wording.among
        if amount == min(band.pay.low for band in bands):
            text = wording.lowest
        said = self.composer.say(text, **names, years=self._years_of(top or within))
        begin = [band for band in within if band.pay.low == amount and text is wording.among]
        begins = [self.composer.say(wording.begins, **self._values(band)) for band in begin]
        return Said.sentences([said, *begins])

    def _named(self, amount: int) -> str:
        return money(amount, self.composer.language)

    def _years_of(self, bands: Sequence[model.Band]) -> str:
        """``"1 to 9 years"``: the years of bands that follow each other in one span."""
        spans: list[tuple[int, int]] = []
        for band in bands:
            if spans and spans[-1][1] + 1 == band.first_year:
                spans[-1] = (spans[-1][0], band.last_year)
            else:
                spans.append((band.first_year, band.last_year))
        return and_list([self.composer.years(*span) for span in spans], self.composer.language)

    def for_levels(self, levels: Sequence[str]) -> list[_Answer]:
        wording, bands = self.topic.wording, self.topic.bands
        at = {band.level: band for band in bands if band.level}
        answers = [
            _Answer((self.composer.say(wording.level, **self._values(at[level])),), at[level])
            for level in levels
            if level in at
        ]
        others = [level for level in levels if level not in at]
        if others and answers:
            names = or_list(self._names_of_levels(others), self.composer.language)
            lead = self.composer.say(wording.other_levels, levels=names)
            answers.append(_Answer((lead,), listed=bands))
        elif others:
            answers.append(_Answer((self.composer.say(wording.other_level),), listed=bands))
        return answers

    def _names_of_levels(self, levels: Sequence[str]) -> list[Said]:
        ladder = self.composer.guide.topic("career_path")
        assert isinstance(ladder, model.CareerPathTopic)
        return [self.composer.say(each.name) for each in ladder.levels if each.id in levels]

    def for_experience(self, experience: Experience) -> _Answer:
        wording, bands = self.topic.wording, self.topic.bands
        lowest, highest = bands[0].first_year, bands[-1].last_year
        opening: tuple[Said, ...] = ()
        if experience.low < lowest:
            below = self.composer.say(wording.below, first=self.composer.years(lowest, lowest))
            opening = (*opening, below)
        if experience.high > highest:
            above = self.composer.say(wording.above, last=self.composer.years(highest, highest))
            opening = (*opening, above)
        if experience.high < lowest or experience.low > highest:
            nearest = bands[0] if experience.high < lowest else bands[-1]
            lead = self.composer.say(wording.nearest, **self._values(nearest))
            return _Answer((*opening, lead), nearest)
        if self.topic.told(self.focus) is not None:
            opening = ()  # one sentence about what is missing is enough
        # What lies outside all bands has been said.
        experience = Experience(max(experience.low, lowest), min(experience.high, highest))
        years = self.composer.years(experience.low, experience.high)
        within = tuple(
            band
            for band in bands
            if band.first_year <= experience.high and experience.low <= band.last_year
        )
        if len(within) == 1:
            values = self._values(within[0])
            text = wording.whole_band if years == values["band"] else wording.years
            return _Answer((*opening, self.composer.say(text, years=years, **values)), within[0])
        if within:
            lead = self.composer.say(wording.several_bands, years=years)
            return _Answer((*opening, *self._over(within), lead), listed=within)
        before = [band for band in bands if band.last_year < experience.low][-1]
        after = next(band for band in bands if band.first_year > experience.high)
        lead = self.composer.say(wording.between, years=years)
        return _Answer((*opening, lead), listed=(before, after))

    def list_bands(self, opening: Sequence[Said], bands: Iterable[model.Band]) -> Reply:
        bands = tuple(bands)
        bullets = tuple(
            Bullet(
                text=self._line(band),
                target=Target(
                    self.topic.topic,
                    model.Focus(experience_years=f"{band.first_year}-{band.last_year}"),
                ),
                shows=(band.id,),
            )
            for band in bands
        )
        chart = self._chart() if bands == self.topic.bands else None
        lead = Said.sentences(opening)
        return self.composer.reply(self.topic, self.focus, lead, bullets, chart=chart)

    def _chart(self) -> Chart:
        bands = "; ".join(self._line(band) for band in self.topic.bands).replace("**", "")
        alt = self.composer.say(self.topic.chart.alt, items=bands, **self._general_figures())
        return Chart("salary", alt, self.composer.language)

    def _line(self, band: model.Band) -> Said:
        wording = self.topic.wording
        text = wording.band_possible if band.possible else wording.band
        return self.composer.say(text, **self._values(band))

    def _values(self, band: model.Band) -> dict[str, Said]:
        say, wording = self.composer.say, self.topic.wording
        low, high = (
            self.composer.money(amount, band.pay) for amount in (band.pay.low, band.pay.high)
        )
        pay = wording.pay_on_average if band.on_average else wording.pay
        return {
            "band": Said(self.composer.years(band.first_year, band.last_year)),
            "earn": say(wording.can_earn if band.possible else wording.earn),
            "pay": say(pay, low=low, high=high),
        }

    def _general_figures(self) -> dict[str, Said]:
        average, pay_range = self.topic.average, self.topic.range
        return {
            "average": self.composer.money(average.amount, average),
            "low": self.composer.money(pay_range.low, pay_range),
            "high": self.composer.money(pay_range.high, pay_range),
        }
