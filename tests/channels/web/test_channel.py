"""The web channel over real HTTP, before the trained assistant. See also tests/browser."""

from __future__ import annotations

import copy
import json
import socket
import sqlite3
import time
import uuid
from codecs import BOM_UTF8
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore

from evaluation.usage.turns import read_transcript
from stores.events import read_events
from stores.latest_events import MOST_EVENTS
from tests.pay import pay_at
from tests.serving_channels import Serve, new_tracker_store
from tests.web_client import WebClient, new_id

CONVERSATION = "0f8fad5b-d9cb-469f-a165-70867728950e"
PAY = "How much do ML engineers earn?"


def said(web: WebClient) -> list[tuple[str, str]]:
    """Who said what so far, in short."""
    return [(entry["from"], entry["text"][:12]) for entry in web.history()]


@contextmanager
def unreachable(database: Path) -> Iterator[None]:
    """Puts something in a database's place that can't be opened."""
    elsewhere = database.with_suffix(".elsewhere")
    database.rename(elsewhere)
    database.mkdir()
    yield
    database.rmdir()
    elsewhere.rename(database)


class TestMessages:
    def test_an_answer_is_one_message_with_its_buttons_and_chart(self, web: WebClient) -> None:
        response = web.ask(PAY)

        assert response.headers["Cache-Control"] == "no-store"
        (answer,) = response.json()["messages"]
        assert set(answer) == {"id", "time", "text", "lang", "buttons", "image", "rateable"}
        assert answer["text"].count("\n- **") == 4
        assert "What does the career path look like?" in [
            button["payload"] for button in answer["buttons"]
        ]
        assert all(set(button) == {"title", "payload"} for button in answer["buttons"])
        assert f"7 to 9 years: {pay_at(8)} a year on average" in answer["image"]["alt"]
        assert web.get(answer["image"]["src"]).status_code == 200
        assert answer["rateable"] is True
        age = datetime.now(timezone.utc) - datetime.fromisoformat(
            answer["time"].replace("Z", "+00:00")
        )
        assert 0 <= age.total_seconds() < 20

    def test_small_talk_has_neither_chart_nor_rating(self, web: WebClient) -> None:
        answer = web.answer("hello")

        assert {"id", "time", "text"} <= set(answer) <= {"id", "time", "text", "buttons"}

    def test_every_message_has_an_id_of_its_own(self, web: WebClient) -> None:
        ids = [web.answer(text)["id"] for text in (PAY, PAY, "hello", "hello", "thanks")]

        assert len(set(ids)) == len(ids)

    def test_a_conversation_goes_on(self, web: WebClient) -> None:
        web.answer(PAY)

        assert pay_at(8) in web.answer("and with 8 years?")["text"]

    def test_a_slash_is_plain_text(self, web: WebClient, store_folder: Path) -> None:
        web.answer("/restart")

        assert kept(store_folder, web.conversation, "restart") == []
        assert web.history()[0]["text"] == "/restart"

    @pytest.mark.parametrize("field", ["conversation", "id"])
    @pytest.mark.parametrize(
        "value",
        [None, 5, "", "default", "ann", f"{{{CONVERSATION}}}", CONVERSATION.replace("-", ""),
         CONVERSATION.upper(), f"urn:uuid:{CONVERSATION}", f" {CONVERSATION}",
         "24dd7e8c-e911-11f1-990c-0242ac110002", str(uuid.UUID(int=0))],
    )  # fmt: skip
    def test_ids_are_random_uuids(self, web: WebClient, field: str, value: Any) -> None:
        body = {"conversation": new_id(), "id": new_id(), "message": PAY, field: value}
        response = web.post("messages", body)

        assert response.status_code == 400
        assert f"'{field}' that is a random UUID" in response.json()["error"]

    @pytest.mark.parametrize(
        ("body", "status", "words"),
        [
            (b"", 400, "JSON object"),
            (b"{not json", 400, "not valid JSON"),
            (b"[1]", 400, "JSON object"),
            ({}, 400, "'message' that is a string"),
            ({"message": 5}, 400, "'message' that is a string"),
            ({"message": "  "}, 400, "empty"),
            ({"message": "x" * 2001}, 400, "longer than 2000"),
            ({"message": "\ud83d"}, 400, "Unicode"),
            ({"message": "x" * 40_000}, 413, "larger than 32 KiB"),
            (b"x" * 40_000, 413, "larger than 32 KiB"),
            (b"x" * 9_000_000, 413, "too large"),
        ],
    )
    def test_says_what_is_wrong_with_a_request(
        self, web: WebClient, body: Any, status: int, words: str
    ) -> None:
        if isinstance(body, dict):
            body = {"conversation": web.conversation, "id": new_id(), **body}
        response = web.post("messages", body)

        assert response.status_code == status
        assert list(response.json()) == ["error"]
        assert words in response.json()["error"]
        assert web.history() == []

    def test_a_byte_order_mark_is_left_out(self, web: WebClient) -> None:
        body = {"conversation": web.conversation, "id": new_id(), "message": "hello"}
        for path in ("messages", "history"):
            response = web.post(path, BOM_UTF8 + json.dumps(body).encode())
            assert response.status_code == 200
        assert [entry["from"] for entry in response.json()["messages"]] == ["user", "bot"]

    def test_the_longest_message_is_taken(self, web: WebClient) -> None:
        longest = "\N{DROMEDARY CAMEL}" * 2000  # each escaped as two halves
        assert web.ask(longest).status_code == 200
        assert web.history()[0]["text"] == longest

    def test_clients_cannot_set_metadata(self, web: WebClient, store_folder: Path) -> None:
        body = {"conversation": web.conversation, "id": new_id(), "message": "hello"}
        web.post("messages", body | {"metadata": {"admin": True}, "input_channel": "slack"})

        (event,) = kept(store_folder, web.conversation, "user")
        assert event["input_channel"] == "web"
        assert "admin" not in json.dumps(event)


