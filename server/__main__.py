"""The Rasa server: ``python -m server``. Everything that runs in it is named here.

It is what ``rasa run`` starts (``rasa.core.run.serve_application``), with what that lacks: request
limits and rate limits for every address, health checks, metrics and request ids, the daily erasure
of old conversations (retention), model reload, a graceful shutdown, socket activation and handover.
The channels are those of credentials.yml, the stores are those of endpoints.yml.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import sys
from functools import partial
from pathlib import Path

gc.disable()  # again and again it would look through all that is imported here, and find nothing

import actions  # noqa: F401 (first: on a guide that is not valid, the server ends at once)
from server import rasa_3_6_21

rasa_3_6_21.defer_unused_imports()  # before anything of Rasa is imported

from rasa.core.run import (
    close_resources,
    configure_app,
    create_http_input_channels,
    load_agent_on_start,
)
from rasa.core.utils import AvailableEndpoints, number_of_sanic_workers
from rasa.shared.exceptions import RasaException
from sanic import Sanic
from sanic.log import access_logger

from monitoring.counting import count_log_lines, count_responses
from monitoring.health import add_health_checks
from monitoring.logs import configure_rasa_logging
from monitoring.request_ids import add_request_ids
from server.access import may_see_operations
from server.agent import set_up_agent
from server.freed_memory import give_back
from server.guide_reload import reload_guide_on_hangup
from server.handover import serve_in_turn
from server.http_protocol import GracefulHttpProtocol
from server.in_process_actions import action_endpoint
from server.last_good_model import copy_of, fall_back_to_last_good
from server.model_file import MODEL, stop_if_missing
from server.model_reload import reload_model_when_replaced, version_of
from server.open_files import raise_limit
from server.safeguards import add_safeguards
from server.socket_activation import inherited_socket
from stores.retention import erase_old_daily
from stores.upkeep import retry_in_background

gc.freeze()
gc.enable()

SWITCH_SECONDS = 0.001
"""How long the thread that understands messages keeps the interpreter from the event loop. Python's
five milliseconds add up: an answer waits for it some twenty times."""


def main() -> None:
    """Serves the assistant until it is stopped.

    Raises:
        SystemExit: if a file or setting is missing or wrong; the message names it.
    """
    told = read_arguments()
    raise_limit()
    configure_rasa_logging()
    rasa_3_6_21.unpack_models_once()
    rasa_3_6_21.speed_up_messages()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        endpoints = AvailableEndpoints.read_endpoints(str(told.endpoints))
        app = build_app(told.model, endpoints, told.credentials)
        app.run(
            host=told.interface,
            port=told.port,
            sock=inherited_socket(),
            protocol=GracefulHttpProtocol,
            access_log=access_logger.isEnabledFor(logging.INFO),
            workers=number_of_sanic_workers(endpoints.lock_store),
        )
    except RasaException as error:
        sys.exit(f"{type(error).__name__}: {error}")


def read_arguments() -> argparse.Namespace:
    """Reads the command line; the rest of the settings are environment variables."""
    parser = argparse.ArgumentParser(prog="python -m server", description="The Rasa server.")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--endpoints", type=Path, default=Path("endpoints.yml"))
    parser.add_argument("--credentials", type=Path, default=Path("credentials.yml"))
    parser.add_argument("--interface", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=5005)
    told = parser.parse_args()
    if not copy_of(told.model).exists():
        stop_if_missing(told.model)
    for file in (told.endpoints, told.credentials):
        if not file.is_file():  # Rasa would go on without stores, or without channels
            sys.exit(f"There is no file {file}.")
    return told


def build_app(model: Path, endpoints: AvailableEndpoints, credentials: Path) -> Sanic:
    """Puts the server together.

    Args:
        model: the model's file.
        endpoints: what endpoints.yml says.
        credentials: the file that names the channels.

    Raises:
        RasaException: if there is no such channel.
        SystemExit: if a setting can't be read; the message names it.
    """
    channels = create_http_input_channels(None, str(credentials))
    app: Sanic = configure_app(channels, enable_api=False)

    add_request_ids(app)
    add_safeguards(app)
    count_responses(app)
    count_log_lines()
    add_health_checks(app, may_see_operations)
    erase_old_daily(app)
    retry_in_background(app)
    reload_model_when_replaced(app, model)
    app.register_listener(reload_guide_on_hangup, "after_server_start")

    if endpoints.action is not None:
        endpoint = endpoints.action = action_endpoint(endpoints.action)
        app.register_listener(lambda *_: endpoint.close(), "after_server_stop")
    app.register_listener(partial(load_agent, model, endpoints), "before_server_start")
    serve_in_turn(app)
    app.register_listener(close_resources, "after_server_stop")
    return app


async def load_agent(
    model: Path, endpoints: AvailableEndpoints, app: Sanic, loop: asyncio.AbstractEventLoop
) -> None:
    """Loads the model and opens the stores, as ``app.ctx.agent``, before the server listens."""
    agent = await load_agent_on_start(str(model), endpoints, None, app, loop)
    loaded = version_of(model)
    await fall_back_to_last_good(agent, model, loaded.file if loaded else None)
    set_up_agent(agent)
    give_back()


if __name__ == "__main__":
    main()
