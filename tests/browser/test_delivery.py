"""Bad connections: nothing typed is lost, and nothing is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from playwright.sync_api import Route, expect

from evaluation.assistant import Assistant
from tests.browser.conftest import Visit
from tests.browser.widget import HISTORY, MESSAGES

QUESTION = "Which skills do I need?"


def said_to_the_server(assistant: Assistant, conversation: str) -> list[dict[str, Any]]:
    """What the server has of a conversation."""
    body = {"conversation": conversation}
    response = requests.post(f"{assistant.url}/chat/history", json=body, timeout=10)
    messages: list[dict[str, Any]] = response.json()["messages"]
    return messages


def lose_the_answer(route: Route) -> None:
    """Lets the question arrive, and the connection break before the answer does."""
    route.fetch()
    route.abort("connectionreset")


def break_off(route: Route) -> None:
    """Lets the connection break before the question arrives."""
    route.abort("connectionreset")


def be_unavailable(route: Route) -> None:
    """Answers as a server whose store is down."""
    route.fulfill(status=503, json={"error": "Sorry, I can't answer right now."})


def be_a_broken_proxy(route: Route) -> None:
    """Answers as a proxy before a server that is down."""
    route.fulfill(status=502, body="<html>Bad gateway</html>", content_type="text/html")


def be_another_server(route: Route) -> None:
    """Answers as something that speaks JSON and isn't the chat's server."""
    route.fulfill(status=200, json={"detail": "fine", "messages": [{"text": None}]})


def be_a_guarding_proxy(route: Route) -> None:
    """Refuses as a proxy before the server, with JSON of its own."""
    route.fulfill(status=403, json={"detail": "no"})


FAILURES = [
    lose_the_answer, break_off, be_unavailable, be_a_broken_proxy, be_another_server,
    be_a_guarding_proxy,
]  # fmt: skip


@pytest.mark.parametrize("failure", FAILURES)
def test_a_question_is_sent_again_and_asked_once(
    visit: Visit, assistant: Assistant, failure: Callable[[Route], None]
) -> None:
    widget = visit().open()
    sent = widget.fail_once(failure)
    widget.ask(QUESTION)
    expect(widget.notice).to_contain_text("can't be reached right now")
    expect(widget.page.get_by_text("Not sent yet")).to_be_visible()
    widget.take_picture("unreachable")
    widget.wait_for_answers(1)
    expect(widget.notice).to_be_empty()
    expect(widget.page.get_by_text("Not sent yet")).to_be_hidden()
    assert len(sent) == 2 and sent[0] == sent[1]
    kept = said_to_the_server(assistant, sent[0]["conversation"])
    assert [message["from"] for message in kept] == ["user", "bot"]
    widget.complaints.clear()


def test_someone_offline_is_told_and_the_question_goes_out_once_online(
    visit: Visit, assistant: Assistant
) -> None:
    widget = visit().open()
    sent = widget.fail_once(break_off)
    widget.page.context.set_offline(True)
    widget.ask(QUESTION)
    expect(widget.notice).to_contain_text("You're offline")
    widget.take_picture("offline")
    widget.page.context.set_offline(False)
    widget.wait_for_answers(1)
    assert len({message["id"] for message in sent}) == 1
    kept = said_to_the_server(assistant, sent[0]["conversation"])
    assert [message["from"] for message in kept] == ["user", "bot"]
    widget.complaints.clear()


def test_the_pauses_grow(visit: Visit) -> None:
    widget = visit()
    widget.page.evaluate(
        """() => {
          const wait = setTimeout;
          window.pauses = [];
          window.setTimeout = (call, delay, ...rest) => {
            // Others: "The assistant is answering." is said, and a request is given up.
            const isPause = delay >= 1000 && ![1500, 25000].includes(delay);
            if (isPause) window.pauses.push(delay);
            return wait(call, isPause ? 0 : delay, ...rest);
          };
          Math.random = () => 0;
        }"""
    )
    widget.open()
    failures = 0

    def refuse_seven_times(route: Route) -> None:
        nonlocal failures
        failures += 1
        if failures <= 7:
            route.abort()
        else:
            route.continue_()

    widget.page.route(MESSAGES, refuse_seven_times)
    widget.ask(QUESTION)
    widget.wait_for_answers(1)
    seconds = [pause / 1000 for pause in widget.page.evaluate("window.pauses")]
    assert seconds == [1, 2, 4, 8, 16, 30, 30]
    widget.complaints.clear()


def test_someone_too_fast_is_told_and_the_question_goes_out_when_it_may(visit: Visit) -> None:
    widget = visit().open()
    headers = {"Retry-After": "2"}
    sent = widget.fail_once(
        lambda route: route.fulfill(status=429, json={"error": "Too fast."}, headers=headers)
    )
    widget.ask(QUESTION)
    expect(widget.notice).to_contain_text("will be sent in 2 seconds")
    widget.take_picture("too-fast")
    widget.wait_for_answers(1)
    assert sent[0] == sent[1]
    widget.complaints.clear()


def test_someone_can_try_at_once_or_change_a_question_that_waits(visit: Visit) -> None:
    widget = visit().open()
    headers = {"Retry-After": "600"}
    sent = widget.fail_once(
        lambda route: route.fulfill(status=429, json={"error": "Too fast."}, headers=headers)
    )
    widget.ask(QUESTION)
    widget.page.get_by_role("button", name="Try now").click()
    widget.wait_for_answers(1)

    sent.clear()
    widget.ask("Which skills do I nead?")
    widget.page.get_by_role("button", name="Edit question").click()
    expect(widget.input).to_have_value("Which skills do I nead?")
    expect(widget.input).to_be_focused()
    expect(widget.questions).to_have_text([QUESTION])
    expect(widget.notice).to_be_empty()
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(2)
    assert sent[0]["id"] != sent[1]["id"]
    widget.complaints.clear()


@pytest.mark.parametrize("failure", [lose_the_answer, break_off])
def test_a_reload_while_a_question_waits_loses_nothing(
    visit: Visit, assistant: Assistant, failure: Callable[[Route], None]
) -> None:
    widget = visit().open()
    sent = widget.fail_once(failure)
    widget.ask(QUESTION)
    expect(widget.notice).to_contain_text("can't be reached")
    widget.page.reload()
    widget.open()
    widget.wait_for_answers(1)
    expect(widget.questions).to_have_text([QUESTION])
    expect(widget.typing).to_have_count(0)
    kept = said_to_the_server(assistant, sent[0]["conversation"])
    assert [message["from"] for message in kept] == ["user", "bot"]
    widget.complaints.clear()


def test_a_question_the_server_refuses_comes_back_with_the_reason(visit: Visit) -> None:
    widget = visit().open()
    reason = "The 'message' is not valid Unicode text."
    widget.fail_once(lambda route: route.fulfill(status=400, json={"error": reason}))
    widget.ask(QUESTION)
    expect(widget.notice).to_contain_text(reason)
    expect(widget.input).to_have_value(QUESTION)
    expect(widget.questions).to_have_count(0)
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    expect(widget.notice).to_be_empty()
    widget.complaints.clear()


def test_too_long_a_question_is_not_sent_and_stays(visit: Visit) -> None:
    widget = visit().open()
    text = "How? " * 360  # 1800 characters
    widget.write(text.strip())
    expect(widget.notice).to_be_empty()
    widget.page.keyboard.insert_text("x" * 150)
    expect(widget.notice).to_have_text("51 characters left")
    widget.page.keyboard.insert_text("😀" * 61)
    expect(widget.notice).to_have_text("Too long by 10 characters: please shorten your question.")
    widget.page.keyboard.press("Enter")
    expect(widget.questions).to_have_count(0)
    assert len(widget.input.input_value()) == 2010
    widget.take_picture("too-long")
    for _ in range(10):
        widget.page.keyboard.press("Backspace")
    expect(widget.notice).to_have_text("0 characters left")
    widget.page.keyboard.press("Enter")
    widget.wait_for_answers(1)
    expect(widget.notice).to_be_empty()


def test_earlier_messages_come_when_they_can(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait(QUESTION)
    widget.page.route(HISTORY, lambda route: route.abort())
    widget.page.reload()
    widget.open()
    expect(widget.notice).to_contain_text("Your earlier messages can't be shown right now.")
    widget.take_picture("not-restored")
    widget.ask_and_wait("How much do ML engineers earn?")
    widget.page.unroute(HISTORY)
    widget.page.evaluate("window.dispatchEvent(new Event('online'))")
    widget.wait_for_answers(2)
    expect(widget.questions).to_have_text([QUESTION, "How much do ML engineers earn?"])
    widget.complaints.clear()


def test_the_chat_that_could_not_be_loaded_can_be_tried_again(visit: Visit) -> None:
    widget = visit()
    expect(widget.launcher).to_be_visible()
    widget.page.context.set_offline(True)
    widget.launcher.click()
    expect(widget.page.get_by_role("alert")).to_contain_text("couldn't be loaded")
    widget.take_picture("not-loaded")
    widget.page.context.set_offline(False)
    widget.open()
    expect(widget.page.get_by_role("alert")).to_be_hidden()
    widget.complaints.clear()


def test_a_wrong_clock_of_the_device_changes_no_order(visit: Visit) -> None:
    widget = visit()
    widget.page.clock.set_fixed_time("2031-05-05T12:00:00Z")
    widget.open()
    widget.ask_and_wait(QUESTION)
    times = widget.page.locator("time").evaluate_all(
        "times => times.map((time) => time.getAttribute('datetime').slice(0, 4))"
    )
    assert len(times) == 2 and "2031" not in times
    expect(widget.page.locator(".day")).to_have_count(1)
    widget.page.reload()
    widget.open()
    widget.wait_for_answers(1)
    expect(widget.page.locator(".day")).to_have_count(1)


def test_what_was_missed_while_the_page_was_away_comes_in_order(
    visit: Visit, assistant: Assistant
) -> None:
    widget = visit().open()
    with widget.page.expect_request(MESSAGES) as request:
        widget.ask_and_wait(QUESTION)
    asked = request.value.post_data_json
    assert asked is not None
    missed = asked | {"id": "6f9619ff-8b86-4d01-b42d-00c04fc964ff", "message": "And the soft ones?"}
    requests.post(f"{assistant.url}/chat/messages", json=missed, timeout=30)
    widget.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    widget.wait_for_answers(2)
    expect(widget.questions).to_have_text([QUESTION, "And the soft ones?"])
