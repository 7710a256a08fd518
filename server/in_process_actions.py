"""Custom actions run in the Rasa server itself (in-process), in place of an action server."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from http import HTTPStatus
from typing import Any

from aiohttp import ServerTimeoutError
from rasa.shared.exceptions import InvalidConfigException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from guide.edition import current_edition
from monitoring.metrics import ACTION_SECONDS
from server.action_endpoint import ANSWER_SECONDS, ActionEndpoint, with_last_turns

logger = logging.getLogger(__name__)

IN_PROCESS = "in-process"
"""The type of an ``action_endpoint`` in endpoints.yml whose actions run here."""

HTTP = "http"
"""The type of one whose actions run in an action server; so does one without a type."""

THREADS = 4


def action_endpoint(endpoint: EndpointConfig) -> InProcessActions | ActionEndpoint:
    """How actions are called, by the type of the endpoint.

    Args:
        endpoint: as ``endpoints.yml`` says.

    Raises:
        InvalidConfigException: if there is no such type.
        SystemExit: if the actions can't be imported, as with a guide that is not valid.
    """
    if endpoint.type == IN_PROCESS:
        return InProcessActions(endpoint)
    if endpoint.type in (None, HTTP):
        return ActionEndpoint(endpoint)
    raise InvalidConfigException(
        f"The type of action_endpoint in endpoints.yml is '{endpoint.type}', which is neither "
        f"'{IN_PROCESS}' nor '{HTTP}'."
    )


class InProcessActions(EndpointConfig):
    """Rasa's endpoint of an action server, which runs the actions of a package by itself.

    An action is told the same as over HTTP and has the same time (``server.action_endpoint``), and
    what goes wrong reaches Rasa as the same errors. It runs in a thread, so that one that hangs
    keeps nobody else waiting: its thread is given up, and another takes its place.

    Args:
        endpoint: as ``endpoints.yml`` says.
        package: with the actions.

    Raises:
        SystemExit: if the package can't be imported, as with a guide that is not valid.
    """

    def __init__(self, endpoint: EndpointConfig, package: str = "actions") -> None:
        super().__init__(endpoint.url, **endpoint.kwargs)
        self.type = IN_PROCESS
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._threads = _new_threads()

    def copy(self) -> InProcessActions:
        """Itself: there are no connections and retries that another could do without."""
        return self

    async def close(self) -> None:
        """Lets go of the threads; an action that hangs is not waited for."""
        self._threads.shutdown(wait=False)

    @property
    def guide_version(self) -> str:
        """What tells the guide that is answered from, from others."""
        return current_edition().version

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> Any:
        """Runs the action that Rasa calls, within ``ANSWER_SECONDS``.

        Args:
            json: the call, as Rasa sends it to an action server.

        Raises:
            ClientResponseError: if the action fails, with the status that an action server has.
            aiohttp.ServerTimeoutError: if it takes too long.
        """
        start, result = time.perf_counter(), "failed"
        # With the context, so that what is logged has the request's id.
        running = asyncio.get_running_loop().run_in_executor(
            self._threads, copy_context().run, self._run, with_last_turns(json)
        )
        try:
            answer = await asyncio.wait_for(asyncio.shield(running), ANSWER_SECONDS)
            result = "ok"
            return answer
        except asyncio.TimeoutError:
            self._give_up_thread()
            name = json["next_action"]
            raise ServerTimeoutError(
                f"{name} gave no answer within {ANSWER_SECONDS:g} seconds"
            ) from None
        finally:
            seconds = time.perf_counter() - start
            ACTION_SECONDS.labels(result).observe(seconds)
            logger.info(
                "Action run in %.3f s: %s",
                seconds,
                result,
                extra={"action": json["next_action"], "seconds": round(seconds, 4)},
            )

    def _give_up_thread(self) -> None:
        """Who waits in the queue still has the other threads; who comes next has new ones."""
        self._threads.shutdown(wait=False)
        self._threads = _new_threads()

    def _run(self, call: dict[str, Any]) -> Any:
        try:
            # What an action returns may be part of the guide: what is stored shall be its own.
            return json.loads(json.dumps(self._answer(call)))
        except ActionExecutionRejection as error:
            raise _failure(HTTPStatus.BAD_REQUEST, error.message, error.action_name) from None
        except ActionNotFoundException as error:
            logger.error(error)
            raise _failure(HTTPStatus.NOT_FOUND, error.message, error.action_name) from None
        except (Exception, SystemExit) as error:
            name = str(call["next_action"])
            logger.error("The action %s failed.", name, exc_info=error)
            raise _failure(HTTPStatus.INTERNAL_SERVER_ERROR, "it failed", name) from None

    def _answer(self, call: dict[str, Any]) -> Any:
        """The action's answer; without an event loop in this thread, it has nothing to wait for."""
        running = self._executor.run(call)
        try:
            running.send(None)
        except StopIteration as done:
            return done.value
        running.close()
        raise RuntimeError("An action that awaits needs an action server: ACTIONS=http.")


def _new_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="actions")


def _failure(status: HTTPStatus, error: str, action: str) -> ClientResponseError:
    text = json.dumps({"error": error, "action_name": action})
    return ClientResponseError(status, status.phrase, text)
