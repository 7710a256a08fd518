"""The chat on pages that replace, copy, distort or restrict what is on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
import requests
from playwright.sync_api import expect

from evaluation.assistant import ALLOWED_ORIGIN as SITE
from tests.browser.conftest import NewContext, Visit
from tests.browser.host_page import add_site
from tests.browser.widget import Widget

QUESTION = "How much do ML engineers earn?"
ELEMENT = "document.querySelector('ml-career-chat')"
TURBO = '<script src="/packages/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>'
REACT = """
  <script src="/packages/react/umd/react.production.min.js"></script>
  <script src="/packages/react-dom/umd/react-dom.production.min.js"></script>
"""
HYDRATE = """
  const {createElement: make, useState} = React;
  function App() {
    const [count, setCount] = useState(0);
    const button = make("button", {onClick: () => setCount(count + 1)}, `Pressed ${count}`);
    return make("html", {lang: "en"}, make("head", null), make("body", null, button));
  }
  window.hydrate = () => ReactDOM.hydrateRoot(document, make(App), {onRecoverableError() {}});
"""
BOOTSTRAP = """
  <link rel="stylesheet" href="/packages/bootstrap/dist/css/bootstrap.min.css">
  <script src="/packages/bootstrap/dist/js/bootstrap.bundle.min.js"></script>
"""
MODAL = """
  <div class="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content">
  <input aria-label="In the modal"></div></div></div>
"""
REFUSING = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {get() { throw new DOMException("No", "SecurityError") }});
  }
  navigator.locks.request = () => Promise.reject(new DOMException("No", "SecurityError"));
  window.BroadcastChannel = class { constructor() { throw new DOMException("No") } };
"""

VisitPages = Callable[..., Widget]


@pytest.fixture
def tag(server_url: str) -> str:
    """The embed line."""
    return f'<script src="{server_url}/widget.js" defer></script>'


@pytest.fixture
def visit_pages(new_context: NewContext, visit: Visit) -> VisitPages:
    """Opens the first page of a site that isn't really there."""

    def visit_pages(
        pages: Mapping[str, str] | str, policy: str = "", before: str = "", size: str = "desktop"
    ) -> Widget:
        context = new_context(size)
        if before:
            context.add_init_script(before)
        headers = {"Content-Security-Policy": policy} if policy else {}
        add_site(context, SITE, {"/": pages} if isinstance(pages, str) else pages, headers)
        return visit(f"{SITE}/", context=context)

    return visit_pages


def page_of(head: str, body: str = "<h1>A site</h1>", attributes: str = "") -> str:
    """A page of the site."""
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return (
        f'<!doctype html><html lang="en" {attributes}><head><title>A site</title>{viewport}'
        f'<link rel="icon" href="data:,">{head}</head><body>{body}</body></html>'
    )


def expect_one_chat(widget: Widget) -> None:
    """Asserts that there is one chat, which works."""
    expect(widget.page.locator("ml-career-chat")).to_have_count(1)
    expect(widget.launcher.or_(widget.input)).to_be_visible()


# The body is replaced, the element removed or copied.


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_the_chat_works_where_a_page_writes_itself_anew(
    visit_pages: VisitPages, tag: str, is_open: bool
) -> None:
    widget = visit_pages(page_of(tag))
    expect(widget.launcher).to_be_visible()
    if is_open:
        widget.open().ask_and_wait("Which skills do I need?")
        widget.write("Half a ")
    widget.page.evaluate("document.open(); document.write('<p>Anew</p>'); document.close()")
    expect(widget.page.get_by_text("Anew")).to_be_visible()
    expect_one_chat(widget)
    widget.open()
    expect(widget.input).to_have_value("Half a " if is_open else "")
    widget.ask_and_wait(QUESTION)
    expect(widget.answers).to_have_count(2 if is_open else 1)


@pytest.mark.parametrize("place", ["head", "body"])
def test_the_chat_stays_as_it_is_where_turbo_changes_the_page(
    visit_pages: VisitPages, tag: str, place: str
) -> None:
    head, body = (tag, "") if place == "head" else ("", tag)
    long = "<p>Words.</p>" * 200
    widget = visit_pages(
        {
            "/": page_of(TURBO + head, f'<h1>First</h1><a href="/two">Go on</a>{long}{body}'),
            "/two": page_of(TURBO + head, f"<h1>Second</h1>{body}"),
        }
    )
    widget.open().ask_and_wait(QUESTION)
    widget.write("Half a quest")
    widget.log.evaluate("log => log.scrollTop = 40")
    widget.page.get_by_role("link", name="Go on").click()
    heading = widget.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Second")
    expect_one_chat(widget)
    expect(widget.answers).to_have_count(1)
    expect(widget.input).to_have_value("Half a quest")
    assert widget.log.evaluate("log => log.scrollTop") == 40
    widget.page.go_back()  # Turbo has kept a copy of the page with all that was on it
    expect(heading).to_have_text("First")
    expect_one_chat(widget)
    expect(widget.answers).to_have_count(1)
    widget.close.click()
    widget.page.go_forward()
    expect(heading).to_have_text("Second")
    expect_one_chat(widget)
    expect(widget.panel).to_be_hidden()
    widget.open().ask_and_wait("Do I need a degree at all?")


