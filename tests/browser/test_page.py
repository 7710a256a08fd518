"""The page in a real browser, talking to the real server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect, sync_playwright

SCREENSHOTS = Path(__file__).parent / "screenshots"
QUESTION = "Which skills do I need?"
ATTACK = """<img src=x onerror="document.title='attacked'"> *a* [b](javascript:alert(1))"""
WAIT = 20_000  # milliseconds, for an answer on a slow machine

# No sandbox, because containers and CI run as root; and no calls home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium: Playwright drives it and downloads nothing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail(
            "Chromium is not installed, so the page can't be tested. "
            "On Debian and Ubuntu, install it with 'apt-get install chromium'."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def errors() -> list[str]:
    """What the browser complained about while the page was open."""
    return []


@pytest.fixture
def page(browser: Browser, server_url: str, errors: list[str]) -> Iterator[Page]:
    """The page as someone sees it who has never been there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(f"{server_url}/chat")
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    yield page
    context.close()


SLOW_TIMERS = """
const timeout = window.setTimeout;
window.setTimeout = (callback, delay, ...rest) => timeout(callback, delay || 50, ...rest);
"""


def type_in(page: Page, text: str) -> None:
    """Types a question and sends it with the Enter key."""
    page.get_by_role("textbox", name="Your question").click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def answers(page: Page) -> Locator:
    """The assistant's answers; the greeting and the typing indicator are none."""
    return page.locator(".ai-message-text.text-message")


def questions(page: Page) -> Locator:
    """What the person said, typed or with a button."""
    return page.locator(".user-message-text")


def last_buttons(page: Page) -> Locator:
    """The buttons under the latest answer."""
    return page.locator(".choices").last.get_by_role("button")


def take_picture(page: Page, name: str) -> None:
    """Keeps a picture for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def test_greets_and_suggests_questions(page: Page, errors: list[str]) -> None:
    expect(page.get_by_role("heading", name="ML careers in Canada")).to_be_visible()
    expect(page.get_by_text("Hello! I can help you")).to_be_visible()
    assert 3 <= last_buttons(page).count() <= 4
    take_picture(page, "greeting")
    assert errors == []


def test_answers_a_question_with_bullets_source_and_buttons(page: Page, errors: list[str]) -> None:
    type_in(page, QUESTION)
    expect(questions(page)).to_have_text([QUESTION])
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    assert answers(page).locator("li").count() >= 2
    source = answers(page).locator(".source")
    expect(source).to_contain_text("Source:")
    size, whole = (
        element.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
        for element in (source, answers(page))
    )
    assert size < whole
    assert last_buttons(page).count() >= 1
    take_picture(page, "answer")
    assert errors == []


def test_a_button_asks_its_question_and_stays_usable(page: Page, errors: list[str]) -> None:
    first = page.locator(".choices").first.get_by_role("button").first
    text = first.inner_text()
    for times in (1, 2):
        first.click()
        expect(answers(page)).to_have_count(times, timeout=WAIT)
        expect(questions(page)).to_have_text([text] * times)
    follow_up = last_buttons(page).first
    asked = follow_up.inner_text()
    follow_up.click()
    expect(answers(page)).to_have_count(3, timeout=WAIT)
    expect(questions(page).last).to_have_text(asked)
    assert errors == []


def test_shows_that_it_is_answering(page: Page, errors: list[str]) -> None:
    release: list[bool] = []

    def hold(route: Route) -> None:
        expect(page.locator(".loading-message-dots")).to_be_visible()
        expect(page.get_by_role("button", name="Start over")).to_be_disabled()
        release.append(True)
        route.continue_()

    page.route("**/chat/messages", hold)
    type_in(page, QUESTION)
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    assert release == [True]
    expect(page.locator(".loading-message-dots")).to_have_count(0)
    assert errors == []


def test_what_is_typed_is_text_and_never_runs(page: Page, errors: list[str]) -> None:
    type_in(page, ATTACK)
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    expect(questions(page)).to_have_text([ATTACK])
    page.reload()
    expect(questions(page)).to_have_text([ATTACK])
    assert questions(page).locator("*").count() == 0
    expect(page).to_have_title("ML careers in Canada")
    assert errors == []


def test_what_the_server_says_never_runs_either(page: Page, errors: list[str]) -> None:
    hostile = {"text": f"{ATTACK}\n\n![c](/x.png)", "buttons": [{"title": ATTACK, "payload": ""}]}
    page.route("**/chat/messages", lambda route: route.fulfill(json={"messages": [hostile]}))
    type_in(page, QUESTION)
    expect(answers(page)).to_have_count(1)
    expect(last_buttons(page)).to_have_text([ATTACK])
    assert answers(page).locator("img, [href]").count() == 0
    expect(page).to_have_title("ML careers in Canada")
    assert errors == []


def test_a_failure_is_explained_and_keeps_the_question(page: Page) -> None:
    page.context.set_offline(True)
    type_in(page, QUESTION)
    expect(page.get_by_text("I can't reach the assistant right now.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your question")).to_have_text(QUESTION)
    take_picture(page, "failure")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send").click()
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    expect(page.get_by_role("textbox", name="Your question")).to_be_empty()


def test_a_conversation_goes_on_after_a_reload_until_it_is_started_over(
    page: Page, errors: list[str]
) -> None:
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            body = request.post_data_json
            assert body is not None
            sent.append(body["conversation"])

    page.on("request", note)
    type_in(page, QUESTION)
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    page.reload()
    expect(questions(page)).to_have_text([QUESTION])
    expect(answers(page).locator(".source")).to_contain_text("Source:")
    last_buttons(page).first.click()
    expect(answers(page)).to_have_count(2, timeout=WAIT)

    page.get_by_role("button", name="Start over").click()
    expect(questions(page)).to_have_count(0)
    expect(page.get_by_text("Hello! I can help you")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Hello! I can help you")).to_be_visible()
    expect(questions(page)).to_have_count(0)
    last_buttons(page).first.click()
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    assert sent[0] == sent[1] != sent[2]
    assert errors == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_fits_a_phone(page: Page, errors: list[str], colours: str) -> None:
    page.set_viewport_size({"width": 375, "height": 812})
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    type_in(page, QUESTION)
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    messages = page.get_by_role("log", name="Messages")
    assert messages.evaluate("log => log.scrollWidth <= log.clientWidth")
    for name in ("Send", "Start over"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    take_picture(page, f"phone-{colours}")
    assert errors == []


def test_the_keyboard_is_enough(page: Page, errors: list[str]) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Start over")).to_be_focused()
    for _ in range(2):  # over the list of messages to its first button
        page.keyboard.press("Tab")
    button = page.locator(".choices").first.get_by_role("button").first
    expect(button).to_be_focused()
    assert button.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    assert errors == []


def test_a_slow_machine_gets_the_same_page(page: Page, errors: list[str]) -> None:
    # The component then renders twice, the second time without saying so.
    page.add_init_script(SLOW_TIMERS)
    type_in(page, ATTACK)
    expect(answers(page)).to_have_count(1, timeout=WAIT)
    page.reload()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    expect(page.get_by_role("log", name="Messages")).to_be_visible()
    expect(questions(page)).to_have_text([ATTACK])
    assert errors == []
