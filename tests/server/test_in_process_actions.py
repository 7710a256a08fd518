"""Custom actions in the server's process: what they are told, and what happens if they fail."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.utils.endpoints import EndpointConfig

from guide import edition
from guide.version import version_of
from monitoring.metrics import ACTION_SECONDS
from server import in_process_actions
from server.action_endpoint import ActionEndpoint
from server.guide_reload import reload_guide
from server.in_process_actions import InProcessActions, action_endpoint

DOMAIN = Domain.load("domain.yml")
PACKAGE = """
import threading
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

GO = threading.Event()
SHARED = {"topic": "salary"}
TOLD = []

def says(action, run):
    def name(self):
        return action
    return type(action, (Action,), {"name": name, "run": run, "__module__": __name__})

def answers(self, dispatcher, tracker, domain):
    TOLD.append((len(tracker.events), domain))
    dispatcher.utter_message(text="CAD 100,000")
    return [{"event": "slot", "name": "offer", "value": SHARED}]

def hangs(self, dispatcher, tracker, domain):
    GO.wait(20)
    return []

def fails(self, dispatcher, tracker, domain):
    raise ValueError("the guide is upside down")

def ends(self, dispatcher, tracker, domain):
    raise SystemExit(1)

def rejects(self, dispatcher, tracker, domain):
    raise ActionExecutionRejection("action_rejects", "not now")

async def awaits(self, dispatcher, tracker, domain):
    import asyncio
    await asyncio.sleep(0.01)
    return []

