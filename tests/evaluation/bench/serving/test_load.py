from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Iterator
from itertools import islice

import pytest
from aiohttp import web

from evaluation.bench.serving.load import Answer, Conversation, LoadResult, conversations, load_test


class Server:
    """Answers REST requests after a moment, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.now = self.most = 0

    async def rest(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append((body["sender"], body["message"]))
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.02)
        self.now -= 1
        if body["message"] == "fail":
            return web.json_response({}, status=500)
        text = "" if body["message"] == "nothing" else "an answer"
        return web.json_response([{"text": text}])

    async def page(self, request: web.Request) -> web.Response:
        body = await request.json()
        uuid.UUID(body["id"])
        return web.json_response({"messages": [{"text": body["message"]}]})


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    loop = asyncio.new_event_loop()
    app = web.Application()
    app.router.add_post("/webhooks/rest/webhook", server.rest)
    app.router.add_post("/chat/messages", server.page)
    runner = web.AppRunner(app)
    loop.run_until_complete(runner.setup())
    site = web.TCPSite(runner, "127.0.0.1", 0)
    loop.run_until_complete(site.start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(runner.cleanup())
    loop.close()


def test_people_ask_one_after_the_other_and_so_many_at_once(server: Server, url: str) -> None:
    people = [Conversation(f"p{n}", ["one", "two", "three"]) for n in range(6)]
    load = load_test(url, people, concurrency=3)
    assert len(load.answers) == 18 and not load.errors
    assert server.most == 3
    for person in people:
        assert [text for sender, text in server.asked if sender == person.sender] == [
            "one",
            "two",
            "three",
        ]
    assert load.latency_ms(0.5) >= 20
    assert load.throughput == pytest.approx(18 / load.seconds)


def test_what_is_no_answer_is_an_error(url: str) -> None:
    load = load_test(url, [Conversation("p", ["fail", "nothing", "fine"])])
    assert load.errors == ["HTTP 500", "an empty answer"]
    assert load.throughput == pytest.approx(1 / load.seconds)
    (error,) = load_test("http://127.0.0.1:9", [Conversation("p", ["x"])]).errors
    assert "refused" in error


def test_nobody_begins_anew_when_time_is_up(url: str) -> None:
    load = load_test(url, conversations(["endless"], 5), concurrency=2, seconds=0.2)
    assert load.answers and not load.errors


def test_the_page_s_channel(url: str) -> None:
    load = load_test(url, [Conversation(str(uuid.uuid4()), ["hello"])], channel="web")
    assert load.answers[0].messages == [{"text": "hello"}]


def test_people_share_out_the_questions() -> None:
    first, second = islice(conversations(["a", "b", "c"], 2), 2)
    assert (first.questions, second.questions) == (["a", "b"], ["c", "a"])
    assert first.sender != second.sender


def test_quantiles_leave_out_errors() -> None:
    answers = [Answer(n / 100, "", []) for n in range(101)] + [Answer(60, "HTTP 500", [])]
    load = LoadResult(answers, 10)
    assert load.latency_ms(0.95) == pytest.approx(950)
    with pytest.raises(ValueError, match="nothing was answered"):
        LoadResult([Answer(1, "HTTP 500", [])], 1).latency_ms(0.5)
