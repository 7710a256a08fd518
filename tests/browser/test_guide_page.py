"""The guide's pages: without JavaScript, on a phone, in the dark, on paper, for everyone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext, Visit


@pytest.mark.parametrize("path", ["/guide", "/guide/fr"])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing(visit: Visit, size: str, colours: str, path: str) -> None:
    page = visit(path, size, color_scheme=colours)
    page.check_accessibility()
    page.take_picture(f"guide-{path[-2:]}-{size}-{colours}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_it_is_read_without_javascript(new_context: NewContext, server_url: str, size: str) -> None:
    page = new_context(size, java_script_enabled=False).new_page()
    page.goto(f"{server_url}/guide")
    page.get_by_role("link", name="Pay", exact=True).first.click()
    expect(page.get_by_role("heading", name="How much do ML engineers earn?")).to_be_in_viewport()
    expect(page.locator("#salary-band_1_3")).to_contain_text("83,000")
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Devenir")


@pytest.mark.parametrize("path", ["/guide", "/guide/fr"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(visit: Visit, path: str, width: int) -> None:
    page = visit(path).page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_both_charts_come_and_follow_the_dark(visit: Visit) -> None:
    page = visit("/guide", color_scheme="dark").page
    charts = page.get_by_role("img")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        shown = chart.evaluate("image => image.decode().then(() => image.currentSrc)")
        assert "theme=dark" in shown


def test_paper_has_the_answers_and_nothing_to_press(visit: Visit) -> None:
    page = visit("/guide").page
    page.emulate_media(media="print")
    expect(page.locator("#salary-band_1_3")).to_be_visible()
    expect(page.get_by_role("link", name="Ask about this").first).to_be_hidden()
    expect(page.locator("header")).to_be_hidden()
    address = "link => getComputedStyle(link, '::after').content"
    assert "https://" in page.locator(".original").evaluate(address)  # it can't be pressed on paper


def test_quoted_headings_have_the_guillemets_of_french_canada(visit: Visit) -> None:
    quoted = visit("/guide/fr").page.locator("q").first
    assert "«\u00a0" in quoted.evaluate("quoted => getComputedStyle(quoted).quotes")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_answers_source_leads_to_its_section(visit: Visit, language: str) -> None:
    question, section, heading = {
        "en": ("How much do ML engineers earn?", "Salary outlook", "Pay"),
        "fr": ("Combien gagne-t-on dans ce métier?", "Perspectives salariales", "Le salaire"),
    }[language]
    widget = visit().open()
    link = widget.ask_and_wait(question).get_by_role("link", name=section)
    with widget.page.context.expect_page() as opened:
        link.click()
    guide = opened.value
    expect(guide.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()


def test_it_leads_to_the_chat(visit: Visit) -> None:
    page = visit("/guide").page
    page.get_by_role("link", name="Do I need math?").click()
    expect(page).to_have_title("ML careers in Canada")
    expect(page.get_by_role("log", name="Messages")).to_be_visible()
