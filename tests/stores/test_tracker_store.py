"""Errors of the tracker store, of any kind, against the running channels."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain

from channels.ask import APOLOGY
from stores.conversations import tracker_store
from stores.tracker_store import ErasingTrackerStore
from tests.serving_channels import new_tracker_store
from tests.web_client import WebClient

PAY = "How much do ML engineers earn?"
ERRORS = [
    ValueError("a value"),
    SystemExit(1),
    RuntimeError("a bug"),
    MemoryError(),
    RecursionError(),
    AssertionError(),
    OSError("a disk"),
]


@contextmanager
def failing(store: ErasingTrackerStore, error: BaseException) -> Iterator[None]:
    """Lets every statement of the store's database raise this."""

    def fail(*_: object) -> None:
        raise error

    sa.event.listen(store.engine, "before_cursor_execute", fail)
    yield
    sa.event.remove(store.engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_reaches_who_called_and_ends_nothing(tmp_path: Path, error: BaseException) -> None:
    store = new_tracker_store(tmp_path)
    with failing(store, error):
        for work in (store.retrieve("ann"), store.retrieve_full_tracker("ann"), store.keys()):
            with pytest.raises(Exception) as raised:
                asyncio.run(work)
            assert error in (raised.value, raised.value.__cause__)
    assert asyncio.run(store.retrieve("ann")) is None


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_people_are_told_and_others_are_answered(
    agent: Agent, web: WebClient, error: BaseException
) -> None:
    store = tracker_store(agent)
    assert isinstance(store, ErasingTrackerStore)
    answer = web.answer(PAY)["id"]
    with failing(store, error):
        assert web.ask(PAY).status_code == 503
        assert web.post("history", {"conversation": web.conversation}).status_code == 503
        assert web.rate(answer, "up").status_code == 503
        rest = requests.post(
            f"{web.url}/webhooks/rest/webhook", json={"message": PAY}, timeout=10
        ).json()
        assert [message["text"] for message in rest] == [APOLOGY]

    assert len(web.history()) == 2
    assert "CAD" in WebClient(web.url).answer(PAY)["text"]


def test_a_store_without_its_table_is_a_sentence_at_start(tmp_path: Path) -> None:
    (tmp_path / "conversations.db").mkdir()
    with pytest.raises(Exception, match="unable to open database file"):
        ErasingTrackerStore(Domain.empty(), db=str(tmp_path / "conversations.db"))
