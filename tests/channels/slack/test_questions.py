"""Each question is handled once, however often Slack sends its event (idempotent)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.channels.slack.asking import MENTION, SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import SlackStandIn

REASONS = ("http_timeout", "http_error", "connection_failed")


def test_three_retries(slack: SlackStandIn) -> None:
    [body] = slack.events("U0ANN", "D0RETRY", SKILLS, slack.next_ts())
    slack.deliver("events_api", body)
    for number, reason in enumerate(REASONS, start=1):
        slack.deliver("events_api", body, retry=number, reason=reason)
    assert slack.wait_for(1)[0].channel == "D0RETRY"
    assert nothing_more_comes(slack)


def test_retries_of_a_mention_with_its_message(http: SlackStandIn) -> None:
    bodies = http.events("U0ANN", "C0GENERAL", f"{MENTION} {SKILLS}", http.next_ts())
    for retry in range(4):
        for body in bodies:
            http.deliver("events_api", body, retry=retry)
    http.wait_for(1)
    assert nothing_more_comes(http)


def test_deliveries_at_the_same_time(http: SlackStandIn) -> None:
    [body] = http.events("U0ANN", "D0SAME", SKILLS, http.next_ts())
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda _: http.deliver("events_api", body), range(4)))
    http.wait_for(1)
    assert nothing_more_comes(http)


def test_to_another_server_or_after_a_restart(http: SlackStandIn, socket: SlackStandIn) -> None:
    [body] = http.events("U0ANN", "D0OTHER", SKILLS, http.next_ts())
    http.deliver("events_api", body)
    http.wait_for(1)
    socket.deliver("events_api", body, retry=1)
    assert nothing_more_comes(socket)


def test_a_button_that_is_delivered_twice(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0BUTTON", "hi")
    [greeting] = http.wait_for(1)
    delivered: list[dict[str, Any]] = []
    deliver = http.deliver

    def deliver_twice(kind: str, body: dict[str, Any]) -> None:
        deliver(kind, body)
        deliver(kind, body)
        delivered.append(body)

    http.deliver = deliver_twice  # type: ignore[assignment, method-assign]
    http.press("U0ANN", greeting, greeting.titles[0])
    http.deliver = deliver  # type: ignore[method-assign]
    assert len(delivered) == 1
    http.wait_for(1, after=1)
    assert nothing_more_comes(http)


def test_the_same_question_again_is_another_one(http: SlackStandIn) -> None:
    http.write("U0ANN", "D0AGAIN", SKILLS)
    http.wait_for(1)
    http.write("U0ANN", "D0AGAIN", SKILLS)
    assert [each.channel for each in http.wait_for(2)] == ["D0AGAIN"] * 2
