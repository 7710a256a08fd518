"""Requests to the address for Slack that no Slack would send, made up by Hypothesis."""

from __future__ import annotations

import re
import urllib.parse

import requests
from hypothesis import given
from hypothesis import strategies as st

from evaluation.assistant import Assistant
from tests.channels.slack.asking import SKILLS, nothing_more_comes
from tests.channels.slack.stand_in import BOT_USER, TEAM, SlackStandIn
from tests.channels.slack.test_channel import FORM, JSON
from tests.hostile.conftest import examples
from tests.hostile.routes import bodies, objects, values
from tests.hostile.texts import texts, valid_texts

SECONDS = 60
NAMES = st.sampled_from(["U0ANN", "U0BEN", "D0ANN", "C0GENERAL", "C0NOTIN"])
TIMES = st.sampled_from(["1700000000.000001", "1700000000.000002"])
EVENT = {
    "type": st.sampled_from(["message", "app_mention", "app_home_opened", "reaction_added"]),
    "user": NAMES,
    "channel": NAMES,
    "channel_type": st.sampled_from(["im", "channel", "mpim"]),
    "text": valid_texts,
    "ts": TIMES,
    "thread_ts": TIMES,
}
ENVELOPE = {
    "type": st.sampled_from(["event_callback", "event_callback", "url_verification"]),
    "team_id": st.just(TEAM),
    "event_id": st.uuids().map(str),
    "challenge": texts,
    "event": objects(EVENT),
}
BUTTON = {
    "type": st.just("button"),
    "action_id": st.sampled_from(["ask_0", "rate_up", "rate_down", "share"]) | texts,
    "value": texts,
    "action_ts": TIMES,
}
PLACE = {"id": NAMES}
INTERACTION = {
    "type": st.sampled_from(["block_actions", "view_submission", "shortcut"]),
    "team": st.fixed_dictionaries({"id": st.just(TEAM)}),
    "user": objects(PLACE),
    "channel": objects(PLACE),
    "trigger_id": texts,
    "actions": st.lists(objects(BUTTON), max_size=2),
    "message": objects({"ts": TIMES, "text": texts}),
    "container": values,
    "view": objects({"callback_id": texts, "private_metadata": texts, "state": values}),
}
COMMAND = {
    "command": st.sampled_from(["/mlcareer", "/other"]),
    "team_id": st.just(TEAM),
    "channel_id": NAMES,
    "user_id": NAMES,
    "text": valid_texts,
    "trigger_id": texts,
    "response_url": st.sampled_from(["", "ftp://x", "http://127.0.0.1:9/x", "http://["]),
}


def form(fields: dict[str, object]) -> bytes:
    """The fields as a form's body."""
    pairs = {
        key: value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")
        for key, value in fields.items()
    }
    return urllib.parse.urlencode(pairs).encode()


def assert_it_goes_on(slack: SlackStandIn) -> None:
    slack.write("U0LAST", "D0LAST", SKILLS)
    slack.wait_until(lambda: any(sent.channel == "D0LAST" for sent in slack.sent))


KINDS = st.one_of(
    st.tuples(bodies(ENVELOPE), st.just(JSON)),
    st.tuples(bodies(INTERACTION).map(lambda body: form({"payload": body})), st.just(FORM)),
    st.tuples(objects(COMMAND).map(form), st.just(FORM)),
    st.tuples(bodies(ENVELOPE), st.sampled_from([FORM, {"Content-Type": "text/plain"}, {}])),
)


def test_hostile_words_are_answered_like_any(http: SlackStandIn, server: Assistant) -> None:
    logged = len(server.log("server"))

    @examples(0.1)
    @given(valid_texts, st.sampled_from(["D0ANN", "C0GENERAL", "/mlcareer"]))
    def say(words: str, where: str) -> None:
        if where == "/mlcareer":
            http.command("U0ANN", "C0NOTIN", words)
        else:
            http.write("U0ANN", where, f"<@{BOT_USER}> {words}")

    say()
    assert_it_goes_on(http)
    assert server.log("server")[logged:] == ""


def test_what_slack_would_not_send_does_no_harm(http: SlackStandIn, server: Assistant) -> None:
    logged = len(server.log("server"))

    @examples(0.3)
    @given(KINDS)
    def send(request: tuple[bytes, dict[str, str]]) -> None:
        response = http.post(*request, seconds=SECONDS)
        assert response.status_code < 500, response.text

    send()
    assert_it_goes_on(http)
    # Each failure is a line, and one that we had thought of.
    for line in server.log("server")[logged:].splitlines():
        assert re.search(r"ERROR +channels(\.\w+)+ +- [\w ']+: [^:]+(:[0-9]+)?\.$", line), line


def test_what_is_not_signed_is_refused(http: SlackStandIn, server: Assistant) -> None:
    logged = len(server.log("server"))
    address = f"{http.server_url}/webhooks/slack/events"
    signature = st.sampled_from(["", "v0=", "v0=0", "v1=" + "f" * 64, "x" * 5000])
    moment = st.sampled_from(["", "0", "-1", "nan", "1e400", "9" * 30])

    @examples(0.1)
    @given(KINDS, signature, moment)
    def send(request: tuple[bytes, dict[str, str]], signed: str, when: str) -> None:
        headers = {**request[1], "X-Slack-Signature": signed, "X-Slack-Request-Timestamp": when}
        response = requests.post(address, data=request[0], headers=headers, timeout=SECONDS)
        assert response.status_code in (400, 401, 413), response.text

    send()
    assert http.sent == []
    lines = server.log("server")[logged:].splitlines()
    # An answer of the test before may still be on its way to an address that Slack never gave.
    assert [line for line in lines if "An answer could not be sent to Slack" not in line] == []
    assert nothing_more_comes(http)