RUNS = (answers, hangs, fails, ends, rejects, awaits)
ACTIONS = [says(f"action_{run.__name__}", run) for run in RUNS]
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("package")
    (folder / "some_actions.py").write_text(PACKAGE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        import some_actions  # type: ignore[import-not-found]

        yield some_actions
        del sys.modules["some_actions"]


@pytest.fixture
def endpoint(package: Any) -> InProcessActions:
    settings = EndpointConfig("", enable_selective_domain=True, type="in-process")
    return InProcessActions(settings, "some_actions")


async def run(endpoint: EndpointConfig, name: str, *events: Event) -> list[Event]:
    """What Rasa gets, by the way it runs an action."""
    action = RemoteAction(name, endpoint)
    said = events or (UserUttered("hello"),)
    tracker = DialogueStateTracker.from_events("somebody", list(said), DOMAIN.slots)
    nlg = TemplatedNaturalLanguageGenerator(DOMAIN.responses)
    got: list[Event] = await action.run(CollectingOutputChannel(), nlg, tracker, DOMAIN)
    return got


def count(result: str) -> float:
    (family,) = ACTION_SECONDS.collect()
    return next(
        (
            sample.value
            for sample in family.samples
            if sample.name.endswith("_count") and sample.labels["result"] == result
        ),
        0.0,
    )


def test_an_action_answers_and_is_told_the_last_turns(
    endpoint: InProcessActions, package: Any
) -> None:
    package.TOLD.clear()
    turn = [ActionExecuted("action_listen"), UserUttered("hello"), SlotSet("city", "x")]
    before = count("ok")
    answer, slot = asyncio.run(run(endpoint, "action_answers", *(turn * 5)))
    assert answer.text == "CAD 100,000"
    assert package.TOLD == [(5, {})]
    assert isinstance(slot, SlotSet)
    assert slot.value == package.SHARED
    assert slot.value is not package.SHARED, "what is stored must not be changed by others"
    assert count("ok") == before + 1


@pytest.mark.parametrize(
    ("name", "status", "line"),
    [
        ("action_fails", 500, "the guide is upside down"),
        ("action_ends", 500, "The action action_ends failed."),
        ("action_unknown", 404, "No registered action found for name 'action_unknown'."),
        ("action_awaits", 500, "no running event loop"),
    ],
)
def test_one_that_fails_is_the_error_that_an_action_server_would_be(
    endpoint: InProcessActions,
    name: str,
    status: int,
    line: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = count("failed")
    with pytest.raises(RasaException, match=f"Failed to execute custom action '{name}'") as failed:
        asyncio.run(run(endpoint, name))
    assert failed.value.__cause__.status == status
    assert line in caplog.text
    assert count("failed") == before + 1


def test_one_that_refuses_lets_another_be_predicted(endpoint: InProcessActions) -> None:
    with pytest.raises(ActionExecutionRejection, match="not now"):
        asyncio.run(run(endpoint, "action_rejects"))


def test_those_that_hang_keep_nobody_waiting(
    endpoint: InProcessActions, package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_process_actions, "ANSWER_SECONDS", 0.3)

    async def many() -> list[Any]:
        hanging = [run(endpoint, "action_hangs") for _ in range(3 * in_process_actions.THREADS)]
        told = await asyncio.gather(*hanging, return_exceptions=True)
        return [*told, (await run(endpoint, "action_answers"))[0]]

    try:
        *told, answer = asyncio.run(many())
    finally:
        package.GO.set()
    assert answer.text == "CAD 100,000"
    assert {type(error) for error in told} == {RasaException}
    assert all("Couldn't connect" in str(error) for error in told)


def test_others_are_answered_while_one_hangs(endpoint: InProcessActions, package: Any) -> None:
    package.GO.clear()

    async def both() -> Any:
        hanging = asyncio.ensure_future(run(endpoint, "action_hangs"))
        answer = await asyncio.wait_for(run(endpoint, "action_answers"), 10)
        assert not hanging.done()
        package.GO.set()
        await hanging
        return answer[0]

    assert asyncio.run(both()).text == "CAD 100,000"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the guide, which an edited one is taken up from."""
    copy = tmp_path / "guide"
    shutil.copytree("data/guide", copy)
    monkeypatch.setattr(edition, "_current", edition.current_edition())
    monkeypatch.setattr(edition, "GUIDE_DIRECTORY", copy)
    return copy


def edit(guide: Path, amount: str) -> None:
    file = guide / "salary.yml"
    text = file.read_text(encoding="utf-8")
    edited = text.replace("average: {amount: 100000", f"average: {{amount: {amount}")
    assert edited != text
    file.write_text(edited, encoding="utf-8")


async def pay(endpoint: EndpointConfig) -> str:
    said = await run(endpoint, "action_answer_salary")
    return str(said[0].text)


def test_an_edited_guide_is_taken_up_while_it_runs(guide: Path) -> None:
    ours = InProcessActions(EndpointConfig("", enable_selective_domain=True))
    assert "CAD 100,000" in asyncio.run(pay(ours))
    before = ours.guide_version
    edit(guide, "123000")
    assert "CAD 123,000" not in asyncio.run(pay(ours))
    reload_guide()
    assert "CAD 123,000" in asyncio.run(pay(ours))
    assert before != ours.guide_version == version_of(guide)


def test_a_guide_that_is_wrong_is_not_taken_up(
    guide: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ours = InProcessActions(EndpointConfig("", enable_selective_domain=True))
    before = ours.guide_version
    edit(guide, "plenty")
    reload_guide()
    assert "CAD 100,000" in asyncio.run(pay(ours))
    assert ours.guide_version == before
    assert "salary.yml, line" in caplog.text


def test_the_type_of_the_endpoint_says_where_actions_run() -> None:
    assert isinstance(action_endpoint(EndpointConfig("", type="in-process")), InProcessActions)
    for type_ in ("http", None):
        assert isinstance(action_endpoint(EndpointConfig("x", type=type_)), ActionEndpoint)
    with pytest.raises(InvalidConfigException, match="is 'carrier pigeon', which is neither"):
        action_endpoint(EndpointConfig("x", type="carrier pigeon"))


def test_it_is_its_own_copy_and_readable_as_json(endpoint: InProcessActions) -> None:
    assert endpoint.copy() is endpoint
    assert issubclass(aiohttp.ServerTimeoutError, aiohttp.ClientConnectionError)
    assert json.dumps(endpoint.guide_version)
