"""A guide with a mistake is refused, with the file, line and field of the mistake."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide import GUIDE_DIRECTORY, GuideError, load_guide


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of the guide to make mistakes in."""
    return Path(shutil.copytree(GUIDE_DIRECTORY, tmp_path / "guide"))


def edit(directory: Path, name: str, before: str | re.Pattern[str], after: str) -> int:
    """Replaces the only ``before`` in a file and returns the line it stood on."""
    path = directory / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(before)) if isinstance(before, str) else before
    found = list(pattern.finditer(text))
    assert len(found) == 1, f"{before!r} stands {len(found)} times in {path.name}"
    path.write_text(pattern.sub(after.replace("\\", "\\\\"), text), encoding="utf-8")
    return text[: found[0].start()].count("\n") + 1


LABEL = 'label: {en: pay, fr: "le salaire"}'
QUESTION = re.compile(r'question: \{en: "How much do ML engineers earn\?.*\n')
# Figures as they are today stand in no test.
AVERAGE = re.compile(r"(?<=average: \{amount: )\d+")
LOW_OF_BAND_3 = re.compile(r"(?<=last_year: 9\n    pay: \{low: )\d+")
HIGH_OF_LAST_BAND = re.compile(r"(?<=last_year: 14\n    pay: \{low: 100000, high: )\d+")
SHYNESS = [gap.like for gap in load_guide().topic("skills").gaps].index(("shyness",))
FUTURE = "publisher: upGrad\nread_on: 2999-01-31\n"


def test_the_guide_of_the_project_is_valid() -> None:
    assert len(load_guide().topics) == 21


@pytest.mark.parametrize(
    ("name", "before", "after", "field", "reason"),
    [
        ("salary", "\naverage: {", "\navrage: {", "avrage", "did you mean 'average'"),
        ("salary", QUESTION, "", "question", "missing"),
        ("salary", LABEL, "label: pay\nlabl: x", "labl", "mean 'label'"),
        ("salary", "    level: entry", "    lvl: entry", "bands[0].lvl", "mean 'level'"),
        (
            "salary",
            LABEL,
            "label: {en: pay, by years}",
            "label.by years",
            "put all of the text",
        ),
        (
            "salary",
            LABEL,
            "label: {en: 5, fr: salaire}",
            "label.en",
            r"read as a value, .*\(5\); if it is text",
        ),
        ("salary", LABEL, "label: {en: , fr: salaire}", "label.en", "none is not"),
        ("salary", LABEL, "label: {en: “pay”, fr: salaire}", "label.en", "curly quotation mark"),
        (
            "salary",
            LABEL,
            'label: {en: "[pay](ftp://pay.example)", fr: salaire}',
            "label.en",
            "link to “ftp:”; links begin with https:",
        ),
        ("salary", LABEL, "label: {en: pay}", "label.fr", "missing"),
        ("salary", LABEL, "label: {en: pay, fr: pay}", "label.fr", "the same as en: translate it"),
        ("salary", AVERAGE, "a lot", "average.amount", "integer; write digits only"),
        ("salary", AVERAGE, "-5", "average.amount", "greater than 0"),
        ("salary", AVERAGE, "10000", "average.amount", "10,000 can't be a year's pay"),
        ("salary", LOW_OF_BAND_3, "970000", "bands[2].pay", "above"),
        ("salary", LOW_OF_BAND_3, "79000", "bands[2].pay.low", "less than .* fewer years"),
        ("salary", HIGH_OF_LAST_BAND, "1000000", "bands[3].pay.high", "can't be a year's pay"),
        (
            "salary",
            "based_on: [salary_outlook.3]",
            "based_on: [salary_outlook.33]",
            "bands[1].pay.based_on[0]",
            "salary_outlook has 7 sentences only",
        ),
        (
            "salary",
            "based_on: [salary_outlook.3]",
            "based_on: [salary.3]",
            "bands[1].pay.based_on[0]",
            "no section 'salary'",
        ),
        (
            "salary",
            "based_on: [salary_outlook.3]",
            "based_on: [salary_outlook]",
            "bands[1].pay.based_on[0]",
            "does not match",
        ),
        ("salary", "first_year: 4", "first_year: 3", "bands", "overlap"),
        ("salary", "first_year: 4", "first_year: 5", "bands", "missing between"),
        ("salary", "id: band_4_6", "id: band_1_3", "bands[1].id", "already"),
        ("salary", "suggest: [salary_five", "suggest: [salary_fve", "suggest[0]", "no question"),
        ("skills", "like: [shyness]", "like: [shynes]", f"gaps[{SHYNESS}].like[0]", "no gap"),
        (
            "salary",
            re.compile(r"(?<=average: )\{amount: \d+, provider: glassdoor"),
            "{amount: 100000, provider: indeed",
            "average.provider",
            "no provider",
        ),
        ("sources", "address: https://www.", "address: www.", "address", "URL"),
        (
            "sources",
            "publisher: upGrad\n",
            "publisher: upGrad\nread_on: lately\n",
            "read_on",
            "date",
        ),
        ("salary", "{average} a year on", "{averge} a year on", "answer.en", "placeholder"),
        (
            "salary",
            "no figure for {role}.",
            "no figure for {city}.",
            "wording.role.en",
            r"unknown placeholder \{city\}; this text takes \{role\}",
        ),
        (
            "salary",
            LABEL,
            "label: {en: '{low}', fr: '{low} $'}",
            "label.en",
            "placeholder {low}; this",
        ),
        (
            "salary",
            "fr: \"Graphique du salaire selon l'expérience. {items}.",
            "fr: \"Graphique du salaire selon l'expérience.",
            "chart.alt.fr",
            r"placeholder \{items\} must be in every language or in none",
        ),
        ("salary", "no figure for {role}.", "no figure for {role", "wording.role.en", "bracket"),
        ("salary", "for {role}.", "for {role:>9}.", "wording.role.en", "a name and nothing else"),
        ("how_to_become", "topic: skills", "topic: skils", "items[1].topic", "no topic"),
        ("cities", "{city: montreal}", "{city: montrel}", "questions[0].focus.city", "no city"),
        ("certifications", "id: google", "id: ibm", "others[0].id", "already"),
        ("salary", AVERAGE, "100,000", "average", "comma too many; write figures as 100000"),
        ("salary", "last_year: 14", "last_year: 140", "bands[3].last_year", "nobody has 140"),
        ("salary", LABEL, 'label: {en: " ", fr: x}', "label.en", "is empty; write something"),
        ("salary", LABEL, 'label: {en: "", fr: x}', "label.en", "write something there"),
        ("salary", LABEL, "label: 5", "label", "if it is text, put all"),
        ("salary", "aspect: outlook", "aspect: outlok", "aspects[7].aspect", "mean 'outlook'"),
        ("cities", "id: toronto", "id: “toronto”", "items[0].id", "no quotation marks"),
        ("cities", "monreal]}", "monreal, GTA]}", "items[2].aliases.en[3]", r"already.*items\.0"),
        (
            "cities",
            "aliases: {en: [mtl",
            "aliases: {en: mtl, fr: [x",
            "items[2].aliases.en",
            "list",
        ),
        ("sources", "publisher: upGrad\n", FUTURE, "read_on", "2999-01-31 is in the future"),
    ],
)
def test_a_mistake_is_reported_where_it_is(
    directory: Path,
    name: str,
    before: str | re.Pattern[str],
    after: str,
    field: str,
    reason: str,
) -> None:
    edit(directory, name, before, after)

    with pytest.raises(GuideError, match=reason) as caught:
        load_guide(directory)

    assert caught.value.file == directory / f"{name}.yml"
    assert caught.value.field == field