class TestExactlyOnce:
    def test_the_same_id_again_gets_the_same_answer(self, web: WebClient) -> None:
        message_id = new_id()
        answers = [web.answer(text, message_id) for text in (PAY, PAY, "something else")]

        assert answers[0] == answers[1] == answers[2]
        assert len(web.history()) == 2

    def test_at_the_same_time_too(self, web: WebClient) -> None:
        message_id = new_id()
        with ThreadPoolExecutor(max_workers=5) as pool:
            answers = list(pool.map(lambda _: web.answer(PAY, message_id), range(5)))

        assert all(answer == answers[0] for answer in answers)
        assert len(web.history()) == 2

    def test_different_messages_at_the_same_time_are_all_answered(self, web: WebClient) -> None:
        with ThreadPoolExecutor(max_workers=4) as pool:
            answers = list(pool.map(lambda _: web.answer(PAY), range(4)))

        assert len({answer["id"] for answer in answers}) == 4
        assert [entry["from"] for entry in web.history()] == ["user", "bot"] * 4

    def test_even_when_the_server_was_started_again(
        self, web: WebClient, agent: Agent, store_folder: Path, serve: Serve
    ) -> None:
        message_id = new_id()
        before = web.answer(PAY, message_id)
        another = copy.copy(agent)
        another.tracker_store = FailSafeTrackerStore(new_tracker_store(store_folder))
        another.lock_store = InMemoryLockStore()

        after = web.on(serve(another).url)

        assert after.answer(PAY, message_id) == before
        assert after.history() == web.history()

    def test_even_when_it_was_asked_more_turns_ago_than_are_read(self, web: WebClient) -> None:
        message_id = new_id()
        first = web.answer(PAY, message_id)
        turns = MOST_EVENTS // 5
        for _ in range(turns):
            web.answer("thanks")

        assert web.answer(PAY, message_id) == first
        assert len(web.history()) == 2 * (1 + turns)

    def test_another_conversation_is_another_message(self, web: WebClient) -> None:
        message_id = new_id()
        other = WebClient(web.url)

        assert web.answer(PAY, message_id)["id"] != other.answer(PAY, message_id)["id"]

    def test_who_hangs_up_finds_the_answer(self, web: WebClient) -> None:
        message_id = new_id()
        body = json.dumps({"conversation": web.conversation, "id": message_id, "message": PAY})
        address = urlsplit(web.url)
        with socket.create_connection((address.hostname, address.port or 80)) as connection:
            head = f"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall((head + body).encode())
            time.sleep(0.02)  # long enough to be read, too short to be answered

        answer = web.answer(PAY, message_id)

        (question, only) = web.history()
        assert (question["id"], only["id"]) == (message_id, answer["id"])

    def test_a_message_is_not_lost_while_the_store_is_away(
        self, web: WebClient, store_folder: Path
    ) -> None:
        message_id = new_id()
        with unreachable(store_folder / "conversations.db"):
            failed = web.ask(PAY, message_id)
        answer = web.answer(PAY, message_id)

        assert failed.status_code == 503
        assert failed.json() == {
            "error": "Sorry, I can't answer right now. Please try again in a moment."
        }
        assert [entry["id"] for entry in web.history()] == [message_id, answer["id"]]


