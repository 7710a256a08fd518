"""One line puts the chat on any page, which neither disturbs the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.conftest import Visit, VisitSite
from tests.browser.widget import Widget

QUESTION = "How much do ML engineers earn?"
LAUNCHER = Path(__file__).parents[2] / "web" / "launcher"
BEFORE_OPENING_MOST_BYTES = 15_000  # with the page around it
OPENING_MOST_BYTES = 60_000
OPENING_MOST_REQUESTS = 2


def test_the_chat_works_on_a_rude_page_of_another_site_with_the_strictest_policy(
    visit_site: VisitSite,
) -> None:
    widget = visit_site()
    page = widget.page
    page.evaluate(
        "addEventListener('securitypolicyviolation', "
        "event => console.error('policy', event.effectiveDirective, event.blockedURI))"
    )
    box = widget.launcher.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (60, 60)
    assert (round(box["x"] + 80), round(box["y"] + 80)) == (1280, 800)
    widget.open()
    answer = widget.ask_and_wait(QUESTION)
    image = answer.get_by_role("img")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    style = answer.locator(".bubble").evaluate(
        "bubble => { const {fontSize, fontStyle, visibility, color} = getComputedStyle(bubble);"
        " return [fontSize, fontStyle, visibility, color]; }"
    )
    assert style == ["16px", "normal", "visible", "rgb(27, 31, 36)"]
    answer.get_by_role("button", name="Yes, helpful").click()
    expect(answer.get_by_role("status")).to_have_text("Thank you!")
    widget.take_picture("rude-page")
    page.reload()
    widget.open().wait_for_answers(1)

    added = "Object.getOwnPropertyNames(window).filter(name => !before.includes(name))"
    assert page.evaluate(added) == ["before"]
    assert page.evaluate("[element, chat, marked]") == ["the site's own"] * 3
    assert page.evaluate("document.head.querySelectorAll('style, link').length") == 1
    assert page.evaluate("document.cookie") == ""


def test_a_site_that_is_not_allowed_gets_no_chat(visit_site: VisitSite) -> None:
    widget = visit_site(origin="http://another.localhost")
    widget.page.wait_for_load_state("networkidle")
    expect(widget.launcher).to_have_count(0)
    assert any("CHAT_ORIGINS" in complaint for complaint in widget.complaints)
    widget.complaints.clear()


def test_attributes_change_it(visit_site: VisitSite, server_url: str) -> None:
    attributes = (
        'data-title="Ask Ada" data-colour="gold" data-language="fr" data-greeting="Salut, *toi*!" '
        f'data-open data-endpoint="{server_url}" data-theme="dark"'
    )
    widget = visit_site(attributes)
    panel = widget.page.get_by_role("dialog", name="Ask Ada")
    expect(panel).to_be_visible()
    expect(widget.page.get_by_text("Salut, toi!")).to_be_visible()
    box = widget.page.get_by_role("textbox", name="Votre question")
    expect(box).not_to_be_focused()
    box.click()
    widget.page.keyboard.insert_text(QUESTION)
    widget.page.keyboard.press("Enter")
    expect(widget.answers).to_have_count(1)
    bubble = widget.questions.evaluate(
        "bubble => [getComputedStyle(bubble).backgroundColor, getComputedStyle(bubble).color]"
    )
    assert bubble == ["rgb(255, 215, 0)", "rgb(0, 0, 0)"]
    image = widget.answers.get_by_role("img")
    assert "theme=dark" in image.evaluate("image => image.currentSrc")
    widget.take_picture("attributes")
    widget.page.get_by_role("button", name="Fermer le clavardage").click()
    expect(widget.page.get_by_role("button", name="Ouvrir le clavardage : Ask Ada")).to_be_focused()


def luminance(colour: str) -> float:
    """The relative luminance of ``rgb(r g b)``, as WCAG 2.2 defines it."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_is_readable_whatever_the_colour(visit: Visit) -> None:
    widget = visit()
    source = {"path": LAUNCHER / "colours.js", "content_type": "text/javascript"}
    widget.page.route("**/colours.js", lambda route: route.fulfill(**source))
    colours = "red #0a66c2 gold white black #777 teal hotpink #2b3038 #f3f4f6 rgb(0,128,0)".split()
    chosen = widget.page.evaluate(
        """async (colours) => {
          const {readColour, propertiesOf} = await import("/colours.js");
          return colours.map((colour) => propertiesOf(readColour(colour)));
        }""",
        colours,
    )
    for colour, made in zip(colours, chosen, strict=True):
        for text, background in (
            (made["--on-fill"], made["--fill"]),
            (made["--accent-on-light"], "rgb(243 244 246)"),
            (made["--accent-on-dark"], "rgb(43 48 56)"),
        ):
            darker, lighter = sorted(luminance(each) for each in (text, background))
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (colour, text, background)


