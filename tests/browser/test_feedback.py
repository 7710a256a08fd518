"""Thumbs up and down, with a comment or without."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.widget import FEEDBACK, Widget

QUESTION = "Which skills do I need?"


def thumbs(answer: Locator) -> tuple[Locator, Locator]:
    """The two buttons under an answer."""
    up, down = (
        answer.get_by_role("button", name=name) for name in ("Yes, helpful", "No, not helpful")
    )
    return up, down


def listen(widget: Widget) -> list[dict[str, Any]]:
    """Returns the list of what is sent to the server from now on."""
    sent: list[dict[str, Any]] = []

    def note(response: Any) -> None:
        if response.url.endswith("/chat/feedback"):
            assert response.status == 204
            body = response.request.post_data_json
            sent.append({key: body.get(key) for key in ("rating", "comment")})

    widget.page.on("response", note)
    return sent


def pressed(*buttons: Locator) -> list[str | None]:
    """Which of them are pressed."""
    return [button.get_attribute("aria-pressed") for button in buttons]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_one_can_rate_comment_and_change_ones_mind(visit: Visit, size: str) -> None:
    widget = visit(size=size).open()
    sent = listen(widget)
    answer = widget.ask_and_wait(QUESTION)
    up, down = thumbs(answer)
    box = answer.get_by_role("textbox", name="What was missing or wrong? (optional)")
    assert pressed(up, down) == ["false", "false"]
    up.click()
    expect(answer.get_by_role("status")).to_have_text("Thank you!")
    assert pressed(up, down) == ["true", "false"]
    down.click()
    expect(box).to_be_focused()
    assert pressed(up, down) == ["false", "true"]
    expect(answer.get_by_role("button", name="Send comment")).to_be_in_viewport(ratio=1)
    box.fill("It says nothing about Rust.")
    widget.check_accessibility()
    widget.take_picture(f"comment-{size}")
    answer.get_by_role("button", name="Send comment").click()
    expect(box).to_be_hidden()
    expect(down).to_be_focused()
    expect(answer.get_by_role("status")).to_have_text("Thank you!")
    widget.take_picture(f"rated-{size}")

    widget.page.reload()
    up, down = thumbs(widget.open().wait_for_answers(1))
    assert pressed(up, down) == ["false", "true"]
    expect(widget.page.get_by_role("textbox", name="What was missing")).to_be_hidden()
    down.click()
    expect(widget.answers.get_by_role("status")).to_have_text("Your rating is taken back.")
    assert pressed(up, down) == ["false", "false"]
    assert sent == [
        {"rating": "up", "comment": None},
        {"rating": "down", "comment": None},
        {"rating": "down", "comment": "It says nothing about Rust."},
        {"rating": None, "comment": None},
    ]


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_one_need_not_comment(visit: Visit, way: str) -> None:
    widget = visit().open()
    sent = listen(widget)
    answer = widget.ask_and_wait(QUESTION)
    _, down = thumbs(answer)
    with widget.page.expect_response(FEEDBACK):
        down.click()
    box = answer.get_by_role("textbox")
    expect(box).to_be_focused()
    expect(down).to_have_attribute("aria-pressed", "true")
    if way == "button":
        answer.get_by_role("button", name="No comment").click()
    else:
        widget.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(widget.panel).to_be_visible()
    assert pressed(down) == ["true"]
    assert sent == [{"rating": "down", "comment": None}]


def test_a_rating_that_could_not_be_saved_says_so(visit: Visit) -> None:
    widget = visit().open()
    answer = widget.ask_and_wait(QUESTION)
    up, _ = thumbs(answer)
    widget.page.route(FEEDBACK, lambda route: route.abort())
    up.click()
    expect(answer.get_by_role("status")).to_contain_text("couldn't be saved")
    assert pressed(up) == ["false"]
    widget.page.unroute(FEEDBACK)
    up.click()
    expect(answer.get_by_role("status")).to_have_text("Thank you!")
    widget.complaints.clear()


def test_only_answers_from_the_guide_can_be_rated(visit: Visit) -> None:
    widget = visit().open()
    answer = widget.ask_and_wait("hello")
    assert [button.count() for button in thumbs(answer)] == [0, 0]
