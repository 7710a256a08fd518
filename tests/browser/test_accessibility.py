"""For everyone: by keyboard, by ear, enlarged, in either theme and language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.widget import MESSAGES

QUESTION = "How much do ML engineers earn?"
FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const style = getComputedStyle(focused);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const around = focused.closest(".composer") && getComputedStyle(focused.parentElement).boxShadow;
  return [
    focused.getAttribute("aria-label") || focused.innerText || focused.querySelector("img")?.alt,
    ring || Boolean(around && around !== "none"),
  ];
}"""


def give_a_long_wait(route: Route) -> None:
    """Answers that the person was too fast, so that the question waits."""
    headers = {"Retry-After": "600"}
    route.fulfill(status=429, json={"error": "Too fast."}, headers=headers)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_in_any_state(visit: Visit, size: str, colours: str) -> None:
    widget = visit(size=size, color_scheme=colours)
    expect(widget.launcher).to_be_visible()
    widget.check_accessibility()
    widget.take_picture(f"closed-{size}-{colours}")
    widget.open()
    widget.check_accessibility()
    widget.take_picture(f"open-{size}-{colours}")
    held: list[Route] = []
    widget.page.route(MESSAGES, lambda route: held.append(route))
    with widget.page.expect_request(MESSAGES):
        widget.ask(QUESTION)
    expect(widget.typing).to_be_visible()
    widget.check_accessibility()
    held[0].continue_()
    widget.wait_for_answers(1)
    widget.answers.get_by_role("button", name="Yes, helpful").click()
    expect(widget.answers.get_by_role("status")).to_have_text("Thank you!")
    widget.check_accessibility()
    widget.take_picture(f"answered-{size}-{colours}")
    widget.page.unroute(MESSAGES)
    widget.page.route(MESSAGES, give_a_long_wait)
    widget.ask("And with 8 years?")
    expect(widget.notice).to_contain_text("will be sent in 600 seconds")
    widget.check_accessibility()
    widget.take_picture(f"waiting-{size}-{colours}")
    widget.page.get_by_role("button", name="Edit question").click()
    widget.write("x" * 2000)
    expect(widget.notice).to_contain_text("Too long")
    widget.check_accessibility()
    widget.complaints.clear()


def test_the_keyboard_is_enough(visit: Visit) -> None:
    widget = visit()
    expect(widget.launcher).to_be_visible()
    widget.launcher.focus()
    widget.page.keyboard.press("Enter")
    expect(widget.input).to_be_focused()
    widget.page.keyboard.type(QUESTION)
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    expect(widget.input).to_be_focused()

    passed = []
    for _ in range(20):
        widget.page.keyboard.press("Shift+Tab")
        name, ring = widget.page.evaluate(FOCUSED)
        assert ring, f"{name} shows no focus"
        passed.append(name)
        if name == "Start over":
            break
    thumbs = ["No, not helpful", "Yes, helpful"]
    assert passed[3:5] == thumbs
    assert passed[5].startswith("Chart of pay")
    assert passed[-3:] == ["Messages", "Close the chat", "Start over"]
    for key in ("Tab", "Tab", "Tab"):
        widget.page.keyboard.press(key)
    widget.page.keyboard.press("Space")  # the first suggestion of the greeting
    widget.wait_for_answers(2)


def test_the_send_button_works_by_keyboard(visit: Visit) -> None:
    widget = visit().open()
    widget.write(QUESTION)
    widget.page.keyboard.press("Tab")
    expect(widget.send).to_be_focused()
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    widget.write("First line")
    widget.page.keyboard.press("Shift+Enter")
    widget.page.keyboard.type("second line")
    widget.page.keyboard.press("Enter")
    expect(widget.questions.last).to_have_text("First line\nsecond line", use_inner_text=True)
    widget.wait_for_answers(2)


