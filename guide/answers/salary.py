"""What ML engineers earn: on average, by years of experience, at entry level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guide import model
from guide.answers.compose import Composer
from guide.answers.names import name_of
from guide.experience import Experience
from guide.formats import money
from guide.reply import Bullet, Chart, Reply, Target


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

    def in_general(self, opening: Sequence[str]) -> Reply:
        average, pay_range = self.topic.average, self.topic.range
        lead = self.composer.say(
            self.topic.answer,
            average=self._money(average.amount),
            low=self._money(pay_range.low),
            high=self._money(pay_range.high),
        )
        providers = (average.provider, pay_range.provider)
        return self.list_bands([*opening, lead], self.topic.bands, providers)

    def for_level(self, opening: Sequence[str], level: str) -> Reply:
        for band in self.topic.bands:
            if band.level == level:
                lead = self.composer.say(self.topic.wording.level, **self._values(band))
                return self._one_band([*opening, lead], band)
        lead = self.composer.say(self.topic.wording.other_level)
        return self.list_bands([*opening, lead], self.topic.bands)

    def for_experience(self, opening: Sequence[str], experience: Experience) -> Reply:
        wording, bands = self.topic.wording, self.topic.bands
        years = experience.in_words(self.composer.language, self._span)
        first, last = bands[0], bands[-1]
        if experience.high < first.first_year:
            values = self._values(first) | {"first": self._years(first.first_year)}
            return self._one_band([*opening, self.composer.say(wording.below, **values)], first)
        if experience.low > last.last_year:
            values = self._values(last) | {"last": self._years(last.last_year)}
            return self._one_band([*opening, self.composer.say(wording.above, **values)], last)
        within = [
            band
            for band in bands
            if band.first_year <= experience.high and experience.low <= band.last_year
        ]
        if len(within) == 1:
            values = self._values(within[0]) | {"years": years}
            return self._one_band([*opening, self.composer.say(wording.years, **values)], within[0])
        if within:
            lead = self.composer.say(wording.several_bands, years=years)
            return self.list_bands([*opening, lead], within)
        before = [band for band in bands if band.last_year < experience.low][-1]
        after = next(band for band in bands if band.first_year > experience.high)
        lead = self.composer.say(wording.between, years=years)
        return self.list_bands([*opening, lead], [before, after])

    def list_bands(
        self,
        opening: Sequence[str],
        bands: Iterable[model.Band],
        providers: Iterable[str] = (),
    ) -> Reply:
        bands = tuple(bands)
        bullets = tuple(
            Bullet(
                text=self.composer.say(self.topic.wording.band, **self._values(band)),
                target=Target(
                    self.topic.topic,
                    model.Focus(experience_years=f"{band.first_year}-{band.last_year}"),
                ),
                shows=(band.id,),
            )
            for band in bands
        )
        providers = (*providers, *(band.pay.provider for band in bands))
        chart = self._chart() if bands == self.topic.bands else None
        return self._reply(opening, bullets, providers, chart=chart)

    def _chart(self) -> Chart:
        average, pay_range = self.topic.average, self.topic.range
        bands = [
            self.composer.say(self.topic.wording.band, **self._values(band))
            for band in self.topic.bands
        ]
        alt = self.composer.say(
            self.topic.chart.alt,
            items="; ".join(bands).replace("**", ""),
            average=self._money(average.amount),
            low=self._money(pay_range.low),
            high=self._money(pay_range.high),
        )
        return Chart("salary", alt, self.composer.language)

    def _one_band(self, sentences: Sequence[str], band: model.Band) -> Reply:
        return self._reply(sentences, (), (band.pay.provider,), shows=(band.id,))

    def _reply(
        self,
        sentences: Sequence[str],
        bullets: tuple[Bullet, ...],
        providers: Iterable[str],
        shows: tuple[str, ...] = (),
        chart: Chart | None = None,
    ) -> Reply:
        return self.composer.reply(
            self.topic,
            self.focus,
            " ".join(sentences),
            bullets,
            providers=providers,
            shows=shows,
            chart=chart,
        )

    def _values(self, band: model.Band) -> dict[str, str]:
        span = Experience(band.first_year, band.last_year)
        return {
            "band": span.in_words(self.composer.language, self._span),
            "low": self._money(band.pay.low),
            "high": self._money(band.pay.high),
        }

    def _money(self, amount: int) -> str:
        return money(amount, self.composer.language)

    def _years(self, years: int) -> str:
        return Experience(years, years).in_words(self.composer.language, self._span)

    @property
    def _span(self) -> str:
        return self.composer.guide.phrases.span.in_language(self.composer.language)
