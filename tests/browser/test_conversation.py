"""Talking: what is said, how it is shown, and that it lasts."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.conftest import Visit
from tests.browser.widget import MESSAGES
from tests.pay import pay_at

SKILLS = "Which skills do I need?"


def test_greets_and_suggests_questions(visit: Visit) -> None:
    widget = visit().open()
    expect(widget.greeting).to_be_visible()
    assert 3 <= widget.suggestions.count() <= 4
    expect(widget.input).to_be_focused()
    widget.take_picture("greeting")


def test_answers_with_bullets_source_time_and_suggestions(visit: Visit) -> None:
    widget = visit().open()
    answer = widget.ask_and_wait(SKILLS)
    expect(widget.questions).to_have_text([SKILLS])
    assert answer.locator("li").count() >= 2
    source = answer.locator(".source")
    expect(source).to_contain_text("Source:")
    size, whole = (
        part.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
        for part in (source, answer)
    )
    assert size < whole
    for time in (answer.locator("time"), widget.page.locator(".question time")):
        expect(time).to_have_text(re.compile(r"\d{1,2}:\d\d [ap]\.m\."))
        assert re.match(r"\d{4}-\d\d-\d\dT", time.get_attribute("datetime") or "")
    assert widget.suggestions.count() >= 1
    widget.take_picture("answer")


def test_messages_of_another_day_say_so(visit: Visit) -> None:
    widget = visit().open()
    widget.say_instead({"text": "Long ago.", "time": "2026-01-05T15:00:00Z"})
    widget.ask_and_wait(SKILLS)
    expect(widget.page.locator(".day")).to_have_text("Monday, January 5")


def test_a_suggestion_asks_its_question_and_stays_usable(visit: Visit) -> None:
    widget = visit().open()
    first = widget.suggestions.first
    text = first.inner_text()
    first.click()
    widget.wait_for_answers(1)
    asked = widget.suggestions.first.inner_text()
    widget.suggestions.first.click()
    widget.wait_for_answers(2)
    widget.page.locator(".suggestions").first.get_by_role("button", name=text).click()
    widget.wait_for_answers(3)
    expect(widget.questions).to_have_text([text, asked, text])


def test_a_double_click_on_a_suggestion_asks_once(visit: Visit) -> None:
    widget = visit().open()
    widget.page.locator(".suggestion").first.dblclick()
    widget.wait_for_answers(1)
    widget.suggestions.first.dblclick()
    widget.wait_for_answers(2)
    expect(widget.page.locator(".question")).to_have_count(2)


def test_shows_from_the_first_instant_that_it_is_answering(visit: Visit) -> None:
    widget = visit().open()
    widget.write(SKILLS)
    # In the very task that takes the key: before anything could be waited for.
    shown = widget.input.evaluate(
        """input => {
          input.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
          return input.getRootNode().querySelectorAll(".typing").length;
        }"""
    )
    assert shown == 1
    widget.wait_for_answers(1)
    expect(widget.typing).to_have_count(0)


def test_a_question_that_comes_before_the_answer_is_queued(visit: Visit) -> None:
    widget = visit().open()
    sent: list[Route] = []

    def hold_the_first(route: Route) -> None:
        sent.append(route)
        if len(sent) > 1:
            route.continue_()

    widget.page.route(MESSAGES, hold_the_first)
    widget.ask(SKILLS)
    expect(widget.typing).to_be_visible()
    widget.take_picture("typing")
    widget.ask("And what next?")
    suggestion = widget.page.locator(".suggestion").first
    suggested = suggestion.inner_text()
    suggestion.click()
    expect(widget.input).to_have_value("")
    expect(widget.questions).to_have_count(1)
    expect(widget.page.locator(".queued")).to_contain_text(["And what next?", suggested])
    widget.check_accessibility()
    widget.take_picture("queued")
    assert len(sent) == 1
    sent[0].continue_()
    widget.wait_for_answers(3)
    expect(widget.questions).to_have_text([SKILLS, "And what next?", suggested])
    order = widget.page.locator(".question, .answer:has(time)").evaluate_all(
        "messages => messages.map((message) => message.classList[0])"
    )
    assert order == ["question", "answer"] * 3
    expect(widget.page.locator(".queued")).to_have_count(0)


def test_an_answer_begins_where_one_looks(visit: Visit) -> None:
    widget = visit(size="phone").open()
    for question in (SKILLS, "How much do ML engineers earn?"):
        widget.ask_and_wait(question)
    expect(widget.questions.last).to_be_in_viewport()
    expect(widget.answers.last.locator("p").first).to_be_in_viewport()


@pytest.mark.parametrize(
    ("question", "width", "height"),
    [(SKILLS, 320, 200), (f"{'I have thought about it for long. ' * 40}{SKILLS}", 1280, 800)],
    ids=["small window", "long question"],
)
def test_an_answer_begins_where_one_looks_though_its_question_takes_the_room(
    visit: Visit, question: str, width: int, height: int
) -> None:
    widget = visit(viewport={"width": width, "height": height}).open()
    expect(widget.ask_and_wait(question).locator("p").first).to_be_in_viewport(ratio=0.5)


@pytest.mark.parametrize("reloaded", [True, False], ids=["reload", "another tab later"])
def test_the_conversation_survives(visit: Visit, reloaded: bool) -> None:
    widget = visit().open()
    widget.ask_and_wait("How much do ML engineers earn?")
    said = widget.answers.locator(".bubble").inner_text()
    if reloaded:
        widget.page.reload()
    else:
        context = widget.page.context
        widget.page.close()
        widget = visit(context=context)
    # From the server: nothing but the key to it is kept in the browser.
    stored = widget.page.evaluate("Object.entries(localStorage)")
    assert [key.split()[-1] for key, _ in stored] == ["conversation"]
    widget.open()
    expect(widget.questions).to_have_text(["How much do ML engineers earn?"])
    assert widget.answers.locator(".bubble").inner_text() == said
    expect(widget.answers.get_by_role("img")).to_be_visible()
    assert widget.suggestions.count() >= 1
    widget.ask_and_wait("and with 8 years?")
    expect(widget.answers.last).to_contain_text(pay_at(8).split()[1])


def test_starting_over_begins_a_conversation_that_nobody_can_guess(visit: Visit) -> None:
    widget = visit().open()
    ids: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/chat/messages"):
            ids.append(json.loads(request.post_data or "{}")["conversation"])

    widget.page.on("request", note)
    widget.ask_and_wait(SKILLS)
    widget.start_over.click()
    expect(widget.questions).to_have_count(0)
    expect(widget.greeting).to_be_visible()
    expect(widget.input).to_be_focused()
    widget.page.reload()
    widget.open()
    expect(widget.greeting).to_be_visible()
    expect(widget.questions).to_have_count(0)
    widget.ask_and_wait(SKILLS)
    assert ids[0] != ids[1]
    random_uuid = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(random_uuid, conversation) for conversation in ids)


def test_two_tabs_show_one_conversation(visit: Visit) -> None:
    one = visit().open()
    other = visit(context=one.page.context).open()
    one.ask_and_wait(SKILLS)
    expect(other.questions).to_have_text([SKILLS])
    other.wait_for_answers(1)
    other.ask_and_wait("How much do ML engineers earn?")
    one.wait_for_answers(2)
    expect(one.questions).to_have_text([SKILLS, "How much do ML engineers earn?"])
    one.answers.first.get_by_role("button", name="Yes, helpful").click()
    rated = other.answers.first.get_by_role("button", name="Yes, helpful")
    expect(rated).to_have_attribute("aria-pressed", "true")
    other.start_over.click()
    expect(one.questions).to_have_count(0)
    one.ask_and_wait(SKILLS)
    other.wait_for_answers(1)


def test_a_tab_takes_over_the_question_of_one_that_is_closed(visit: Visit) -> None:
    one = visit().open()
    other = visit(context=one.page.context).open()
    one.page.context.route(MESSAGES, lambda route: route.abort())
    one.ask(SKILLS)
    expect(other.questions).to_have_text([SKILLS])
    # Either may be the one that sends, usually the one that was asked.
    for _ in range(200):
        if one.notice.inner_text() or other.notice.inner_text():
            break
        one.page.wait_for_timeout(50)
    sending, waiting = (one, other) if one.notice.inner_text() else (other, one)
    expect(sending.notice).to_contain_text("can't be reached")
    one.page.context.unroute(MESSAGES)
    sending.page.close()
    waiting.wait_for_answers(1)
    sending.complaints.clear()


def test_a_machine_that_draws_slowly_shows_the_same(visit: Visit) -> None:
    widget = visit()
    widget.page.add_init_script(
        "const now = setTimeout;"
        "window.setTimeout = (call, delay, ...rest) => now(call, delay || 50, ...rest);"
    )
    widget.page.reload()
    widget.open()
    widget.ask_and_wait(SKILLS)
    widget.page.reload()
    widget.open()
    expect(widget.questions).to_have_text([SKILLS])
    widget.wait_for_answers(1)
    expect(widget.log).to_be_visible()


def test_without_storage_the_chat_still_works(visit: Visit) -> None:
    widget = visit()
    widget.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off'); }});"
    )
    widget.page.reload()
    widget.open().ask_and_wait(SKILLS)
    widget.ask_and_wait("What about the soft ones?")


def test_erasing_leaves_an_empty_chat_and_the_next_message_begins_anew(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait(SKILLS)
    widget.ask_and_wait("delete my data")
    widget.suggestions.filter(has_text="Yes, erase everything").click()
    expect(widget.answers).to_have_count(1)
    expect(widget.answers.first).to_contain_text("everything we said is erased")
    expect(widget.questions).to_have_count(0)
    widget.ask_and_wait(SKILLS)
    expect(widget.questions).to_have_text([SKILLS])
    widget.page.reload()
    widget.open()
    expect(widget.questions).to_have_text([SKILLS])


def test_what_starting_over_leaves_behind_can_still_be_erased(visit: Visit) -> None:
    widget = visit().open()
    with widget.page.expect_request(MESSAGES) as asked:
        widget.ask_and_wait(SKILLS)
    left = asked.value.post_data_json
    assert left is not None
    widget.start_over.click()
    widget.page.get_by_role("button", name="Back to the earlier conversation").click()
    expect(widget.questions).to_have_text([SKILLS])
    widget.ask_and_wait("delete my data")
    widget.suggestions.filter(has_text="Yes, erase everything").click()
    expect(widget.answers.first).to_contain_text("everything we said is erased")
    history = widget.page.request.post(
        asked.value.url.replace("messages", "history"),
        data={"conversation": left["conversation"]},
    )
    assert SKILLS not in history.text()
    expect(widget.page.get_by_role("button", name="Back to the earlier")).to_have_count(0)
