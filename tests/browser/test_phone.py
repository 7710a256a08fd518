"""On a phone: the whole screen, the keyboard, the edges."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.widget import Widget

QUESTION = "How much do ML engineers earn?"
KEYBOARD_HEIGHT = 336
# Safari lays its keyboard over the page: what is seen gets smaller, and may be moved down.
KEYBOARD_OVER_THE_PAGE = """
  const seen = new EventTarget();
  let keyboard = 0;
  seen.scale = 1;
  seen.offsetTop = 0;
  Object.defineProperty(seen, "height", {get: () => innerHeight - keyboard});
  Object.defineProperty(window, "visualViewport", {value: seen});
  window.bringKeyboard = (height, offset) => {
    keyboard = height;
    seen.offsetTop = offset;
    seen.dispatchEvent(new Event("resize"));
  };
"""


def is_whole_screen(widget: Widget) -> bool:
    """Whether the panel covers all there is."""
    size = widget.page.viewport_size
    assert size is not None
    box = "panel => [panel.offsetLeft, panel.offsetTop, panel.offsetWidth, panel.offsetHeight]"
    found: list[int] = widget.panel.evaluate(box)
    return found == [0, 0, size["width"], size["height"]]


def test_the_panel_is_the_whole_screen_and_nothing_else_can_be_reached(visit: Visit) -> None:
    widget = visit(size="phone").open()
    assert is_whole_screen(widget)
    expect(widget.input).not_to_be_focused()  # that would bring the keyboard up over the greeting
    for _ in range(30):
        widget.page.keyboard.press("Tab")
        assert widget.page.evaluate("document.activeElement.localName") in (
            "ml-career-chat",
            "body",
        )
    widget.ask_and_wait(QUESTION)
    assert widget.page.evaluate("document.documentElement.scrollWidth") <= 390
    widget.start_over.click()
    expect(widget.questions).to_have_count(0)
    expect(widget.input).not_to_be_focused()


@pytest.mark.parametrize("width", [480, 481])
def test_from_481_pixels_on_it_is_a_window(visit: Visit, width: int) -> None:
    widget = visit(viewport={"width": width, "height": 800}).open()
    assert is_whole_screen(widget) == (width == 480)


def test_turning_the_phone_keeps_what_is_typed(visit: Visit) -> None:
    widget = visit(viewport={"width": 700, "height": 900}).open()
    widget.write("Half a quest")
    widget.page.set_viewport_size({"width": 390, "height": 844})
    expect(widget.panel).to_have_css("border-radius", "0px")
    assert is_whole_screen(widget)
    expect(widget.input).to_have_value("Half a quest")
    expect(widget.input).to_be_focused()
    widget.page.set_viewport_size({"width": 700, "height": 900})
    expect(widget.panel).not_to_have_css("border-radius", "0px")
    expect(widget.input).to_be_focused()


def test_the_page_does_not_zoom_in_on_the_input(visit: Visit) -> None:
    widget = visit(size="phone").open()
    size = "input => parseFloat(getComputedStyle(input).fontSize)"
    assert widget.input.evaluate(size) >= 16
    answer = widget.ask_and_wait(QUESTION)
    answer.get_by_role("button", name="No, not helpful").click()
    assert answer.get_by_role("textbox").evaluate(size) >= 16


def test_a_keyboard_over_the_page_does_not_cover_the_input(visit: Visit) -> None:
    widget = visit(size="phone")
    widget.page.add_init_script(KEYBOARD_OVER_THE_PAGE)
    widget.page.reload()
    widget.open().ask_and_wait(QUESTION)
    widget.input.click()
    widget.page.evaluate(f"bringKeyboard({KEYBOARD_HEIGHT}, 60)")
    box = widget.page.locator(".composer").bounding_box()
    assert box is not None
    assert box["y"] >= 60 and box["y"] + box["height"] <= 60 + 844 - KEYBOARD_HEIGHT
    expect(widget.close).to_be_visible()
    widget.take_picture("keyboard")
    widget.page.evaluate("bringKeyboard(0, 0)")
    assert is_whole_screen(widget)


def test_a_keyboard_that_makes_the_page_smaller_leaves_room_to_read(visit: Visit) -> None:
    widget = visit(size="phone").open()
    widget.ask_and_wait(QUESTION)
    widget.page.set_viewport_size({"width": 390, "height": 844 - KEYBOARD_HEIGHT - 80})
    for part in (widget.input, widget.send, widget.close):
        expect(part).to_be_in_viewport(ratio=0.9)
    assert widget.log.evaluate("log => log.clientHeight") >= 240


def test_the_edges_of_the_screen_stay_free(visit: Visit) -> None:
    widget = visit(size="phone")
    wire = widget.page.context.new_cdp_session(widget.page)
    insets = {"top": 47, "bottom": 34}
    wire.send("Emulation.setSafeAreaInsetsOverride", {"insets": insets})
    launcher = widget.launcher.bounding_box()
    assert launcher is not None
    assert launcher["y"] + launcher["height"] <= 844 - insets["bottom"]
    widget.open()
    close = widget.close.bounding_box()
    assert close is not None
    assert close["y"] >= insets["top"]
    last = widget.page.get_by_text("Based on one career guide only").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 844 - insets["bottom"]