@pytest.mark.parametrize("sent, made_anew", [("Pressed 0", False), ("Pressed 7 times", True)])
def test_the_chat_stays_where_react_hydrates_the_document_or_makes_it_anew(
    visit_pages: VisitPages, tag: str, sent: str, made_anew: bool
) -> None:
    head = f"{REACT}<script>{HYDRATE}</script>{tag}"
    widget = visit_pages(page_of(head, f"<button>{sent}</button>"))
    widget.open().ask_and_wait(QUESTION)
    widget.page.evaluate("window.before = document.body; hydrate()")
    button = widget.page.get_by_role("button", name="Pressed")
    button.click()
    expect(button).to_have_text("Pressed 1")
    expect_one_chat(widget)
    expect(widget.answers).to_have_count(1)
    assert widget.page.evaluate("document.body !== before") == made_anew


def test_a_component_that_is_unloaded_and_loaded_again_has_one_chat(
    visit_pages: VisitPages, tag: str, server_url: str
) -> None:
    widget = visit_pages(page_of(tag))
    widget.open().ask_and_wait(QUESTION)
    widget.input.click()
    for _ in range(2):
        widget.page.evaluate(
            f"""(source) => new Promise((resolve) => {{
              {ELEMENT}.remove();
              const script = document.createElement("script");
              Object.assign(script, {{src: source, onload: resolve}});
              document.body.append(script);
            }})""",
            f"{server_url}/widget.js",
        )
        expect_one_chat(widget)
    expect(widget.answers).to_have_count(1)
    expect(widget.input).to_be_focused()


def test_the_whole_screen_of_a_phone_comes_back_as_one(visit_pages: VisitPages, tag: str) -> None:
    widget = visit_pages(page_of(tag, "<button>Behind</button>"), size="phone").open()
    widget.page.evaluate(f"{ELEMENT}.remove()")
    expect_one_chat(widget)
    expect(widget.panel).to_be_visible()
    assert widget.panel.evaluate("panel => panel.matches(':modal')")


def test_copies_of_the_element_go(visit_pages: VisitPages, tag: str) -> None:
    widget = visit_pages(page_of(tag))
    widget.open()
    widget.page.evaluate(f"document.body.append({ELEMENT}.cloneNode(true))")
    expect_one_chat(widget)
    widget.page.evaluate("document.body.append(document.createElement('ml-career-chat'))")
    expect_one_chat(widget)
    expect(widget.panel).to_be_visible()


# Browsers and pages that refuse.


def test_it_works_where_storage_and_locks_refuse(visit_pages: VisitPages, tag: str) -> None:
    widget = visit_pages(page_of(tag), before=REFUSING)
    widget.open().ask_and_wait(QUESTION)
    widget.close.click()
    widget.open().wait_for_answers(1)


@pytest.mark.parametrize(
    "names", ["", "; trusted-types dompurify site"], ids=["any name", "named policies"]
)
def test_a_page_that_enforces_trusted_types(visit_pages: VisitPages, tag: str, names: str) -> None:
    widget = visit_pages(page_of(tag), policy=f"require-trusted-types-for 'script'{names}")
    answer = widget.open().ask_and_wait(QUESTION)
    expect(answer.get_by_role("link").first).to_be_visible()


# Keys and the focus.


def test_keys_that_are_pressed_in_the_chat_are_nothing_to_the_page(
    visit_pages: VisitPages, tag: str
) -> None:
    listen = """<script>
      window.heard = [];
      for (const name of ["keydown", "keypress", "keyup"]) {
        addEventListener(name, (event) => {
          heard.push(event.key);
          if (["/", "s"].includes(event.key)) { event.preventDefault(); }
        });
      }
    </script>"""
    widget = visit_pages(page_of(listen + tag))
    widget.launcher.focus()
    widget.page.keyboard.press("Enter")
    expect(widget.input).to_be_focused()
    widget.page.keyboard.type("s/xyzzy")
    expect(widget.input).to_have_value("s/xyzzy")
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    assert widget.page.evaluate("heard") == []
    widget.page.evaluate("document.activeElement.blur()")
    widget.page.keyboard.press("x")
    assert set(widget.page.evaluate("heard")) == {"x"}


