"""The page of `make answers`: grading by keyboard, without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from evaluation.answers.grades import Graded, counts, read_grades
from evaluation.answers.page import write_page
from evaluation.answers.player import Answer
from tests.browser.conftest import NewContext, Visit
from tests.browser.widget import Widget

RUDE = '<img src=x onerror="document.title = 1">'
PLAYED = {
    ("pay?",): [Answer("CAD 100,000", ("Which cities?",))],
    ("cities?", "rank them"): [Answer("• Toronto\n• Vancouver"), Answer("They aren't ranked.")],
    (RUDE,): [Answer(RUDE, (RUDE,))],
}
FORMER = [
    Graded(("pay?",), ("CAD 100,000",), "B", "for whom?"),
    Graded(("cities?", "rank them"), ("• Toronto", RUDE), "C", "not asked"),
]

Open = Callable[..., Page]


@pytest.fixture
def open_page(visit: Visit, new_context: NewContext, tmp_path: Path) -> Open:
    """Writes the page and opens it in a browser that reaches no network."""

    def open_page(
        *former: Graded, context: BrowserContext | None = None, size: str = "desktop", **told: Any
    ) -> Page:
        path = tmp_path / "answers.html"
        write_page(PLAYED, former, path)
        context = context or new_context(size, offline=True, **told)
        page: Page = visit(path.as_uri(), context=context).page
        return page

    return open_page


def card(page: Page, number: int) -> Locator:
    return page.get_by_role("article").nth(number - 1)


def grade(page: Page, number: int) -> str | None:
    """What the person sees as the grade of an answer."""
    pressed = card(page, number).locator("[aria-pressed=true]")
    return pressed.inner_text()[0] if pressed.count() else None


def row(page: Page, name: str) -> list[str]:
    """A row of the counts: the grades, and what is left to grade."""
    return page.get_by_role("row", name=name).get_by_role("cell").all_inner_texts()


def save(page: Page, path: Path) -> list[Graded]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save grades").click()
    download.value.save_as(path)
    return read_grades(path)


def test_grading_by_keyboard(open_page: Open) -> None:
    page = open_page()
    expect(card(page, 1)).to_be_focused()
    page.keyboard.press("b")
    expect(card(page, 2)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+D")
    assert [grade(page, number) for number in (1, 2, 3)] == ["B", None, "D"]
    expect(card(page, 2)).to_be_focused()  # the one that is left
    expect(page.get_by_role("status")).to_have_text("3: D. 1 to grade.")
    assert row(page, "now") == ["0 (0%)", "1 (50%)", "0 (0%)", "1 (50%)", "1"]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("a")
    assert grade(page, 1) == "A"
    for expected in (("B", "D"), ("B", None), (None, None)):
        page.keyboard.press("u")
        assert (grade(page, 1), grade(page, 3)) == expected
    assert row(page, "now") == ["0", "0", "0", "0", "3"]
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_have_text("There is nothing to undo.")


def test_letters_of_a_note_are_no_grades(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    page.keyboard.press("n")
    page.keyboard.type("a bad cud")
    page.keyboard.press("Escape")
    expect(card(page, 1)).to_be_focused()
    assert grade(page, 1) is None
    page.keyboard.press("Control+a")
    assert grade(page, 1) is None
    page.keyboard.press("c")
    assert save(page, tmp_path / "grades.jsonl") == [
        Graded(("pay?",), ("CAD 100,000",), "C", "a bad cud")
    ]


def test_grades_outlive_a_reload(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.keyboard.type("why?")
    page.reload()
    assert grade(page, 1) == "A"
    expect(card(page, 2).get_by_role("textbox")).to_have_value("why?")
    expect(card(page, 2)).to_be_focused()


def test_what_is_saved_is_loaded_by_a_new_page(
    open_page: Open, new_context: NewContext, tmp_path: Path
) -> None:
    path = tmp_path / "grades.jsonl"
    page = open_page()
    for key in "acd":
        page.keyboard.press(key)
    saved = save(page, path)
    assert [graded.turns for graded in saved] == list(PLAYED)
    assert [graded.answers for graded in saved] == [
        tuple(answer.text for answer in answers) for answers in PLAYED.values()
    ]
    other = open_page(context=new_context(offline=True))
    assert grade(other, 1) is None
    other.get_by_label("Load grades").set_input_files(path)
    expect(other.get_by_role("status")).to_contain_text("Grades taken over: 3.")
    assert [grade(other, number) for number in (1, 2, 3)] == ["A", "C", "D"]
    assert save(other, path) == saved


def test_a_file_that_is_none_is_told_with_its_line(open_page: Open, tmp_path: Path) -> None:
    page, path = open_page(), tmp_path / "grades.jsonl"
    page.keyboard.press("a")
    good = save(page, path) and path.read_text(encoding="utf-8")
    path.write_text(f'{good}{{"turns": ["pay?"]}}\n', encoding="utf-8")
    page.get_by_label("Load grades").set_input_files(path)
    expect(page.get_by_role("status")).to_have_text(
        "grades.jsonl:2: is not a line of saved grades. Nothing was loaded."
    )
    assert grade(page, 1) == "A"


def test_only_answers_that_changed_are_graded_anew(open_page: Open) -> None:
    page = open_page(*FORMER)
    assert [grade(page, number) for number in (1, 2, 3)] == ["B", None, None]
    expect(card(page, 1).get_by_role("textbox")).to_have_value("for whom?")
    expect(card(page, 1).get_by_role("heading", name="Before")).to_be_hidden()
    before = card(page, 2).locator(".former")
    expect(before.get_by_role("heading")).to_have_text("Before: C wrong")
    assert before.get_by_role("paragraph").all_inner_texts() == [
        "• Toronto",
        "rank them",
        RUDE,
        "Note: not asked",
    ]
    expect(card(page, 2)).to_be_focused()
    on_page = {name: [text.split(" ")[0] for text in row(page, name)] for name in ("before", "now")}
    for name, counted in zip(("before", "now"), counts(PLAYED, FORMER), strict=True):
        assert on_page[name] == [str(counted[key]) for key in ("A", "B", "C", "D", None)]


def test_what_strangers_write_runs_nowhere(open_page: Open) -> None:
    page = open_page(*FORMER)
    expect(card(page, 3).get_by_role("heading").first).to_have_text(f"3. {RUDE}")
    expect(page).to_have_title("Answers to grade")
    assert page.locator("article img").count() == 0


def test_a_thumb_is_enough(open_page: Open) -> None:
    page = open_page(size="phone")
    button = card(page, 2).get_by_role("button", name="A right and helpful")
    button.tap()
    assert grade(page, 2) == "A"
    box = button.bounding_box()
    assert box is not None and box["height"] >= 44 and box["width"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390  # nothing is cut off
    page.get_by_role("button", name="Undo").tap()
    assert grade(page, 2) is None


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing(open_page: Open, size: str, colours: str) -> None:
    page = open_page(*FORMER, size=size, color_scheme=colours)
    page.keyboard.press("b")
    widget = Widget(page)
    widget.check_accessibility()
    widget.take_picture(f"answers-{size}-{colours}")