class TestHistory:
    def test_is_everything_said_in_order(self, web: WebClient) -> None:
        sent = {new_id(): text for text in (PAY, "/hi", "  hello  ")}
        expected = []
        for message_id, text in sent.items():
            answer = web.answer(text, message_id)
            expected += [("user", message_id, text.strip()), ("bot", answer["id"], answer["text"])]
        history = web.history()

        assert [(entry["from"], entry["id"], entry["text"]) for entry in history] == expected
        assert [entry["time"] for entry in history] == sorted(entry["time"] for entry in history)

    def test_has_the_answers_as_they_were_sent(self, web: WebClient) -> None:
        answer = web.answer(PAY)

        assert web.history()[1] == {"from": "bot", **answer}

    def test_reaches_back_to_the_first_session(self, web: WebClient, store_folder: Path) -> None:
        message_id = new_id()
        before = web.answer(PAY, message_id)
        make_older(store_folder, web.conversation, hours=3)
        web.answer("hello")

        assert len(kept(store_folder, web.conversation, "session_started")) == 2
        assert [entry["from"] for entry in web.history()] == ["user", "bot"] * 2
        assert web.answer(PAY, message_id)["id"] == before["id"]

    def test_a_new_conversation_has_none(self, web: WebClient) -> None:
        assert web.history() == []

    def test_nobody_elses_is_told(self, web: WebClient) -> None:
        web.answer(PAY)

        assert WebClient(web.url).history() == []

    @pytest.mark.parametrize("body", [{}, {"conversation": "ann"}, {"conversation": ["%"]}])
    def test_needs_the_conversations_id(self, web: WebClient, body: Any) -> None:
        assert web.post("history", body).status_code == 400

    def test_says_so_when_it_cannot_be_read(self, web: WebClient, store_folder: Path) -> None:
        web.answer(PAY)
        with unreachable(store_folder / "conversations.db"):
            response = web.post("history", {"conversation": web.conversation})

        assert response.status_code == 503
        assert len(web.history()) == 2

    def test_is_compressed_for_those_who_read_that(self, web: WebClient) -> None:
        web.answer(PAY)
        body = {"conversation": web.conversation}
        packed = web.post("history", body, **{"Accept-Encoding": "gzip"})
        plain = web.post("history", body, **{"Accept-Encoding": "identity"})

        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert packed.json() == plain.json()
        assert int(packed.headers["Content-Length"]) < len(plain.content) * 2 / 3