def test_in_a_frame_keys_are_nothing_even_to_a_page_that_listens_first(
    visit_pages: VisitPages, server_url: str
) -> None:
    listen = """<script>
      window.heard = [];
      addEventListener("keydown", (event) => { heard.push(event.key); }, { capture: true });
    </script>"""
    page = visit_pages(
        page_of(listen, f'<iframe src="{server_url}/chat" title="Chat"></iframe>')
    ).page
    box = page.frame_locator("iframe").get_by_role("textbox", name="Your question")
    box.click()
    page.keyboard.type("s/xyzzy")
    expect(box).to_have_value("s/xyzzy")
    assert page.evaluate("heard") == []


def test_a_modal_that_keeps_the_focus_lets_people_type_in_the_chat(
    visit_pages: VisitPages, tag: str
) -> None:
    widget = visit_pages(page_of(BOOTSTRAP + tag, MODAL))
    widget.page.evaluate(
        "new Promise((resolve) => {"
        " const modal = document.querySelector('.modal');"
        " modal.addEventListener('shown.bs.modal', resolve);"
        " new bootstrap.Modal(modal).show(); })"
    )
    widget.open()
    widget.page.keyboard.type("xyzzy")  # no question of the guide, whose list would take Escape
    expect(widget.input).to_have_value("xyzzy")
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.page.get_by_label("In the modal")).to_be_visible()


# Ways to load it.


@pytest.mark.parametrize("attribute", ["inert", "aria-hidden"])
def test_a_dialog_that_shuts_everything_else_out_leaves_the_chat(
    visit_pages: VisitPages, tag: str, attribute: str
) -> None:
    widget = visit_pages(page_of(tag, '<main>Words.</main><div role="dialog">A dialog</div>'))
    expect(widget.launcher).to_be_visible()
    shut_out = f"""() => document.querySelectorAll("body > :not([role=dialog])").forEach(
      (part) => part.setAttribute("{attribute}", "true"))"""
    widget.page.evaluate(shut_out)
    widget.open()
    widget.page.evaluate(shut_out)
    widget.ask_and_wait(QUESTION)


def test_a_script_that_comes_before_the_body(visit_pages: VisitPages, server_url: str) -> None:
    script = f'<script src="{server_url}/widget.js"></script>'
    check = "<script>window.bodyWas = document.body</script>"
    widget = visit_pages(page_of(script + check))
    assert widget.page.evaluate("bodyWas") is None
    widget.open()


@pytest.mark.parametrize(
    "head",
    [
        '<script type="module" src="{chat}/widget.js" data-language="fr"></script>',
        '<script src="{chat}/widget.js?language=fr" async></script>',
        '<script type="module">import("{chat}/widget.js")</script>',
        '<script type="module">import {{mount}} from "{chat}/chat/widget.mjs";'
        ' mount({{language: "fr"}});</script>',
        '<script src="/assets/widget.js" data-endpoint="{chat}" data-language="fr"></script>',
        '<script src="/assets/widget.js?endpoint={chat}&language=fr"></script>',
    ],
    ids=["module", "query", "import()", "mount", "copy", "copy with a query"],
)
def test_ways_to_load_it(visit_pages: VisitPages, server_url: str, head: str) -> None:
    copy = requests.get(f"{server_url}/widget.js", timeout=10).text
    pages = {"/": page_of(head.format(chat=server_url)), "/assets/widget.js": copy}
    page = visit_pages(pages).page
    in_french = page.get_by_role("button", name="Ouvrir le clavardage")
    in_english = page.get_by_role("button", name="Open the chat")
    (in_english if "import(" in head else in_french).click()
    expect(page.get_by_role("textbox")).to_be_visible()
    expect(page.locator("ml-career-chat")).to_have_count(1)


def test_a_copy_that_does_not_know_its_server_says_what_to_do(
    visit_pages: VisitPages, server_url: str
) -> None:
    copy = requests.get(f"{server_url}/widget.js", timeout=10).text
    head = '<script src="/assets/widget.js"></script>'
    widget = visit_pages({"/": page_of(head), "/assets/widget.js": copy})
    widget.page.wait_for_load_state("networkidle")
    expect(widget.launcher).to_have_count(0)
    (sentence,) = [line for line in widget.complaints if "chat" in line]
    assert "data-endpoint" in sentence
    widget.complaints.clear()


# Names that the page has taken.


def test_a_page_that_has_a_deep_chat_of_its_own(visit_pages: VisitPages, tag: str) -> None:
    own = '<script type="module" src="/packages/deep-chat/dist/deepChat.bundle.js"></script>'
    theirs = """<deep-chat demo='{"response": {"text": "Theirs"}}'></deep-chat>"""
    widget = visit_pages(page_of(own + tag, theirs))
    widget.open().ask_and_wait(QUESTION)
    expect(widget.page.locator("deep-chat #text-input")).to_be_visible()
    fonts = [line for line in widget.complaints if "ERR_NAME_NOT_RESOLVED" in line]  # its own
    assert widget.complaints == fonts
    widget.complaints.clear()