def test_attributes_without_sense_are_named_and_left_out(visit_site: VisitSite) -> None:
    attributes = 'data-color="redish" data-language="xx" data-endpoint="ftp://x" data-theme="pink"'
    widget = visit_site(attributes, language="fr-CA")
    launcher = widget.page.get_by_role("button", name="Ouvrir le clavardage")
    assert launcher.evaluate("b => getComputedStyle(b).backgroundColor") == "rgb(184, 15, 42)"
    named = " ".join(widget.complaints)
    for attribute in ("colour", "language", "endpoint", "theme"):
        assert f"data-{attribute}=" in named
    widget.complaints.clear()


def test_a_long_title_takes_a_second_line(visit_site: VisitSite) -> None:
    widget = visit_site('data-title="Questions about work in machine learning"')
    widget.page.get_by_role("button", name="Open the chat").click()
    title = widget.panel.get_by_role("heading")
    assert title.evaluate("title => title.scrollHeight <= title.clientHeight")
    assert title.evaluate("title => title.scrollWidth <= title.clientWidth")
    height = title.evaluate(
        "title => title.clientHeight / parseFloat(getComputedStyle(title).lineHeight)"
    )
    assert round(height) == 2


def test_an_open_chat_leaves_a_phone_its_page(visit_site: VisitSite) -> None:
    widget = visit_site("data-open", size="phone")
    expect(widget.launcher).to_be_visible()
    expect(widget.panel).to_be_hidden()


def weigh(widget: Widget) -> dict[str, float]:
    """Returns the bytes that come over the wire from now on, by request."""
    sizes: dict[str, float] = {}

    def note(event: dict[str, object]) -> None:
        request, size = str(event["requestId"]), event["encodedDataLength"]
        assert isinstance(size, float | int)
        sizes[request] = size

    wire = widget.page.context.new_cdp_session(widget.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", note)
    return sizes


def test_little_is_loaded_before_the_chat_is_opened(visit: Visit, server_url: str) -> None:
    widget = visit("about:blank")
    sizes = weigh(widget)
    widget.page.goto(f"{server_url}/chat/demo")
    expect(widget.launcher).to_be_visible()
    widget.page.wait_for_load_state("networkidle")
    loaded = widget.page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert any(name.endswith("/widget.js") for name in loaded)
    assert not any("/files/" in name and "/chat/" in name.split("/files/")[1] for name in loaded)
    assert sum(sizes.values()) < BEFORE_OPENING_MOST_BYTES, sizes


def test_the_launcher_is_there_after_one_round_trip(visit_site: VisitSite) -> None:
    widget = visit_site()
    widget.page.route("**/chat/**", lambda _: None)  # nothing but the script is answered
    widget.page.reload()
    expect(widget.launcher).to_be_in_viewport(ratio=1)
    expect(widget.launcher.locator("path")).to_be_visible()


def test_little_is_loaded_when_it_is_opened(visit: Visit) -> None:
    widget = visit()
    expect(widget.launcher).to_be_visible()
    widget.page.wait_for_load_state("networkidle")
    sizes = weigh(widget)
    widget.open()
    widget.page.wait_for_load_state("networkidle")
    assert 1 <= len(sizes) <= OPENING_MOST_REQUESTS
    assert sum(sizes.values()) <= OPENING_MOST_BYTES


def test_the_files_are_compressed_and_kept(server_url: str) -> None:
    script = requests.get(f"{server_url}/widget.js", timeout=10)
    version = re.search(r"chat/files/(\w+)/", script.text)
    assert version is not None and script.headers["Cache-Control"] == "no-cache"
    panel = requests.get(f"{server_url}/chat/files/{version[1]}/chat/panel.js", timeout=10)
    assert "immutable" in panel.headers["Cache-Control"]
    for response in (script, panel):
        assert response.headers["Content-Encoding"] == "gzip"
        assert int(response.headers["Content-Length"]) < len(response.content) / 2


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_chat_can_be_the_page(visit: Visit, size: str, colours: str) -> None:
    widget = visit("/chat", size=size, color_scheme=colours)
    expect(widget.page.get_by_role("heading", level=1)).to_have_text("ML careers in Canada")
    expect(widget.greeting).to_be_visible()
    widget.check_accessibility()
    expect(widget.launcher).to_have_count(0)
    expect(widget.close).to_have_count(0)
    widget.ask_and_wait(QUESTION)
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_visible()
    widget.take_picture(f"page-{size}-{colours}")
