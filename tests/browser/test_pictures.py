"""Charts: drawn for the theme, told in words, and larger when pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.pay import AVERAGE

CHARTS = {
    "How much do ML engineers earn?": ("salary.svg", AVERAGE.split()[1]),
    "What is the career path?": ("career_path.svg", "career ladder"),
}


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_fits_the_theme_and_is_told_in_words(visit: Visit, size: str, theme: str) -> None:
    widget = visit(size=size, color_scheme=theme).open()
    for question, (name, words) in CHARTS.items():
        image = widget.ask_and_wait(question).get_by_role("img")
        shown = image.evaluate("image => image.decode().then(() => image.currentSrc)")
        assert f"/chat/charts/{name}?" in shown and f"theme={theme}" in shown
        assert words in (image.get_attribute("alt") or "")
        assert image.evaluate("image => image.naturalWidth > 0")
        assert widget.log.evaluate("log => log.scrollWidth <= log.clientWidth")
        widget.take_picture(f"{name.split('.')[0]}-{size}-{theme}")


def test_a_chart_follows_when_the_device_goes_dark(visit: Visit) -> None:
    widget = visit().open()
    image = widget.ask_and_wait("How much do ML engineers earn?").get_by_role("img")
    image.evaluate("image => image.decode()")
    with widget.page.expect_response(lambda response: "theme=dark" in response.url):
        widget.page.emulate_media(color_scheme="dark")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_chart_is_shown_larger(visit: Visit, size: str) -> None:
    widget = visit(size=size).open()
    answer = widget.ask_and_wait("How much do ML engineers earn?")
    small = answer.get_by_role("button", name="Chart of pay")
    small.press("Enter")
    dialog = widget.page.get_by_role("dialog", name="Chart")
    large = dialog.get_by_role("img")
    expect(large).to_be_visible()
    large.evaluate("image => image.decode()")
    area = "image => image.width * image.height"
    assert large.evaluate(area) > small.get_by_role("img").evaluate(area)
    expect(large).to_be_in_viewport(ratio=1)
    widget.check_accessibility()
    widget.take_picture(f"chart-{size}")
    widget.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(widget.panel).to_be_visible()
    expect(small).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height"), [(390, 844), (844, 390), (640, 400), (320, 256)],
    ids=["phone upright", "phone across", "200 %", "400 %"],
)  # fmt: skip
def test_an_enlarged_chart_is_larger_however_small_the_screen(
    visit: Visit, width: int, height: int
) -> None:
    widget = visit(viewport={"width": width, "height": height}).open()
    answer = widget.ask_and_wait("How much do ML engineers earn?")
    small = answer.get_by_role("button", name="Chart of pay")
    before = small.get_by_role("img").evaluate("image => image.offsetWidth")
    small.press("Enter")
    dialog = widget.page.get_by_role("dialog", name="Chart")
    large = dialog.get_by_role("img")
    large.evaluate("image => image.decode()")
    once = large.evaluate("image => image.offsetWidth")
    assert once > before
    dialog.get_by_role("button", name="Twice as large").click()
    assert large.evaluate("image => image.offsetWidth") == pytest.approx(2 * once, abs=2)
    place = dialog.get_by_role("group", name="Chart")
    place.evaluate("place => place.scrollTo(1e6, 1e6)")
    corner = large.evaluate(
        "image => [image.getBoundingClientRect().right, image.getBoundingClientRect().bottom]"
    )
    assert corner[0] <= width + 1 and corner[1] <= height + 1, "its corner can't be scrolled to"
    widget.check_accessibility()


def test_a_chart_can_be_enlarged_before_it_has_come(visit: Visit) -> None:
    widget = visit().open()
    held: list[Route] = []
    widget.page.route("**/chat/charts/**", lambda route: held.append(route))
    answer = widget.ask_and_wait("How much do ML engineers earn?")
    answer.get_by_role("button", name="Chart of pay").press("Enter")
    large = widget.page.get_by_role("dialog", name="Chart").get_by_role("img")
    expect(large).to_be_attached()
    for route in held:
        route.continue_()
    expect(large).to_be_visible()
    large.evaluate("image => image.decode()")
    assert large.evaluate("image => image.width / image.height") == pytest.approx(
        large.evaluate("image => image.naturalWidth / image.naturalHeight"), rel=0.02
    )
    expect(large).to_be_in_viewport(ratio=1)


def test_a_chart_that_does_not_come_leaves_no_hole(visit: Visit) -> None:
    widget = visit().open()
    widget.page.route("**/chat/charts/**", lambda route: route.fulfill(status=500))
    answer = widget.ask_and_wait("How much do ML engineers earn?")
    expect(answer.locator("figure")).to_have_count(0)
    widget.complaints.clear()
