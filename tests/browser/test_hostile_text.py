"""Text that would break a page: none of it ever runs, and all of it can be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import Visit
from tests.browser.widget import Widget

ATTACKS = [
    """<img src=x onerror="attacked()">""",
    "<script>attacked()</script>",
    "<svg/onload=attacked()>",
    """<a href="javascript:attacked()">x</a>""",
    "[x](javascript:attacked())",
    "[x](JaVaScRiPt&colon;attacked())",
    "[x](data:text/html,<script>attacked()</script>)",
    "![x](x.png)",
    "![x](https://example.org/x.png)",
    "<javascript:attacked()>",
    """<iframe srcdoc="<script>attacked()</script>"></iframe>""",
    """<style>@import "https://example.org/x.css";</style>""",
    """<form action="https://example.org"><input name=x></form>""",
    """`<img src=x onerror="attacked()">`""",
    "```\n<img src=x onerror=attacked()>\n```",
    """<math><mtext></mtext><mglyph><style><img src=x onerror="attacked()">""",
    "\u2060/restart",
    "{{constructor.constructor('attacked()')()}}",
]
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 12
RIGHT_TO_LEFT = "كم يكسب مهندسو تعلم الآلة في كندا؟"
EMOJI = "👩🏽‍💻🇨🇦 how much? 🤖"


def listen_for_attacks(widget: Widget) -> list[str]:
    """Returns the list that every attack that succeeds adds to."""
    attacks: list[str] = []
    widget.page.expose_function("attacked", lambda: attacks.append("ran"))

    def note(request: Request) -> None:
        if "example.org" in request.url:
            attacks.append(request.url)

    widget.page.on("request", note)
    return attacks


def test_what_is_typed_is_shown_as_typed_and_never_runs(visit: Visit) -> None:
    widget = visit().open()
    attacks = listen_for_attacks(widget)
    text = "\n".join(ATTACKS)
    answer = widget.ask_and_wait(text)
    expect(widget.questions).to_have_text([text], use_inner_text=True)
    expect(answer).to_be_visible()
    widget.page.reload()
    widget.open()
    expect(widget.questions).to_have_text([text], use_inner_text=True)
    assert widget.questions.locator("*").count() == 0
    assert attacks == []


def test_what_the_server_says_never_runs_either(visit: Visit) -> None:
    widget = visit().open()
    attacks = listen_for_attacks(widget)
    text = "\n\n".join(ATTACKS)
    image = {"src": "https://example.org/x.svg", "alt": ATTACKS[0]}
    buttons = [{"title": attack, "payload": attack} for attack in ATTACKS[:3]]
    widget.say_instead({"text": text, "buttons": buttons, "image": image})
    answer = widget.ask_and_wait("What do you say?")
    expect(answer.locator(".bubble")).to_contain_text(ATTACKS[0])
    assert answer.locator(".bubble").locator("img, script, iframe, style, form, input").count() == 0
    assert answer.locator("[href], [src]").count() == 0
    expect(widget.suggestions).to_have_text(ATTACKS[:3])
    assert attacks == []
    widget.take_picture("hostile")


def test_links_lead_out_and_say_so(visit: Visit) -> None:
    widget = visit().open()
    widget.say_instead({"text": "See [the guide](https://guide.example.com/pay?a=1&b=2)."})
    link = widget.ask_and_wait("Where?").get_by_role("link", name="the guide (opens in a new tab)")
    expect(link).to_have_attribute("href", "https://guide.example.com/pay?a=1&b=2")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_long_words_other_scripts_and_emoji_fit(visit: Visit, size: str) -> None:
    widget = visit(size=size).open()
    table = "| a | b |\n|---|---|\n| 1 | " + LONG_WORD + " |"
    for text in (LONG_WORD, RIGHT_TO_LEFT, EMOJI):
        widget.say_instead(
            {"text": f"{text}\n\n- {text}\n\n`{text}`\n\n```\n{text}\n```\n\n{table}",
             "id": text[:20],
             "buttons": [{"title": text, "payload": text}]}
        )  # fmt: skip
        widget.ask_and_wait(text)
        widget.page.unroute_all()
    expect(widget.questions).to_have_text([LONG_WORD, RIGHT_TO_LEFT, EMOJI])
    assert widget.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert widget.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    direction = "bubble => getComputedStyle(bubble).direction"
    assert [
        bubble.evaluate(direction) for bubble in widget.questions.all()
    ] == ["ltr", "rtl", "ltr"]  # fmt: skip
    widget.take_picture(f"long-{size}")
    widget.page.locator(".question").nth(1).scroll_into_view_if_needed()
    widget.take_picture(f"right-to-left-{size}")
