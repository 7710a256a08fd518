"""Reading: long answers, long conversations, and the other language."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.widget import HISTORY, MESSAGES, Widget

PAY = "How much do ML engineers earn?"
SEVERAL = "Which skills, what does it pay, which cities, and what programs are there?"
MOST_TAB_STOPS = 60
MOST_OF_ALL = 0.25  # in one task; all at once, it is half
TAB_STOPS = """() => {
  const root = document.querySelector("ml-career-chat").shadowRoot;
  return [...root.querySelectorAll("a[href], button, textarea, summary, [tabindex]")]
    .filter((part) => part.tabIndex >= 0 && part.checkVisibility()).length;
}"""


def remember_much(widget: Widget, turns: int) -> None:
    """Lets the server seem to remember a long conversation, and opens the chat anew."""
    entries: list[dict[str, Any]] = []
    for number in range(turns):
        time = f"2026-01-05T15:{number // 60:02}:{number % 60:02}Z"
        entries.append({"from": "user", "id": f"q{number}", "time": time, "text": f"Q {number}"})
        buttons = [{"title": title, "payload": title} for title in ("One?", "Two?", "Three?")]
        bullets = [f"- **Point {each}**: what is said of it, in a line or two" for each in range(5)]
        text = "\n".join((f"A {number}", "", *bullets, "", "*Source: [a guide](/guide#salary)*"))
        entries.append(
            {"from": "bot", "id": f"a{number}", "time": time, "text": text, "buttons": buttons,
             "rateable": True}
        )  # fmt: skip
    widget.open().ask_and_wait("hello")
    widget.page.route(HISTORY, lambda route: route.fulfill(json={"messages": entries}))
    widget.page.reload()
    widget.open()


def test_a_long_conversation_is_there_in_order_and_at_its_end(visit: Visit) -> None:
    widget = visit()
    remember_much(widget, 100)
    expect(widget.questions).to_have_text([f"Q {number}" for number in range(100)])
    expect(widget.answers).to_have_count(100)
    expect(widget.questions.last).to_be_in_viewport()
    expect(widget.page.locator(".day")).to_have_count(1)
    from_end = "log => log.scrollHeight - log.scrollTop - log.clientHeight"
    assert widget.log.evaluate(from_end) < 2
    assert widget.page.evaluate(TAB_STOPS) <= MOST_TAB_STOPS


def share_of_the_longest_task(trace: bytes) -> float:
    """What the longest task of a page takes of the processor time of all of them."""
    events = json.loads(trace)["traceEvents"]
    pages = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event["tdur"]
        for event in events
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) in pages and "tdur" in event
    ]
    assert len(tasks) > 100
    return float(max(tasks) / sum(tasks))


def test_a_long_conversation_comes_back_in_many_tasks(visit: Visit) -> None:
    widget = visit()
    remember_much(widget, 100)
    browser = widget.page.context.browser
    assert browser is not None
    browser.start_tracing(page=widget.page, categories=["disabled-by-default-devtools.timeline"])
    widget.page.reload()
    expect(widget.questions).to_have_count(100)
    expect(widget.questions.first).to_have_text("Q 0")
    assert share_of_the_longest_task(browser.stop_tracing()) < MOST_OF_ALL


def test_all_of_a_long_conversation_can_be_reached_by_keyboard(visit: Visit) -> None:
    widget = visit()
    remember_much(widget, 30)
    expect(widget.answers).to_have_count(30)
    old = widget.answers.nth(3).get_by_role("button", name="Yes, helpful")
    expect(old).to_have_attribute("tabindex", "-1")
    widget.log.focus()
    widget.page.keyboard.press("Home")
    first = widget.page.locator(".answer").first.get_by_role("button").first
    expect(first).to_have_attribute("tabindex", "0")
    widget.page.keyboard.press("Tab")
    expect(first).to_be_focused()
    assert widget.page.evaluate(TAB_STOPS) <= MOST_TAB_STOPS


def test_what_is_below_is_a_button_away(visit: Visit) -> None:
    widget = visit(viewport={"width": 1280, "height": 600}).open()
    newest = widget.page.get_by_role("button", name="Go to the newest message")
    expect(newest).to_be_hidden()
    answer = widget.ask_and_wait(PAY)
    expect(answer.locator("p").first).to_be_in_viewport()
    expect(newest).to_be_visible()
    newest.click()
    expect(widget.suggestions.last).to_be_in_viewport()
    expect(newest).to_be_hidden()


def test_a_long_answer_to_several_questions_is_folded(visit: Visit) -> None:
    widget = visit().open()
    answer = widget.ask_and_wait(SEVERAL)
    heads = answer.locator("summary")
    assert heads.count() >= 3
    expect(answer.locator(".source")).to_be_visible()
    closed = answer.locator("details:not([open])")
    before = closed.count()
    assert before == heads.count() - 1
    widget.check_accessibility()
    widget.take_picture("folded")
    heads.nth(1).focus()
    widget.page.keyboard.press("Enter")
    expect(closed).to_have_count(before - 1)


def test_pay_is_a_table(visit: Visit) -> None:
    widget = visit().open()
    answer = widget.ask_and_wait(PAY)
    assert answer.get_by_role("row").count() >= 3
    expect(answer.get_by_role("rowheader").first).to_contain_text("years")
    expect(answer.get_by_role("cell").first).to_contain_text("CAD")


def test_the_language_can_be_switched_and_is_kept(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait(PAY)
    widget.write("Half a")
    widget.panel.get_by_label("More").click()
    widget.page.get_by_role("button", name="Français").click()
    box = widget.page.get_by_role("textbox", name="Votre question")
    expect(box).to_have_value("Half a")
    widget.wait_for_answers(2)
    expect(widget.answers.last).to_contain_text("français")
    expect(widget.page.get_by_role("dialog", name="Carrières en ML au Canada")).to_be_visible()
    expect(widget.page.locator(".answer").first).to_contain_text("Bonjour!")
    expect(widget.page.get_by_role("button", name="Combien gagne-t-on")).to_be_attached()
    expect(widget.page.locator("ml-career-chat")).to_have_attribute("lang", "fr")
    widget.check_accessibility()
    widget.take_picture("switched")
    widget.page.reload()
    expect(box).to_be_visible()


def test_each_message_says_its_own_language(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait(PAY)
    widget.ask_and_wait("Quelles compétences faut-il avoir pour ce métier?")
    for reloaded in (False, True):
        if reloaded:
            widget.page.reload()
            widget.open()
            widget.wait_for_answers(2)
        for place, language in enumerate(("en", "fr")):
            for bubble in (
                widget.questions.nth(place),
                widget.answers.nth(place).locator(".bubble"),
            ):
                expect(bubble).to_have_attribute("lang", language)
        expect(widget.suggestions.first).to_have_attribute("lang", "fr")


def test_starting_over_can_be_undone(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait(PAY)
    widget.start_over.click()
    widget.ask_and_wait("Which skills do I need?")
    widget.page.reload()
    widget.open()
    back = widget.page.get_by_role("button", name="Back to the earlier conversation")
    back.click()
    expect(widget.questions).to_have_text([PAY])
    back.click()
    expect(widget.questions).to_have_text(["Which skills do I need?"])
    widget.check_accessibility()


def test_going_back_leaves_a_phone_without_its_keyboard(visit: Visit) -> None:
    widget = visit(size="phone").open()
    widget.ask_and_wait(PAY)
    widget.start_over.tap()
    widget.page.get_by_role("button", name="Back to the earlier conversation").tap()
    expect(widget.questions).to_have_text([PAY])
    expect(widget.log).to_be_focused()


def test_an_answer_that_comes_while_the_chat_is_closed_shows_a_badge(visit: Visit) -> None:
    widget = visit().open()
    held: list[Route] = []
    widget.page.route(MESSAGES, lambda route: held.append(route))
    widget.ask(PAY)
    expect(widget.typing).to_be_visible()
    widget.close.click()
    held[0].continue_()
    host = widget.page.locator("ml-career-chat")
    expect(host).to_have_attribute("unread", "")
    expect(widget.launcher).to_have_accessible_description("There is a new answer.")
    widget.check_accessibility()
    widget.take_picture("badge")
    widget.open()
    widget.wait_for_answers(1)
    expect(host).not_to_have_attribute("unread", "")
