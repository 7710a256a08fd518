"""What ML engineers earn: on average, by years of experience, at entry level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guide import model
from guide.answers.compose import Composer
from guide.answers.names import name_of
from guide.experience import Experience
from guide.formats import money
from guide.reply import Bullet, Chart, Reply, Target
from guide.said import Said


def answer_salary(composer: Composer, topic: model.SalaryTopic, focus: model.Focus) -> Reply:
    """Pay for the years, level, job or place asked about, as far as the guide has it."""
    pay = _Pay(composer, topic, focus)
    wording = topic.wording
    opening = []
    if focus.city:
        city = name_of(composer, "city", focus.city)
        opening.append(composer.say(wording.city, city=city))
    if focus.experience_years:
        return pay.for_experience(opening, Experience.parse(focus.experience_years))
    if focus.level:
        return pay.for_level(opening, focus.level)
    if focus.role:
        role = name_of(composer, "role", focus.role)
        return pay.list_bands([*opening, composer.say(wording.role, role=role)], topic.bands)
    return pay.in_general(opening)


class _Pay:
    def __init__(self, composer: Composer, topic: model.SalaryTopic, focus: model.Focus) -> None:
        self.composer = composer
        self.topic = topic
        self.focus = focus

    def in_general(self, opening: Sequence[Said]) -> Reply:
        figures = self._general_figures()
        lead = self.composer.say(self.topic.answer, **figures)
        reply = self.list_bands([*opening, lead], self.topic.bands)
        if self.topic.limit is None:
            return reply
        highest = self.topic.bands[-1].pay
        limit = self.composer.say(
            self.topic.limit, highest=self._money(highest.high, highest), **figures
        )
        return replace(reply, limit=limit)

    def for_level(self, opening: Sequence[Said], level: str) -> Reply:
        for band in self.topic.bands:
            if band.level == level:
                lead = self.composer.say(self.topic.wording.level, **self._values(band))
                return self._one_band([*opening, lead], band)
        lead = self.composer.say(self.topic.wording.other_level)
        return self.list_bands([*opening, lead], self.topic.bands)

    def for_experience(self, opening: Sequence[Said], experience: Experience) -> Reply:
        wording, bands = self.topic.wording, self.topic.bands
        lowest, highest = bands[0].first_year, bands[-1].last_year
        if experience.low < lowest:
            below = self.composer.say(wording.below, first=self.composer.years(lowest, lowest))
            opening = [*opening, below]
        if experience.high > highest:
            above = self.composer.say(wording.above, last=self.composer.years(highest, highest))
            opening = [*opening, above]
        if experience.high < lowest or experience.low > highest:
            nearest = bands[0] if experience.high < lowest else bands[-1]
            lead = self.composer.say(wording.nearest, **self._values(nearest))
            return self._one_band([*opening, lead], nearest)
        # What lies outside all bands has been said.
        experience = Experience(max(experience.low, lowest), min(experience.high, highest))
        years = self.composer.years(experience.low, experience.high)
        within = [
            band
            for band in bands
            if band.first_year <= experience.high and experience.low <= band.last_year
        ]
        if len(within) == 1:
            lead = self.composer.say(wording.years, years=years, **self._values(within[0]))
            return self._one_band([*opening, lead], within[0])
        if within:
            lead = self.composer.say(wording.several_bands, years=years)
            return self.list_bands([*opening, lead], within)
        before = [band for band in bands if band.last_year < experience.low][-1]
        after = next(band for band in bands if band.first_year > experience.high)
        lead = self.composer.say(wording.between, years=years)
        return self.list_bands([*opening, lead], [before, after])

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

    def _one_band(self, sentences: Sequence[Said], band: model.Band) -> Reply:
        lead = Said.sentences(sentences)
        return self.composer.reply(self.topic, self.focus, lead, shows=(band.id,))

    def _line(self, band: model.Band) -> Said:
        wording = self.topic.wording
        text = wording.band_possible if band.possible else wording.band
        return self.composer.say(text, **self._values(band))

    def _values(self, band: model.Band) -> dict[str, Said]:
        say, wording = self.composer.say, self.topic.wording
        low, high = (self._money(amount, band.pay) for amount in (band.pay.low, band.pay.high))
        pay = wording.pay_on_average if band.on_average else wording.pay
        return {
            "band": Said(self.composer.years(band.first_year, band.last_year)),
            "earn": say(wording.can_earn if band.possible else wording.earn),
            "pay": say(pay, low=low, high=high),
        }

    def _general_figures(self) -> dict[str, Said]:
        average, pay_range = self.topic.average, self.topic.range
        return {
            "average": self._money(average.amount, average),
            "low": self._money(pay_range.low, pay_range),
            "high": self._money(pay_range.high, pay_range),
        }

    def _money(self, amount: int, figure: model.Pay | model.Average) -> Said:
        written = money(amount, self.composer.language)
        return Said(written, figure.based_on, (figure.provider,))
