"""Real Sanic servers with our channels on them, before a stand-in or the real assistant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from channels.rest.channel import PlainTextRestInput
from channels.web.channel import WebInput
from server.agent import set_up_agent
from server.in_process_actions import InProcessActions
from stores.sql_event_broker import WriteAheadEventBroker
from stores.tracker_store import ErasingTrackerStore
from tests.conftest import MODEL
from tests.serving import serving
from tests.stand_in import Server, StandIn, say_hello
from tests.web_client import WebClient


@pytest.fixture(scope="session")
def no_limits() -> Iterator[None]:
    """Tests ask faster than people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RATE_LIMIT_CONVERSATION", "off")
        patch.setenv("RATE_LIMIT_ADDRESS", "off")
        yield


@pytest.fixture(scope="session")
def running_server(no_limits: None) -> Iterator[Server]:
    """The channels on a free port, with a stand-in for the assistant."""
    assistant = StandIn()
    with serving(assistant, [PlainTextRestInput(), WebInput()]) as url:
        yield Server(url, assistant)


@pytest.fixture
def server(running_server: Server) -> Server:
    """The running server with an assistant that hasn't heard anything yet and says hello."""
    running_server.assistant.received.clear()
    running_server.assistant.behave = say_hello
    return running_server


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of ``conversations.db`` and ``events.db``."""
    return tmp_path_factory.mktemp("stores")


@pytest.fixture(scope="session")
def agent(store_folder: Path) -> Agent:
    """The trained model with its actions and SQL stores of its own."""
    broker = WriteAheadEventBroker(db=str(store_folder / "events.db"))
    loaded = Agent.load(
        str(MODEL),
        tracker_store=new_tracker_store(store_folder, broker),
        lock_store=InMemoryLockStore(),
        action_endpoint=InProcessActions(EndpointConfig("", enable_selective_domain=True)),
    )
    set_up_agent(loaded)
    return loaded


def new_tracker_store(
    store_folder: Path, broker: WriteAheadEventBroker | None = None
) -> ErasingTrackerStore:
    """Opens the conversations of the folder."""
    database = str(store_folder / "conversations.db")
    return ErasingTrackerStore(Domain.load("domain.yml"), db=database, event_broker=broker)


Serve = Callable[..., WebClient]


@pytest.fixture
def serve(agent: Agent, no_limits: None) -> Iterator[Serve]:
    """Starts servers with both channels, as the environment variables of the moment say."""
    with ExitStack() as servers:

        def start(behind: Agent = agent) -> WebClient:
            channels = [PlainTextRestInput(), WebInput()]
            return WebClient(servers.enter_context(serving(behind, channels)))

        yield start


@pytest.fixture(scope="session")
def web_url(agent: Agent, no_limits: None) -> Iterator[str]:
    """A server that the tests share which need no other settings."""
    with serving(agent, [PlainTextRestInput(), WebInput()]) as url:
        yield url


@pytest.fixture
def web(web_url: str) -> WebClient:
    """Somebody who has never been there."""
    return WebClient(web_url)
