"""What a site's own scripts can do with the chat, and what they hear of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from evaluation.assistant import ALLOWED_ORIGIN as SITE
from tests.browser.conftest import NewContext, Visit, VisitSite
from tests.browser.host_page import add_site
from tests.browser.widget import MESSAGES, Widget

QUESTION = "How much do ML engineers earn?"
HEAR = """chat => {
  window.heard = [];
  for (const name of ["open", "close", "question", "answer", "rating", "reset"]) {
    chat.on(name, ({detail}) => heard.push([name, detail]));
  }
}"""


def call(widget: Widget, expression: str) -> Any:
    """Evaluates an expression in which ``chat`` is the chat."""
    return widget.page.locator("ml-career-chat").evaluate(f"chat => {expression}")


def heard(widget: Widget) -> list[list[Any]]:
    """The events so far, with their details."""
    found: list[list[Any]] = widget.page.evaluate("heard")
    return found


def test_a_site_opens_closes_and_asks(visit: Visit) -> None:
    widget = visit()
    assert call(widget, "chat.isOpen") is False
    assert call(widget, "chat.open()") is True
    expect(widget.input).to_be_focused()
    call(widget, "chat.close()")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_visible()
    call(widget, "chat.toggle()")
    expect(widget.panel).to_be_visible()
    assert call(widget, "chat.isOpen") is True
    call(widget, "chat.toggle()")
    expect(widget.panel).to_be_hidden()
    assert call(widget, f"chat.ask('{QUESTION}')") is True
    expect(widget.questions).to_have_text([QUESTION])
    widget.wait_for_answers(1)


def test_closing_while_the_chat_is_loaded_leaves_it_closed(visit: Visit) -> None:
    widget = visit()
    assert (
        call(widget, "(() => { const opening = chat.open(); chat.close(); return opening })()")
        is False
    )
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_visible()


def test_events_come_without_words(visit: Visit) -> None:
    widget = visit()
    widget.page.locator("ml-career-chat").evaluate(HEAR)
    answer = widget.open().ask_and_wait(QUESTION)
    answer.get_by_role("button", name="Yes, helpful").click()
    expect(answer.get_by_role("status")).to_have_text("Thank you!")
    widget.close.click()
    assert heard(widget) == [
        ["open", None],
        ["question", {}],
        ["answer", {"rateable": True}],
        ["rating", {"rating": "up"}],
        ["close", None],
    ]


def test_events_have_the_words_a_site_asks_for(visit_site: VisitSite) -> None:
    widget = visit_site("data-event-texts")
    widget.page.locator("ml-career-chat").evaluate(HEAR)
    call(widget, f"chat.ask('{QUESTION}')")
    widget.wait_for_answers(1)
    opened, question, answer = heard(widget)
    assert opened == ["open", None]
    assert question == ["question", {"text": QUESTION}]
    assert "CAD" in answer[1]["text"]


def test_an_event_that_there_is_not_is_named(visit: Visit) -> None:
    widget = visit()
    call(widget, "chat.on('open', () => { window.counted = (window.counted ?? 0) + 1 })()")
    call(widget, "chat.open()")
    assert widget.page.evaluate("window.counted") is None  # it was ended at once
    with pytest.raises(Exception, match='no event "opened"; it has open, close'):
        call(widget, "chat.on('opened', () => {})")


@pytest.mark.parametrize("is_loaded", [True, False], ids=["open", "not loaded"])
def test_reset_leaves_nothing_to_the_next_person(
    visit: Visit, new_context: NewContext, is_loaded: bool
) -> None:
    context = new_context()
    widget = visit(context=context)
    widget.open().ask_and_wait(QUESTION)
    widget.start_over.click()
    expect(widget.answers).to_have_count(0)
    widget.ask_and_wait("Do I need a degree at all?")
    widget.write("Between you and me")
    other = visit(context=context)
    other.open().wait_for_answers(1)
    if not is_loaded:
        widget.close.click()
        widget.page.reload()
        expect(widget.launcher).to_be_visible()
    widget.page.locator("ml-career-chat").evaluate(HEAR)
    call(widget, "chat.reset()")
    assert heard(widget) == [["reset", None]]
    kept = "JSON.stringify([{...localStorage}, Object.values(sessionStorage)])"
    assert widget.page.evaluate(kept) in ('[{},["true"]]', '[{},["false"]]')
    expect(other.answers).to_have_count(0)
    for each in (widget, other):
        each.open()
        expect(each.answers).to_have_count(0)
        expect(each.input).to_have_value("")
        each.page.reload()
        each.open()
        expect(each.greeting).to_be_visible()
        expect(each.answers).to_have_count(0)
    widget.ask_and_wait(QUESTION)


def test_destroy_takes_it_away_and_mount_puts_a_new_one_there(visit: Visit) -> None:
    widget = visit()
    widget.open().ask_and_wait(QUESTION)
    call(widget, "chat.destroy()")
    widget.page.evaluate("new Promise(requestAnimationFrame)")
    expect(widget.page.locator("ml-career-chat")).to_have_count(0)
    widget.page.evaluate(
        "import('/chat/widget.mjs').then(({mount}) => mount({title: 'Ask Ada', open: false}))"
        ".then((chat) => chat.open())"
    )
    expect(widget.page.get_by_role("dialog", name="Ask Ada")).to_be_visible()
    widget.wait_for_answers(1)
    expect(widget.page.locator("ml-career-chat")).to_have_count(1)


def test_a_module_gets_the_chat_that_is_there(visit: Visit) -> None:
    widget = visit()
    same = (
        "import('/chat/widget.mjs').then(({mount}) => mount()).then((mounted) => mounted === chat)"
    )
    assert call(widget, same) is True


def test_a_site_has_questions_a_logo_and_a_side_of_its_own(
    visit_site: VisitSite, server_url: str
) -> None:
    widget = visit_site(
        'data-questions="Is it hard?| What does it pay? " data-side="left" '
        f'data-logo="{server_url}/chat/icon.svg"'
    )
    launcher = widget.launcher.bounding_box()
    assert launcher is not None
    assert round(launcher["x"]) == 20
    logo = widget.launcher.locator("img")
    assert logo.evaluate("logo => logo.decode().then(() => logo.naturalWidth > 0)")
    widget.take_picture("own-launcher")
    widget.open()
    panel = widget.panel.bounding_box()
    assert panel is not None
    assert round(panel["x"]) == 20
    expect(widget.suggestions).to_have_text(["Is it hard?", "What does it pay?"])
    expect(widget.panel.locator(".mark img")).to_be_visible()
    widget.take_picture("own-questions")


def test_open_stays_open_on_the_next_page(visit: Visit, server_url: str) -> None:
    widget = visit()
    widget.open().ask_and_wait(QUESTION)
    widget.page.goto(f"{server_url}/chat/demo?next")
    expect(widget.panel).to_be_visible()
    expect(widget.launcher).to_be_hidden()
    widget.wait_for_answers(1)
    expect(widget.input).not_to_be_focused()
    widget.close.click()
    widget.page.reload()
    expect(widget.launcher).to_be_visible()
    expect(widget.panel).to_have_count(0)


def test_what_was_closed_stays_closed_whatever_the_tag_says(visit_site: VisitSite) -> None:
    widget = visit_site("data-open")
    widget.close.click()
    widget.page.reload()
    expect(widget.launcher).to_be_visible()
    expect(widget.panel).to_have_count(0)


@pytest.mark.parametrize("comes", ["on the same page", "on the next page", "between the pages"])
def test_a_badge_tells_of_an_answer_that_comes_when_the_chat_is_closed(
    visit: Visit, server_url: str, comes: str
) -> None:
    widget = visit()
    widget.open()
    held: list[Route] = []
    widget.page.route(MESSAGES, lambda route: held.append(route))
    with widget.page.expect_request(MESSAGES):
        widget.ask(QUESTION)
    expect(widget.typing).to_be_visible()
    widget.close.click()
    host = widget.page.locator("ml-career-chat")
    expect(host).not_to_have_attribute("unread", "")
    if comes == "between the pages":
        held[0].fetch()  # the server gets the question and answers it
    if comes == "on the same page":
        held[0].continue_()
    else:
        held[0].abort()
        widget.page.unroute(MESSAGES)
        widget.page.goto(f"{server_url}/chat/demo?next")
    expect(host).to_have_attribute("unread", "")
    widget.complaints.clear()  # of the abort
    expect(widget.launcher).to_have_accessible_description("There is a new answer.")
    widget.take_picture("badge")
    widget.page.reload()
    expect(host).to_have_attribute("unread", "")
    widget.open().wait_for_answers(1)
    widget.close.click()
    expect(host).not_to_have_attribute("unread", "")
    widget.check_accessibility()


def test_the_chat_in_a_frame_of_a_site(
    new_context: NewContext, visit: Visit, server_url: str
) -> None:
    context = new_context()
    frame = (
        f'<iframe title="Chat" src="{server_url}/chat?language=fr&colour=teal&greeting=x"></iframe>'
    )
    add_site(context, SITE, {"/": f'<link rel="icon" href="data:,">{frame}'})
    inside = visit(f"{SITE}/", context=context).page.frame_locator("iframe")
    box = inside.get_by_role("textbox", name="Votre question")
    box.fill(QUESTION)
    box.press("Enter")
    expect(inside.locator(".answer:has(time)")).to_have_count(1)
    expect(inside.get_by_text("Bonjour! Je peux vous aider")).to_be_visible()


def test_a_site_that_is_not_allowed_gets_no_frame(
    new_context: NewContext, visit: Visit, server_url: str
) -> None:
    context = new_context()
    stranger = "http://another.localhost"
    frame = f'<iframe title="Chat" src="{server_url}/chat"></iframe>'
    add_site(context, stranger, {"/": f'<link rel="icon" href="data:,">{frame}'})
    widget = visit(f"{stranger}/", context=context)
    expect(widget.page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)
    assert any("frame-ancestors" in complaint for complaint in widget.complaints)
    widget.complaints.clear()