def test_the_line_is_the_line_of_the_mistake(directory: Path) -> None:
    line = edit(directory, "salary", AVERAGE, "a lot")

    with pytest.raises(GuideError) as caught:
        load_guide(directory)

    assert caught.value.line == line
    assert str(caught.value).startswith(f"{directory / 'salary.yml'}, line {line}, average.amount:")


def test_broken_yaml_is_reported_with_its_line(directory: Path) -> None:
    line = edit(directory, "cities", "label: {en: cities, ", "label: [{en: cities, ")

    with pytest.raises(GuideError, match="not valid YAML") as caught:
        load_guide(directory)

    assert caught.value.line is not None and caught.value.line >= line


def test_a_day_that_no_calendar_has_is_reported_with_its_line(directory: Path) -> None:
    after = "publisher: upGrad\nread_on: 2026-02-30\n"
    line = edit(directory, "sources", "publisher: upGrad\n", after)

    with pytest.raises(GuideError, match="there is no such day") as caught:
        load_guide(directory)

    assert caught.value.line == line + 1


def test_a_missing_file_is_named(directory: Path) -> None:
    (directory / "phrases.yml").unlink()

    with pytest.raises(GuideError, match=r"phrases\.yml: the file is missing"):
        load_guide(directory)


def test_a_topic_of_no_kind_is_named(directory: Path) -> None:
    (directory / "salaries.yml").write_text("topic: salaries\n")

    with pytest.raises(GuideError, match=r"yml, line 1, kind: is missing; kinds are list"):
        load_guide(directory)

    (directory / "salaries.yml").write_text("topic: salaries\nkind: lists\n")

    with pytest.raises(GuideError, match=r"line 2, kind: there is no kind 'lists'; kinds are"):
        load_guide(directory)


def test_an_unknown_field_is_reported_on_its_own_line(directory: Path) -> None:
    line = edit(directory, "salary", "    last_year: 9", "    lastyear: 9")

    with pytest.raises(GuideError, match=f"line {line}, .*did you mean 'last_year'"):
        load_guide(directory)


def test_the_model_cannot_be_changed() -> None:
    salary = load_guide().topic("salary")

    with pytest.raises(TypeError):
        salary.topic = "other"
