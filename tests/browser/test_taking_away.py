"""Answers one can take away: copied, linked to, saved, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.conftest import NewContext, Visit
from tests.browser.widget import Widget

QUESTION = "Which soft skills do I need?"


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A browser that lets pages write to and read the clipboard."""
    return new_context(permissions=["clipboard-read", "clipboard-write"])


def copy(widget: Widget, answer: Locator, what: str) -> str:
    """Chooses what to copy of an answer, and returns what is on the clipboard then."""
    opener = answer.get_by_role("button", name="Copy this answer")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    answer.get_by_role("button", name=what).click()
    expect(answer.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    text: str = widget.page.evaluate("navigator.clipboard.readText()")
    return text


def test_an_answer_can_be_copied(visit: Visit, context: BrowserContext) -> None:
    widget = visit(context=context).open()
    answer = widget.ask_and_wait(QUESTION)
    markdown = copy(widget, answer, "Copy as Markdown")
    assert "\n- " in markdown and "](https://" in markdown
    text = copy(widget, answer, "Copy as text")
    assert "_Source" not in text and "](" not in text and "opens in a new tab" not in text
    assert text.splitlines()[0] in markdown
    widget.check_accessibility()
    widget.take_picture("copied")


def test_copied_links_lead_to_the_server_from_anywhere(
    visit: Visit, context: BrowserContext, server_url: str
) -> None:
    widget = visit(context=context).open()
    widget.say_instead({"text": "See [the guide](/guide#pay)."})
    markdown = copy(widget, widget.ask_and_wait(QUESTION), "Copy as Markdown")
    assert markdown == f"See [the guide]({server_url}/guide#pay)."


def test_copying_works_where_the_clipboard_is_refused(visit: Visit) -> None:
    widget = visit().open()
    widget.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    widget.page.evaluate(
        "document.addEventListener('copy', () => (window.copied = true), {capture: true})"
    )
    answer = widget.ask_and_wait(QUESTION)
    answer.get_by_role("button", name="Copy this answer").click()
    answer.get_by_role("button", name="Copy as text").click()
    expect(answer.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert widget.page.evaluate("copied")


def test_a_link_asks_the_question_once(visit: Visit, context: BrowserContext) -> None:
    widget = visit(context=context).open()
    link = copy(widget, widget.ask_and_wait(QUESTION), "Copy a link to the question")
    other = visit(link)
    other.wait_for_answers(1)
    expect(other.questions).to_have_text([QUESTION])
    assert "q=" not in other.page.url
    other.page.reload()
    other.wait_for_answers(1)
    expect(other.questions).to_have_text([QUESTION])


def test_the_conversation_can_be_saved(visit: Visit, tmp_path: Path) -> None:
    widget = visit().open()
    widget.ask_and_wait("How much do ML engineers earn?")
    widget.panel.get_by_label("More").click()
    widget.check_accessibility()
    with widget.page.expect_download() as download:
        widget.page.get_by_role("button", name="Save the conversation").click()
    assert download.value.suggested_filename == "ML careers in Canada.md"
    download.value.save_as(tmp_path / "saved.md")
    saved = (tmp_path / "saved.md").read_text(encoding="utf-8")
    assert saved.startswith("# ML careers in Canada\n")
    assert "How much do ML engineers earn?" in saved
    assert "_Source: [" in saved and "> Chart of pay" in saved


def test_folded_sections_are_printed(visit: Visit) -> None:
    widget = visit("/chat")
    answer = widget.ask_and_wait("Which skills, what does it pay, and which programs are there?")
    closed = answer.locator("details:not([open])")
    assert closed.count() >= 1
    widget.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)


def test_the_page_prints_whole(visit: Visit) -> None:
    widget = visit("/chat")
    for question in ("How much do ML engineers earn?", QUESTION):
        widget.ask_and_wait(question)
    assert widget.log.evaluate("log => log.scrollHeight > log.clientHeight")
    widget.page.emulate_media(media="print")
    assert widget.log.evaluate("log => log.scrollHeight <= log.clientHeight")
    expect(widget.input).to_be_hidden()
    expect(widget.start_over).to_be_hidden()
    assert widget.page.evaluate("innerHeight < document.documentElement.scrollHeight"), (
        "what is beyond the first sheet is cut off"
    )
    widget.page.screenshot(path="tests/browser/screenshots/printed.png", full_page=True)


def test_paper_is_light_whatever_the_screen_is(visit: Visit) -> None:
    widget = visit("/chat", color_scheme="dark")
    widget.ask_and_wait(QUESTION)
    colours = """() => [document.documentElement, ...document.querySelector("ml-career-chat")
      .shadowRoot.querySelectorAll(".panel, .answer .bubble, .question .bubble")]
      .map((part) => getComputedStyle(part))
      .map((style) => [style.color, style.backgroundColor])"""
    on_screen = widget.page.evaluate(colours)
    widget.page.emulate_media(media="print")
    on_paper = widget.page.evaluate(colours)
    assert len(on_paper) == len(on_screen) >= 4
    for dark, paper in zip(on_screen, on_paper, strict=True):
        assert dark != paper
        assert "27, 31, 36" in paper[0], "words are as dark as on a light screen"