@pytest.mark.parametrize("way", ["Escape", "button"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_closing_gives_the_focus_back_to_the_launcher(visit: Visit, size: str, way: str) -> None:
    widget = visit(size=size).open()
    expect(widget.launcher).to_be_hidden()
    if way == "Escape":
        widget.page.keyboard.press("Escape")
    else:
        widget.close.click()
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    widget.open()
    expect(widget.greeting).to_be_visible()


def test_an_answer_is_announced_once_and_nothing_else(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait(QUESTION)
    # Everything that a screen reader is told of: what comes into the log while it is live and isn't
    # inside something that is not.
    widget.page.add_init_script(
        """
          window.heard = [];
          const attach = Element.prototype.attachShadow;
          Element.prototype.attachShadow = function (options) {
            const root = attach.call(this, options);
            new MutationObserver((changes) => {
              for (const {target, addedNodes, type} of changes) {
                const log = root.getElementById("messages");
                if (log?.getAttribute("aria-live") !== "polite" || !log.contains(target)) continue;
                const added = type === "characterData" ? [target] : addedNodes;
                for (const node of added) {
                  const place = node.nodeType === 1 ? node : node.parentElement;
                  if (place?.isConnected && !place.closest("[aria-live=off]")) {
                    const copy = place.cloneNode(true);
                    copy.querySelectorAll?.("[aria-live=off]").forEach((part) => part.remove());
                    if (copy.textContent.trim()) window.heard.push(copy.textContent.trim());
                  }
                }
              }
            }).observe(root, {childList: true, subtree: true, characterData: true});
            return root;
          };
        """
    )
    widget.page.reload()
    widget.open().wait_for_answers(1)
    expect(widget.log).to_have_attribute("aria-live", "polite")
    assert widget.page.evaluate("heard") == []
    answer = widget.ask_and_wait("Which soft skills do I need?")
    heard = widget.page.evaluate("heard")
    assert [text[:60] for text in heard] == [
        f"Assistant: {answer.locator('.bubble').inner_text()}"[:60]
    ]
    widget.page.evaluate("heard.length = 0")
    answer.get_by_role("button", name="Yes, helpful").click()
    expect(answer.get_by_role("status")).to_have_text("Thank you!")
    assert widget.page.evaluate("heard") == []


# Measured at once: the button to the newest message goes while the page is looked at.
TARGETS = """() => {
  const shadow = document.querySelector("ml-career-chat").shadowRoot;
  return [...shadow.querySelectorAll(".panel button, .composer")]
    .map((target) => [target.innerText, target.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0)
    .map(([text, box]) => [text, box.width, box.height]);
}"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_everything_can_be_hit_with_a_thumb(visit: Visit, size: str) -> None:
    widget = visit(size=size).open()
    answer = widget.ask_and_wait(QUESTION)
    answer.get_by_role("button", name="No, not helpful").click()
    widget.page.route(MESSAGES, give_a_long_wait)
    widget.ask("And with 8 years?")
    expect(widget.page.get_by_role("button", name="Edit question")).to_be_visible()
    boxes = widget.page.evaluate(TARGETS)
    assert len(boxes) > 15
    assert [box for box in boxes if min(box[1:]) < 44] == []
    widget.complaints.clear()


def test_nothing_moves_for_those_who_asked_for_that(visit: Visit) -> None:
    widget = visit(reduced_motion="reduce").open()
    held: list[Route] = []
    widget.page.route(MESSAGES, lambda route: held.append(route))
    with widget.page.expect_request(MESSAGES):
        widget.ask(QUESTION)
    expect(widget.typing).to_be_visible()
    moving = """() => {
      const roots = [document.querySelector("ml-career-chat").shadowRoot];
      return roots.flatMap((root) => [...root.querySelectorAll("*")]).filter((part) => {
        const style = getComputedStyle(part);
        return style.animationName !== "none" || !["0s", ""].includes(style.transitionDuration);
      }).map((part) => part.className);
    }"""
    assert widget.page.evaluate(moving) == []
    held[0].abort()
    widget.complaints.clear()


@pytest.mark.parametrize("path", ["/chat/demo", "/chat"])
def test_at_400_percent_everything_is_there_without_scrolling_sideways(
    visit: Visit, path: str
) -> None:
    # 1280 by 1024 pixels at 400 %.
    widget = visit(path, viewport={"width": 320, "height": 256})
    if path == "/chat/demo":
        widget.open()
    widget.ask_and_wait(QUESTION)
    widget.page.evaluate("document.fonts.ready")
    assert widget.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert widget.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    height = widget.log.evaluate("log => log.clientHeight")
    assert height >= 100, "there is no room to read"
    for part in (widget.input, widget.send, widget.start_over):
        expect(part).to_be_in_viewport(ratio=0.9)
    widget.check_accessibility()
    widget.take_picture(f"zoomed-{path.split('/')[-1]}")


def test_a_reader_with_large_letters_gets_large_letters(visit: Visit) -> None:
    # The browser's own setting; a site's html { font-size } must not matter.
    widget = visit()
    wire = widget.page.context.new_cdp_session(widget.page)
    wire.send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    widget.page.reload()
    widget.open()
    size = widget.page.locator(".answer .bubble").first.evaluate(
        "bubble => getComputedStyle(bubble).fontSize"
    )
    assert size == "24px"
    assert widget.log.evaluate("log => log.scrollWidth <= log.clientWidth")


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_letters_twice_as_large_cut_nothing_off_on_a_phone(visit: Visit, locale: str) -> None:
    widget = visit("/chat", size="phone", locale=locale)
    wire = widget.page.context.new_cdp_session(widget.page)
    wire.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    widget.page.reload()
    widget.panel.locator(".menu summary").click()
    for part in widget.panel.locator(".header button, .header summary, .choices, .composer").all():
        expect(part).to_be_in_viewport(ratio=1)
    title = widget.panel.get_by_role("heading")
    for cut in (title, widget.panel.locator("textarea")):
        assert cut.evaluate("part => part.scrollHeight <= part.clientHeight"), "words are cut off"
        assert cut.evaluate("part => part.scrollWidth <= part.clientWidth"), "words are cut off"
    line = "part => parseFloat(getComputedStyle(part).lineHeight) / 32"
    assert widget.panel.locator("textarea").evaluate(line) > 1.1, "lines lie on each other"
    widget.take_picture(f"large-letters-{locale[:2]}")


def test_labels_are_in_the_language_of_the_page(visit: Visit) -> None:
    widget = visit(locale="fr-CA")
    widget.page.route(
        "**/chat/demo",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('<html lang="en">', '<html lang="fr-CA">'),
            content_type="text/html",
        ),
    )
    widget.page.reload()
    widget.page.get_by_role("button", name="Ouvrir le clavardage").click()
    expect(widget.page.get_by_text("Bonjour! Je peux vous aider")).to_be_visible()
    for role, name in (
        ("log", "Messages"), ("textbox", "Votre question"), ("button", "Envoyer"),
        ("button", "Recommencer"), ("button", "Fermer le clavardage"),
    ):  # fmt: skip
        expect(widget.page.get_by_role(role, name=name, exact=True)).to_be_visible()  # type: ignore[arg-type]
    assert widget.page.locator("ml-career-chat").get_attribute("lang") == "fr"
    widget.take_picture("french")