def test_a_page_that_has_an_element_of_our_name_is_told(visit_pages: VisitPages, tag: str) -> None:
    own = """<script>
      customElements.define("ml-career-chat", class extends HTMLElement {});
    </script>"""
    widget = visit_pages(page_of(own + tag))
    expect(widget.launcher).to_have_count(0)
    (sentence,) = widget.complaints
    assert "<ml-career-chat>" in sentence and "rename" in sentence
    widget.complaints.clear()


# Styles of the page.

SHIFTING = "transform: translateX(200px)"


@pytest.mark.parametrize("place", ["html", "body"])
@pytest.mark.parametrize(
    "style",
    [SHIFTING, "filter: grayscale(1)", "contain: layout paint", "animation: shift 60s infinite",
     "will-change: transform", "perspective: 10px", "opacity: 0.99; overflow: hidden"],
)  # fmt: skip
def test_the_launcher_stays_in_sight(
    visit_pages: VisitPages, tag: str, style: str, place: str
) -> None:
    styles = f"<style>@keyframes shift {{ to {{ {SHIFTING} }} }} {place} {{ {style} }}</style>"
    widget = visit_pages(page_of(styles + tag, "<p>Words.</p>" * 300))
    expect(widget.launcher).to_be_visible()
    widget.page.evaluate("scrollTo(0, 1500)")
    box = widget.launcher.bounding_box()
    assert box is not None
    assert (round(box["x"]), round(box["y"])) == (1280 - 80, 800 - 80)
    widget.open()
    panel = widget.panel.bounding_box()
    assert panel is not None
    assert (round(panel["x"] + panel["width"]), round(panel["y"] + panel["height"])) == (1260, 780)


@pytest.mark.parametrize("place", ["html", "body"])
@pytest.mark.parametrize("zoom", [0.5, 1.5, 3])
def test_all_of_it_is_in_the_window_however_the_page_zooms(
    visit_pages: VisitPages, tag: str, zoom: float, place: str
) -> None:
    widget = visit_pages(page_of(f"<style>{place} {{ zoom: {zoom} }}</style>{tag}"))
    expect(widget.launcher).to_be_in_viewport(ratio=1)
    widget.open()
    for part in (widget.panel, widget.close, widget.input):
        expect(part).to_be_in_viewport(ratio=1)


def test_a_zoomed_page_of_a_phone_has_all_of_it(visit_pages: VisitPages, tag: str) -> None:
    widget = visit_pages(page_of(f"<style>html {{ zoom: 1.5 }}</style>{tag}"), size="phone")
    widget.launcher.click()
    expect(widget.panel).to_be_in_viewport(ratio=1)
    expect(widget.input).to_be_in_viewport(ratio=1)


def test_it_is_above_what_the_page_has_put_above_everything(
    visit_pages: VisitPages, tag: str
) -> None:
    cover = '<div style="position: fixed; inset: 0; z-index: 2147483647; background: #fff"></div>'
    visit_pages(page_of(tag, cover)).open()


def test_from_right_to_left_all_of_it_is_mirrored(visit_pages: VisitPages, tag: str) -> None:
    widget = visit_pages(page_of(tag, attributes='dir="rtl"'))
    launcher = widget.launcher.bounding_box()
    assert launcher is not None
    assert round(launcher["x"]) == 20
    widget.open().ask_and_wait(QUESTION)
    boxes = [
        part.bounding_box()
        for part in (widget.panel, widget.close, widget.input, widget.send, widget.questions.last)
    ]
    panel, close, input_, send, question = [box["x"] for box in boxes if box is not None]
    assert round(panel) == 20
    assert close < panel + 60
    assert send < input_
    assert question < panel + 100
    logo = widget.panel.locator(".mark").bounding_box()
    assert logo is not None
    assert round(panel + 420 - logo["x"] - logo["width"]) == 17  # 16 and the border
    # The page mirrors the place of our words, not the words: long ones are cut at their end.
    title = widget.panel.get_by_role("heading").first
    style = "title => [getComputedStyle(title).direction, getComputedStyle(title).textAlign]"
    assert title.evaluate(style) == ["ltr", "right"]
    corner = "bubble => getComputedStyle(bubble).borderBottomLeftRadius"
    assert widget.questions.last.evaluate(corner) == "5px"
    assert widget.answers.last.locator(".bubble").evaluate(corner) == "18px"
    widget.take_picture("right-to-left")
