"""When something goes wrong: bad requests, Slack's refusals, our own failures."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing

import pytest
import requests
from aiohttp import web

from channels.ask import APOLOGY
from evaluation.assistant import Assistant
from tests.channels.slack.conftest import Connected
from tests.channels.slack.stand_in import (
    APP_TOKEN,
    BOT_TOKEN,
    SIGNING_SECRET,
    SlackStandIn,
    too_soon,
)

SKILLS = "Which skills do I need?"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def event(slack: SlackStandIn) -> str:
    """A question, as the body of a request."""
    [body] = slack.events("U0ANN", "D0ANN", SKILLS, slack.next_ts())
    return json.dumps(body)


def works(slack: SlackStandIn) -> bool:
    """Whether a question is answered, with nothing before it."""
    before = len(slack.sent)
    slack.write("U0LAST", "D0LAST", SKILLS)
    return slack.wait_for(1, after=before)[0].channel == "D0LAST" and len(slack.sent) == before + 1


class TestRequests:
    def test_a_wrong_signature(self, http: SlackStandIn) -> None:
        assert http.post(event(http), JSON, secret="other").status_code == 401
        assert works(http)

    def test_no_signature(self, http: SlackStandIn) -> None:
        address = f"{http.server_url}/webhooks/slack/events"
        response = requests.post(address, data=event(http), headers=JSON, timeout=10)
        assert response.status_code == 401
        assert works(http)

    def test_a_replay_of_an_old_request(self, http: SlackStandIn) -> None:
        assert http.post(event(http), JSON, age=6 * 60).status_code == 401
        assert works(http)

    @pytest.mark.parametrize("data", [b"{not json", b"\xff\xfe", b"[1]", b'{"event": null', b"7"])
    def test_malformed_json(self, http: SlackStandIn, data: bytes) -> None:
        assert http.post(data, JSON).status_code == 400
        assert http.post(b"payload=%7Bnot+json", FORM).status_code == 400
        assert works(http)

    @pytest.mark.parametrize(
        "data",
        ["", "{}", '{"type": "event_callback"}', '{"type": "event_callback", "event": null}',
         '{"type": "event_callback", "event": {"type": "message"}}',
         '{"type": "event_callback", "event": {"type": "app_mention", "user": "U0ANN"}}',
         '{"type": "block_actions", "actions": []}'],
    )  # fmt: skip
    def test_what_slack_would_not_send(self, http: SlackStandIn, data: str) -> None:
        assert http.post(data, JSON).status_code in (200, 400)
        assert works(http)

    def test_slack_checks_the_address(self, http: SlackStandIn) -> None:
        response = http.post(json.dumps({"type": "url_verification", "challenge": "abc"}), JSON)
        assert response.status_code == 200
        assert response.json() == {"challenge": "abc"}

    def test_only_posts_are_taken(self, http: SlackStandIn) -> None:
        response = requests.get(f"{http.server_url}/webhooks/slack/events", timeout=10)
        assert response.status_code == 405

    def test_with_socket_mode_there_is_no_address(self, both: dict[str, Connected]) -> None:
        address = f"{both['socket'].server.url}/webhooks/slack/events"
        assert requests.post(address, data="{}", headers=JSON, timeout=10).status_code == 404


class TestOtherChannels:
    def test_a_conversation_cannot_be_reached_by_its_name(
        self, http: SlackStandIn, server: Assistant
    ) -> None:
        http.write("U0ANN", "D0SECRET", SKILLS)
        http.wait_for(1)
        for name in ("slack:T0TEAM:D0SECRET::U0ANN", " SLACK:T0TEAM:D0SECRET::U0ANN"):
            rest = requests.post(
                f"{server.url}/webhooks/rest/webhook",
                json={"sender": name, "message": "and the soft ones?"},
                timeout=10,
            )
            web = requests.post(
                f"{server.url}/chat/messages",
                json={"conversation": name, "message": "and the soft ones?"},
                timeout=10,
            )
            assert (rest.status_code, web.status_code) == (400, 400)
        assert "belongs to another channel" in rest.json()["error"]


class TestSlackRefuses:
    def test_it_waits_as_long_as_slack_says(self, slack: SlackStandIn) -> None:
        slack.refusals["chat.postMessage"] = [too_soon(1)]
        slack.write("U0ANN", "D0ANN", SKILLS)
        slack.wait_for(1)
        times = [moment for name, _, moment in slack.calls if name == "chat.postMessage"]
        assert len(times) == 2
        assert times[1] - times[0] >= 1
        assert works(slack)

    def test_it_waits_for_ephemeral_messages_too(self, http: SlackStandIn) -> None:
        http.refusals["response_url"] = [too_soon(1)]
        http.command("U0ANN", "C0NOTIN", SKILLS)
        http.wait_for(1)
        first, second = [moment for name, _, moment in http.calls if name == "response_url"]
        assert second - first >= 1

    def test_a_revoked_token_is_told_in_one_line(
        self, http: SlackStandIn, server: Assistant
    ) -> None:
        logged = len(server.log("server"))
        http.token_error = "token_revoked"
        http.write("U0ANN", "D0ANN", SKILLS)
        http.wait_for_call("chat.postMessage")
        answer = server.ask(SKILLS, "somebody else")
        http.token_error = None
        assert answer[0]["text"].startswith("You need three kinds of skills")
        deadline = time.monotonic() + 10
        while "token_revoked" not in server.log("server")[logged:]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        [line] = server.log("server")[logged:].strip().splitlines()
        assert line.endswith("token_revoked: the token is wrong or was revoked; see docs/slack.md.")
        assert works(http)

    def test_blocks_that_slack_does_not_take_arrive_as_text(self, http: SlackStandIn) -> None:
        refusal = web.json_response({"ok": False, "error": "invalid_blocks"})
        http.refusals["chat.postMessage"] = [refusal]
        http.write("U0ANN", "D0ANN", SKILLS)
        [answer] = http.wait_for(1)
        assert answer.blocks == []
        assert answer.text.startswith("You need three kinds of skills")

    def test_a_form_that_does_not_open_loses_no_rating(self, http: SlackStandIn) -> None:
        http.write("U0ANN", "D0ANN", SKILLS)
        [answer] = http.wait_for(1)
        expired = web.json_response({"ok": False, "error": "expired_trigger_id"})
        http.refusals["views.open"] = [expired]
        http.press("U0ANN", answer, "👎")
        assert http.wait_for(1, after=1)[0].text.startswith("Thanks, noted")


class TestWeFail:
    def test_a_store_that_cannot_be_reached(self, http: SlackStandIn, server: Assistant) -> None:
        with closing(sqlite3.connect(server.folder / "conversations.db")) as store:
            store.execute("begin exclusive")
            http.write("U0ANN", "D0ANN", SKILLS)
            assert http.wait_for(1)[0].text == APOLOGY
        assert works(http)

    def test_an_action_server_that_is_down(self, http: SlackStandIn, server: Assistant) -> None:
        server.stop("actions")
        try:
            http.write("U0ANN", "D0ANN", SKILLS)
            assert "I can't look that up right now" in http.wait_for(1)[0].text
        finally:
            server.start("actions")
        assert works(http)

    def test_socket_mode_connects_again(self, socket: SlackStandIn) -> None:
        connections = socket.connections
        socket.close_sockets()
        socket.wait_until(lambda: socket.connections == connections + 1)
        assert works(socket)

    def test_the_logs_have_no_secrets_and_nobodys_words(
        self, http: SlackStandIn, both: dict[str, Connected]
    ) -> None:
        for each in both.values():
            log = each.server.log("server")
            for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, SKILLS, "Traceback"):
                assert secret not in log
