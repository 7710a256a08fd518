"""Benchmarks in a folder of their own, and a server that answers as Rasa's would."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from evaluation.bench.serving import benchmarks, sides


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
        if body["message"] == "no list":
            return web.json_response({})
        text = {"nothing": "", "sorry": "Sorry, something went wrong."}.get(
            body["message"], "an answer"
        )
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


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sides, "BENCH", tmp_path)
    monkeypatch.setattr(benchmarks, "BENCH", tmp_path)
