"""The action server believes whoever reaches it; so only this machine does, and it stays up."""

from __future__ import annotations

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.assistant import Assistant, Conversation
from tests.hostile.conftest import examples
from tests.hostile.routes import bodies, values
from tests.hostile.wire import Request, send

CALL = {
    "next_action": st.sampled_from(["action_answer_salary", "action_clarify", "no_such_action"]),
    "sender_id": values,
    "tracker": values,
    "domain": values,
    "version": st.sampled_from(["3.6.21", None, 7]),
}

WRONG = (
    b"Content-Length: +5",
    b"Content-Length: 2\r\nContent-Length: 3",
    b"Content-Length: x",
    b"Content-Length: 2\r\nTransfer-Encoding: chunked",
)


def test_only_this_machine_reaches_the_servers(target: Assistant) -> None:
    for process in target._processes.values():
        sockets = psutil.Process(process.pid).net_connections("inet")
        listening = {each.laddr.ip for each in sockets if each.status == psutil.CONN_LISTEN}
        assert listening == {"127.0.0.1"}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_malformed_request_stops_nobody(target: Assistant, wrong: bytes) -> None:
    log = target.log("actions")
    answer = send(target.actions_port, Request(b"POST", b"/webhook", (b"Host: a", wrong), b"{}"))
    assert answer.status == 400
    assert "skills" in Conversation(target).say("Which skills do I need?")["text"].lower()
    assert target.log("actions") == log


def test_hostile_calls_leave_it_as_it_was(target: Assistant) -> None:
    @examples(0.1)
    @given(bodies(CALL), st.sampled_from([b"application/json", b"text/plain", b"\xff"]))
    def call(body: bytes, content_type: bytes) -> None:
        headers = (
            b"Host: localhost",
            b"Content-Type: " + content_type,
            b"Content-Length: %d" % len(body),
        )
        answer = send(target.actions_port, Request(b"POST", b"/webhook", headers, body))
        assert answer.status is not None

    call()
    answer = Conversation(target).say("Which skills do I need?")
    assert "skills" in answer["text"].lower()
