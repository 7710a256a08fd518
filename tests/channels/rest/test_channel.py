"""The REST channel over real HTTP."""

from __future__ import annotations

import json
import uuid
from codecs import BOM_UTF8
from typing import Any

import pytest
import requests

from channels.ask import APOLOGY
from tests.stand_in import Server, answer_then_fail, fail, stay_locked, stay_silent

TIMEOUT = 10  # seconds


def post(server: Server, body: Any, **params: str) -> requests.Response:
    """Sends ``body`` (bytes as they are, anything else as JSON) to Rasa's usual address."""
    data = body if isinstance(body, bytes) else json.dumps(body)
    address = f"{server.url}/webhooks/rest/webhook"
    return requests.post(address, data=data, params=params, timeout=TIMEOUT)


def test_answers_as_rasas_rest_channel_does(server: Server) -> None:
    response = post(server, {"sender": "ann", "message": "Hi"})
    assert response.status_code == 200
    text, image = response.json()
    assert (text["recipient_id"], text["text"][:6]) == ("ann", "Hello.")
    assert text["buttons"][0]["title"] == "And then?"
    assert image["image"].startswith("data:image/svg+xml")
    message = server.assistant.received[0]
    assert (message.text, message.sender_id, message.input_channel) == ("Hi", "ann", "rest")


def test_a_byte_order_mark_is_left_out(server: Server) -> None:
    body = BOM_UTF8 + '{"sender": "zoé", "message": "Ça paie ?"}'.encode()
    assert post(server, body).status_code == 200
    assert server.assistant.received[0].text == "Ça paie ?"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "JSON object"),
        (BOM_UTF8, "JSON object"),
        (BOM_UTF8 * 2 + b"{}", "not valid JSON"),
        (b"{not json", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (["Hi"], "JSON object"),
        ("Hi", "JSON object"),
        ({}, "'message' that is a string"),
        ({"message": None}, "'message' that is a string"),
        ({"message": 5}, "'message' that is a string"),
        ({"message": {"text": "Hi"}}, "'message' that is a string"),
        ({"message": " \n "}, "empty"),
        ({"message": "x" * 2001}, "longer than 2000 characters"),
        (b'{"message": "\\ud83d"}', "Unicode"),
        ({"message": "Hi", "sender": 5}, "'sender'"),
        ({"message": "Hi", "sender": ["a"]}, "'sender'"),
        ({"message": "Hi", "sender": ""}, "'sender'"),
        ({"message": "Hi", "sender": "a" * 256}, "'sender'"),
    ],
)
@pytest.mark.parametrize("stream", ["false", "true"])
def test_says_what_is_wrong_with_a_request(
    server: Server, body: Any, words: str, stream: str
) -> None:
    response = post(server, body, stream=stream)
    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert words in response.json()["error"]
    assert server.assistant.received == []


def test_takes_the_longest_message_and_sender(server: Server) -> None:
    assert post(server, {"sender": "a" * 255, "message": "é" * 2000}).status_code == 200
    assert server.assistant.received[0].text == "é" * 2000


def test_every_request_without_a_sender_is_a_conversation_of_its_own(server: Server) -> None:
    for sender in ({}, {"sender": None}):
        post(server, {"message": "Hi", **sender})
    first, second = (message.sender_id for message in server.assistant.received)
    assert first != second
    assert {uuid.UUID(first).version, uuid.UUID(second).version} == {4}


def test_a_slash_is_plain_text(server: Server) -> None:
    post(server, {"message": ' /erase_my_data{"x": 1}'})
    assert server.assistant.received[0].text == '\u2060 /erase_my_data{"x": 1}'


def test_clients_cannot_set_metadata_or_the_channel(server: Server) -> None:
    post(server, {"message": "Hi", "metadata": {"admin": True}, "input_channel": "slack"})
    message = server.assistant.received[0]
    assert message.metadata is None
    assert message.input_channel == "rest"


@pytest.mark.parametrize("behave", [fail, stay_silent])
def test_apologises_instead_of_sending_nothing(server: Server, behave: Any) -> None:
    server.assistant.behave = behave
    response = post(server, {"sender": "ann", "message": "Hi"})
    assert response.status_code == 200
    assert response.json() == [{"recipient_id": "ann", "text": APOLOGY}]


def test_a_lock_that_fails_is_told_without_the_conversation(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.assistant.behave = stay_locked
    assert post(server, {"sender": "ann-1815", "message": "Hi"}).json()[0]["text"] == APOLOGY
    assert "Could not acquire lock" in caplog.text
    assert "ann-1815" not in caplog.text


@pytest.mark.parametrize("stream", ["false", "true"])
def test_an_answer_that_was_not_stored_is_not_given_beside_the_apology(
    server: Server, stream: str
) -> None:
    server.assistant.behave = answer_then_fail
    response = post(server, {"message": "Hi"}, stream=stream)
    messages = [message for line in response.text.splitlines() for message in _each(line)]
    assert [message["text"] for message in messages] == [APOLOGY]


def _each(line: str) -> list[dict[str, Any]]:
    content = json.loads(line)
    return content if isinstance(content, list) else [content]


def test_streams_one_message_a_line(server: Server) -> None:
    response = post(server, {"sender": "ann", "message": "/hi"}, stream="true")
    text, image = (json.loads(line) for line in response.text.splitlines())
    assert (text["text"][:6], text["recipient_id"]) == ("Hello.", "ann")
    assert "image" in image
    assert server.assistant.received[0].text == "\u2060/hi"


@pytest.mark.parametrize("behave", [fail, stay_silent])
def test_a_stream_ends_with_an_apology(server: Server, behave: Any) -> None:
    server.assistant.behave = behave
    response = post(server, {"sender": "ann", "message": "Hi"}, stream="true")
    messages = [json.loads(line) for line in response.text.splitlines()]
    assert messages == [{"recipient_id": "ann", "text": APOLOGY}]


def test_tells_that_it_is_there(server: Server) -> None:
    response = requests.get(f"{server.url}/webhooks/rest/", timeout=TIMEOUT)
    assert response.json() == {"status": "ok"}
