"""A guide with a mistake is refused, with the file, line and field of the mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide import GUIDE_DIRECTORY, GuideError, load_guide
from guide.validate import main


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of the guide to make mistakes in."""
    return Path(shutil.copytree(GUIDE_DIRECTORY, tmp_path / "guide"))


def edit(directory: Path, name: str, before: str, after: str) -> int:
    """Replaces the only ``before`` in a file and returns the line it stood on."""
    path = directory / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, after), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def test_the_guide_of_the_project_is_valid() -> None:
    assert len(load_guide().topics) == 20


@pytest.mark.parametrize(
    ("name", "before", "after", "field", "reason"),
    [
        ("salary", "average: {", "avrage: {", "average", "missing"),
        ("salary", "label: {en: pay}", "label: {en: pay}\nlabl: x", "labl", "unknown field"),
        ("salary", "amount: 100000", "amount: a lot", "average.amount", "integer"),
        ("salary", "amount: 100000", "amount: -5", "average.amount", "greater than 0"),
        ("salary", "pay: {low: 97000, high", "pay: {low: 970000, high", "bands[2].pay", "above"),
        ("salary", "first_year: 4", "first_year: 3", "bands", "overlap"),
        ("salary", "first_year: 4", "first_year: 5", "bands", "missing between"),
        ("salary", "id: band_4_6", "id: band_1_3", "bands[1].id", "already"),
        ("salary", "suggest: [salary_five", "suggest: [salary_fve", "suggest[0]", "no question"),
        ("salary", "section: salary_outlook", "section: salaries", "section", "no section"),
        (
            "salary",
            "average: {amount: 100000, provider: glassdoor}",
            "average: {amount: 100000, provider: indeed}",
            "average.provider",
            "no provider",
        ),
        ("salary", "{average} a year on", "{averge} a year on", "answer.en", "placeholder"),
        (
            "salary",
            "no figure for {role}.",
            "no figure for {city}.",
            "wording.role.en",
            r"unknown placeholder \{city\}; this text takes \{role\}",
        ),
        ("salary", "label: {en: pay}", "label: {en: '{low}'}", "label.en", "this text takes none"),
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
    ],
)
def test_a_mistake_is_reported_where_it_is(
    directory: Path, name: str, before: str, after: str, field: str, reason: str
) -> None:
    edit(directory, name, before, after)

    with pytest.raises(GuideError, match=reason) as caught:
        load_guide(directory)

    assert caught.value.file == directory / f"{name}.yml"
    assert caught.value.field == field


def test_the_line_is_the_line_of_the_mistake(directory: Path) -> None:
    line = edit(directory, "salary", "amount: 100000", "amount: a lot")

    with pytest.raises(GuideError) as caught:
        load_guide(directory)

    assert caught.value.line == line
    assert str(caught.value).startswith(f"{directory / 'salary.yml'}, line {line}, average.amount:")


def test_broken_yaml_is_reported_with_its_line(directory: Path) -> None:
    line = edit(directory, "cities", "label: {en: cities}", "label: {en: cities")

    with pytest.raises(GuideError, match="not valid YAML") as caught:
        load_guide(directory)

    assert caught.value.line is not None and caught.value.line >= line


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


def test_the_model_cannot_be_changed() -> None:
    salary = load_guide().topic("salary")

    with pytest.raises(TypeError):
        salary.topic = "other"


def test_validate_prints_the_mistake_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], directory: Path
) -> None:
    edit(directory, "salary", "amount: 100000", "amount: a lot")
    monkeypatch.setattr("guide.validate.load_guide", lambda: load_guide(directory))

    assert main() == 1
    assert "salary.yml, line" in capsys.readouterr().err
