"""Typing: what is typed is never lost, never sent too early, and no business of the page's."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.widget import MESSAGES

QUESTION = "Which skills do I need?"
SHORTCUTS = """() => {
  window.heard = [];
  for (const name of ["keydown", "keypress", "keyup"]) {
    document.addEventListener(name, (event) => {
      window.heard.push(event.key);
      if (["/", "s"].includes(event.key)) event.preventDefault();
    });
  }
}"""
MODAL = """() => {
  const modal = document.body.appendChild(document.createElement("div"));
  modal.tabIndex = -1;
  document.addEventListener("focusin", ({target}) => {
    if (!modal.contains(target)) modal.focus();
  });
}"""


@pytest.mark.parametrize("sign", [{"isComposing": True}, {"keyCode": 229}], ids=str)
def test_enter_that_confirms_a_word_does_not_send(visit: Visit, sign: dict[str, Any]) -> None:
    widget = visit().open()
    widget.write("給料")
    press = """(input, sign) => input.dispatchEvent(new KeyboardEvent("keydown", {
      key: "Enter", bubbles: true, cancelable: true, ...sign}))"""
    assert widget.input.evaluate(press, sign), "the input method's own Enter was taken away"
    expect(widget.input).to_have_value("給料")
    expect(widget.questions).to_have_count(0)
    widget.page.keyboard.press("Enter")
    expect(widget.questions).to_have_text(["給料"])
    widget.wait_for_answers(1)


def test_keys_end_at_the_edge_of_the_chat(visit: Visit) -> None:
    widget = visit().open()
    widget.page.evaluate(SHORTCUTS)
    widget.input.click()
    widget.page.keyboard.type("skills/tools")
    expect(widget.input).to_have_value("skills/tools")
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    assert widget.page.evaluate("heard") == []


def test_a_modal_of_the_page_that_keeps_the_focus_lets_people_type(visit: Visit) -> None:
    widget = visit().open()
    widget.page.evaluate(MODAL)
    widget.page.evaluate("document.activeElement.blur()")
    widget.input.click()
    widget.page.keyboard.type(QUESTION)
    expect(widget.input).to_have_value(QUESTION)


def test_a_draft_outlives_a_reload_and_goes_once_it_is_sent(visit: Visit) -> None:
    widget = visit().open()
    widget.write("Which skills\ndo I")
    widget.page.reload()
    widget.open()
    expect(widget.input).to_have_value("Which skills\ndo I")
    widget.input.press("Control+End")
    widget.page.keyboard.type(" need?")
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    widget.page.reload()
    widget.open()
    expect(widget.input).to_have_value("")


def test_what_is_typed_after_a_suggestion_goes_into_the_box(visit: Visit) -> None:
    widget = visit().open()
    widget.suggestions.first.click()
    widget.wait_for_answers(1)
    widget.page.keyboard.type("and then?")
    expect(widget.input).to_have_value("and then?")
    expect(widget.input).to_be_focused()


def test_the_button_says_whether_it_can_be_used(visit: Visit) -> None:
    widget = visit().open()
    for text, disabled in (("", "true"), ("  ", "true"), ("Hi", "false"), ("x" * 2001, "true")):
        widget.input.fill(text)
        expect(widget.send).to_have_attribute("aria-disabled", disabled)


def test_lines_are_kept_when_a_question_is_edited(visit: Visit) -> None:
    widget = visit().open()

    def refuse(route: Route) -> None:
        route.fulfill(status=429, json={"error": "Too fast."}, headers={"Retry-After": "600"})

    widget.page.route(MESSAGES, refuse)
    widget.ask("one\ntwo\n\nthree")
    widget.page.get_by_role("button", name="Edit question").click()
    expect(widget.input).to_have_value("one\ntwo\n\nthree")
    widget.complaints.clear()


def test_the_box_grows_with_what_is_typed_to_a_third_of_the_screen(visit: Visit) -> None:
    widget = visit().open()
    height = "input => input.clientHeight"
    one = widget.input.evaluate(height)
    widget.input.fill("a\nb\nc")
    three = widget.input.evaluate(height)
    assert three == one + 2 * 24
    widget.input.fill("a\n" * 40)
    assert three < widget.input.evaluate(height) <= 240
    widget.input.fill("")
    assert widget.input.evaluate(height) == one


def test_where_colours_are_forced_the_focused_box_is_seen(visit: Visit) -> None:
    widget = visit(forced_colors="active").open()
    widget.input.click()
    ring = "input => getComputedStyle(input.closest('.composer')).outlineStyle"
    assert widget.input.evaluate(ring) == "solid"
    widget.take_picture("forced-colours")