class TestFeedback:
    def test_is_kept_with_its_question_and_shown_in_the_history(
        self, web: WebClient, store_folder: Path
    ) -> None:
        answer = web.answer(PAY)["id"]
        response = web.rate(answer, "down", comment="Too low!")

        assert (response.status_code, response.content) == (204, b"")
        assert web.history()[1]["rating"] == "down"
        (event,) = kept(store_folder, web.conversation, "slot", name="feedback")
        assert event["value"] == {
            "answer": answer,
            "question": PAY,
            "intent": "ask_salary",
            "topic": "salary",
            "rating": "down",
            "comment": "Too low!",
        }

    def test_minds_can_be_changed(self, web: WebClient) -> None:
        first, second = web.answer(PAY)["id"], web.answer("Which skills do I need?")["id"]
        web.rate(first, "down")
        web.rate(second, "down")
        web.rate(first, "up")
        web.rate(second, None)

        ratings = [entry.get("rating") for entry in web.history() if entry["from"] == "bot"]
        assert ratings == ["up", None]

    def test_shows_in_the_report(self, web: WebClient, store_folder: Path, tmp_path: Path) -> None:
        web.rate(web.answer(PAY)["id"], "down", comment=f"Too low, says {web.conversation[:8]}.")
        endpoints = tmp_path / "endpoints.yml"
        database = store_folder / "events.db"
        endpoints.write_text(f"event_broker: {{type: SQL, dialect: sqlite, db: {database}}}\n")
        transcript = read_transcript(read_events(endpoints), None)

        (opinion,) = (
            opinion
            for opinion in transcript.opinions
            if web.conversation[:8] in (opinion.comment or "")
        )
        assert (opinion.question, opinion.topic, opinion.rating) == (PAY, "salary", "down")
        asked = [turn for turn in transcript.turns if turn.conversation == web.conversation]
        assert [(turn.text, turn.channel, turn.outcome) for turn in asked] == [
            (PAY, "web", "answered")
        ]

    def test_changes_nothing_about_the_conversation(self, web: WebClient) -> None:
        web.rate(web.answer(PAY)["id"], "up")

        assert pay_at(8) in web.answer("and with 8 years?")["text"]

    def test_only_ones_own_answers_can_be_rated(self, web: WebClient) -> None:
        answer = WebClient(web.url).answer(PAY)["id"]

        assert web.rate(answer, "up").status_code == 404
        web.answer(PAY)
        response = web.rate(answer, "up")
        assert response.status_code == 404
        assert response.json() == {"error": "This conversation has no such answer."}

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"rating": "five stars"}, "'rating'"),
            ({"rating": 1}, "'rating'"),
            ({"rating": ["up"]}, "'rating'"),
            ({"answer": None}, "'answer'"),
            ({"answer": "x" * 65}, "'answer'"),
            ({"answer": ""}, "'answer'"),
            ({"answer": ["x"]}, "'answer'"),
            ({"comment": 5}, "'comment'"),
            ({"comment": "x" * 1001}, "'comment' is longer than 1000"),
            ({"conversation": "ann"}, "'conversation'"),
        ],
    )
    def test_says_what_is_wrong_with_it(
        self, web: WebClient, change: dict[str, Any], words: str
    ) -> None:
        body = {"conversation": web.conversation, "answer": "x", "rating": "up"}
        response = web.post("feedback", body | change)

        assert response.status_code == 400
        assert words in response.json()["error"]

    def test_no_rating_is_not_the_same_as_taking_it_back(self, web: WebClient) -> None:
        body = {"conversation": web.conversation, "answer": web.answer(PAY)["id"]}

        assert web.post("feedback", body).status_code == 400

    def test_says_so_when_it_cannot_be_kept(self, web: WebClient, store_folder: Path) -> None:
        answer = web.answer(PAY)["id"]
        with unreachable(store_folder / "conversations.db"):
            assert web.rate(answer, "up").status_code == 503
        assert web.rate(answer, "up").status_code == 204


def kept(store_folder: Path, conversation: str, kind: str, **values: Any) -> list[dict[str, Any]]:
    """Events of one kind that reached the event broker, in order."""
    with sqlite3.connect(store_folder / "events.db") as database:
        rows = database.execute(
            "SELECT data FROM events WHERE sender_id = ? ORDER BY id", [conversation]
        )
        events = [json.loads(data) for (data,) in rows]
    return [
        event
        for event in events
        if event["event"] == kind and all(event[name] == value for name, value in values.items())
    ]


def make_older(store_folder: Path, conversation: str, hours: float) -> None:
    """Lets time pass since the conversation so far."""
    with sqlite3.connect(store_folder / "conversations.db") as database:
        database.execute(
            "UPDATE events SET timestamp = timestamp - :seconds, data = "
            "json_set(data, '$.timestamp', json_extract(data, '$.timestamp') - :seconds) "
            "WHERE sender_id = :conversation",
            {"seconds": hours * 3600, "conversation": conversation},
        )
