"""Too fast, too much: the limits of the web and REST channels."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from channels.rate_limits import RateLimits
from server.supervision.servers import free_port
from tests.serving_channels import Serve
from tests.web_client import TIMEOUT, WebClient

BY_CONVERSATION, BY_ADDRESS = "RATE_LIMIT_CONVERSATION", "RATE_LIMIT_ADDRESS"


def statuses(web: WebClient, times: int, **headers: str) -> list[int]:
    """Sends that many greetings and returns what became of them."""
    return [web.ask("hello", **headers).status_code for _ in range(times)]


def over_rest(web: WebClient, sender: Any) -> requests.Response:
    """Sends a greeting over REST."""
    address = f"{web.url}/webhooks/rest/webhook"
    return requests.post(address, json={"sender": sender, "message": "hello"}, timeout=TIMEOUT)


def test_a_conversation_can_be_too_fast(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BY_CONVERSATION, "3 per hour")
    web = serve()

    assert statuses(web, 3) == [200] * 3
    response = web.ask("hello")
    assert response.status_code == 429
    assert 1100 < int(response.headers["Retry-After"]) <= 1200
    assert response.json()["error"].startswith("That was too fast. Please try again in 1")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert statuses(WebClient(web.url), 3) == [200] * 3


def test_for_an_address_a_long_message_is_as_many_as_it_is_work(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BY_ADDRESS, "25 per hour")
    web, text = serve(), "a" * 1999
    assert [web.ask(text).status_code for _ in range(3)] == [200, 200, 429]
    assert statuses(web, 6) == [200] * 5 + [429]


def test_one_that_counts_for_more_than_the_limit_is_let_through_by_itself(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BY_ADDRESS, "3 per hour")
    web = serve()
    assert web.ask("a" * 1999).status_code == 200
    assert web.ask("hello").status_code == 429


def test_who_rates_many_answers_can_still_ask(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BY_CONVERSATION, "3 per hour")
    web = serve()
    answer = web.answer("Which skills do I need?")["id"]

    assert [web.rate(answer, "up").status_code for _ in range(4)] == [204] * 3 + [429]
    assert web.ask("hello").status_code == 200
    history = [web.post("history", {"conversation": web.conversation}) for _ in range(4)]
    assert [response.status_code for response in history] == [200] * 3 + [429]


def test_after_the_time_it_names_it_answers_again(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BY_CONVERSATION, "1 per second")
    web = serve()
    responses = [web.post("history", {"conversation": web.conversation}) for _ in range(30)]
    refused = [response for response in responses if response.status_code == 429]

    assert refused[0].headers["Retry-After"] == "1"
    assert refused[0].json()["error"].endswith("in 1 second.")
    assert any(response.status_code == 200 for response in responses)


def test_an_address_can_be_too_fast(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BY_ADDRESS, "3 per hour")
    web = serve()
    others = [WebClient(web.url) for _ in range(5)]

    assert [other.ask("hello").status_code for other in others] == [200] * 3 + [429] * 2


def test_over_rest_as_well(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BY_CONVERSATION, "2 per hour")
    monkeypatch.setenv(BY_ADDRESS, "6 per hour")
    web = serve()

    assert [over_rest(web, "ann").status_code for _ in range(3)] == [200, 200, 429]
    assert [over_rest(web, None).status_code for _ in range(4)] == [200] * 3 + [429]
    assert "Retry-After" in over_rest(web, "ben").headers


def test_anyone_can_write_a_forwarded_address(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BY_ADDRESS, "2 per hour")
    web = serve()
    addresses = [{"X-Forwarded-For": f"192.0.2.{number}"} for number in range(3)]

    assert [web.ask("hello", **header).status_code for header in addresses] == [200, 200, 429]


def test_the_proxys_word_counts(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BY_ADDRESS, "1 per hour")
    monkeypatch.setenv("SANIC_PROXIES_COUNT", "1")
    web = serve()

    def status(forwarded: str) -> int:
        return web.ask("hello", **{"X-Forwarded-For": forwarded}).status_code

    assert [status("192.0.2.1"), status("192.0.2.2"), status("192.0.2.1")] == [200, 200, 429]
    # What the client wrote itself stands before what the proxy added.
    assert status("203.0.113.9, 192.0.2.1") == 429
    # An IPv6 user has a network, not an address.
    assert [status("2001:db8::1"), status("2001:db8::2"), status("2001:db8:0:1::1")] == [
        200,
        429,
        200,
    ]


def test_nobody_is_turned_away_because_redis_is(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BY_CONVERSATION, "1 per hour")
    monkeypatch.setenv("RATE_LIMIT_REDIS", f"redis://127.0.0.1:{free_port()}/0")

    assert statuses(serve(), 2) == [200, 200]


@pytest.mark.parametrize("value", ["", "many", "0 per minute", "20", "20 per blink"])
@pytest.mark.parametrize("variable", [BY_CONVERSATION, BY_ADDRESS])
def test_a_setting_that_cannot_be_read_stops_the_server_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SystemExit, match=f"{variable} is '{value}'"):
        RateLimits()
