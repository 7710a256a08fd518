"""Questions suggested while somebody types: by keyboard, by touch, by ear, and never in the way."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Visit
from tests.browser.widget import Widget

SUGGESTIONS = "**/chat/suggestions"
PAY = "How much do ML engineers earn?"
COUNT_LISTS = """() => {
  const list = document.querySelector("ml-career-chat").shadowRoot.querySelector(".typeahead");
  window.lists = 0;
  new MutationObserver(() => (lists += list.hidden ? 0 : 1)).observe(list, { childList: true });
}"""


def options(widget: Widget) -> Locator:
    """What is suggested."""
    return widget.page.get_by_role("listbox", name="You could ask").get_by_role("option")


def marked(widget: Widget) -> str | None:
    """What a screen reader takes for the option one is on."""
    found: str | None = widget.input.evaluate(
        """input => input.getRootNode().getElementById(
          input.getAttribute("aria-activedescendant"))?.textContent ?? null"""
    )
    return found


def hold(widget: Widget) -> list[Route]:
    """Keeps requests waiting, and returns the list of them."""
    held: list[Route] = []
    widget.page.route(SUGGESTIONS, lambda route: held.append(route))
    return held


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_all_fits(visit: Visit, size: str, colours: str) -> None:
    widget = visit(size=size, color_scheme=colours).open()
    widget.write("do i need")
    expect(options(widget)).not_to_have_count(0)
    widget.check_accessibility()
    widget.page.keyboard.press("ArrowDown")
    expect(options(widget).first).to_have_attribute("aria-selected", "true")
    expect(options(widget).first).to_be_in_viewport(ratio=1)
    widget.check_accessibility()
    widget.take_picture(f"typeahead-{size}-{colours}")


def test_arrows_choose_and_enter_asks(visit: Visit) -> None:
    widget = visit().open()
    widget.write("how much do")
    expect(options(widget)).not_to_have_count(0)
    texts = options(widget).all_text_contents()
    assert marked(widget) is None
    widget.page.keyboard.press("ArrowDown")
    assert marked(widget) == texts[0]
    widget.page.keyboard.press("ArrowUp")
    assert marked(widget) is None
    widget.page.keyboard.press("ArrowUp")
    assert marked(widget) == texts[-1]
    expect(widget.input).to_be_focused()
    expect(widget.input).to_have_value("how much do")
    widget.page.keyboard.press("Enter")
    expect(widget.questions).to_have_text([texts[-1]])
    expect(widget.input).to_have_value("")
    expect(options(widget)).to_have_count(0)
    widget.wait_for_answers(1)


def test_enter_sends_what_is_typed_where_nothing_is_chosen(visit: Visit) -> None:
    widget = visit().open()
    widget.write("how much do")
    expect(options(widget)).not_to_have_count(0)
    widget.page.keyboard.press("Enter")
    expect(widget.questions).to_have_text(["how much do"])
    expect(options(widget)).to_have_count(0)
    widget.wait_for_answers(1)


def test_escape_takes_the_list_away_first_and_the_next_key_brings_it_back(visit: Visit) -> None:
    widget = visit().open()
    widget.write("how much")
    expect(options(widget)).not_to_have_count(0)
    widget.page.keyboard.press("Escape")
    expect(options(widget)).to_have_count(0)
    expect(widget.panel).to_be_visible()
    expect(widget.input).to_have_value("how much")
    widget.page.keyboard.type(" d")
    expect(options(widget)).not_to_have_count(0)
    widget.page.keyboard.press("Escape")
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_pressing_one_asks_it(visit: Visit, size: str) -> None:
    widget = visit(size=size).open()
    widget.write("how much do ml")
    option = options(widget).filter(has_text=PAY)
    if size == "phone":
        option.tap()
    else:
        option.click()
    expect(widget.questions).to_have_text([PAY])
    expect(widget.input).to_be_focused()
    widget.wait_for_answers(1)


def test_no_more_than_one_request_is_in_flight_and_the_last_text_counts(visit: Visit) -> None:
    widget = visit().open()
    held = hold(widget)
    widget.input.click()
    widget.page.keyboard.type("which cities")
    widget.page.wait_for_timeout(300)
    assert [route.request.post_data_json["text"] for route in held] == ["wh"]  # type: ignore[index]
    with widget.page.expect_request(SUGGESTIONS):
        held[0].fulfill(json={"questions": ["Not for this"]})
    expect(options(widget)).to_have_count(0)
    widget.page.wait_for_timeout(300)
    assert [route.request.post_data_json["text"] for route in held] == ["wh", "which cities"]  # type: ignore[index]
    held[1].fulfill(json={"questions": ["Which cities are best for ML?"]})
    expect(options(widget)).to_have_text(["Which cities are best for ML?"])


def test_each_key_brings_a_list_of_its_own(visit: Visit) -> None:
    widget = visit().open()
    widget.input.click()
    widget.page.evaluate(COUNT_LISTS)
    for place, letter in enumerate("how much do ml eng", 1):
        widget.page.keyboard.type(letter)
        if place > 2:
            widget.page.wait_for_function("count => lists >= count", arg=place - 2)


def test_what_comes_after_sending_is_not_shown(visit: Visit) -> None:
    widget = visit().open()
    held = hold(widget)
    widget.ask("which cities")
    widget.wait_for_answers(1)
    held[0].fulfill(json={"questions": ["Which cities are best for ML?"]})
    widget.page.wait_for_timeout(300)
    expect(options(widget)).to_have_count(0)


@pytest.mark.parametrize("status", [429, 500, 200])
def test_a_failure_is_nobody_s_trouble(visit: Visit, status: int) -> None:
    widget = visit().open()
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=status, body="<p>a proxy", headers={"Retry-After": "60"})

    widget.page.route(SUGGESTIONS, fail)
    widget.input.click()
    with widget.page.expect_response(SUGGESTIONS):
        widget.page.keyboard.type("how")
    widget.page.wait_for_timeout(300)
    widget.page.keyboard.type(" much")
    widget.page.wait_for_timeout(300)
    assert len(asked) == 1, "it goes on asking"
    expect(widget.notice).to_be_empty()
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    widget.complaints[:] = [
        each for each in widget.complaints if "the server responded" not in each
    ]


@pytest.mark.parametrize("text", ["x", "how much\nand where", "how much " + "x" * 200])
def test_nothing_is_asked_for_what_no_question_can_be(visit: Visit, text: str) -> None:
    widget = visit().open()
    held = hold(widget)
    widget.write(text)
    widget.page.wait_for_timeout(300)
    assert held == []


def test_the_number_is_announced_once(visit: Visit) -> None:
    widget = visit().open()
    widget.write("do i need")
    status = widget.panel.get_by_role("status").filter(has_text="questions fit")
    expect(status).to_contain_text("arrow keys choose, Enter asks")


def test_in_french(visit: Visit) -> None:
    widget = visit(locale="fr-CA", path="/chat")
    box = widget.page.get_by_role("textbox").first
    box.click()
    widget.page.keyboard.insert_text("combien")
    found = widget.page.get_by_role("option")
    expect(found.first).to_contain_text("Combien")


def test_what_is_typed_stands_in_no_address_and_no_storage(visit: Visit) -> None:
    widget = visit().open()
    addresses: list[str] = []
    widget.page.on("request", lambda request: addresses.append(request.url))
    with widget.page.expect_response(SUGGESTIONS) as response:
        widget.write("zanzibar pay")
    assert json.loads(response.value.request.post_data or "")["text"] == "zanzibar pay"
    assert not any("zanzibar" in address for address in addresses)
