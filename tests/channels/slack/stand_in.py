"""A stand-in for Slack: its Web API, its Socket Mode, and people who use a workspace.

It speaks real HTTP and WebSocket on this machine, with the payloads that Slack documents, and is as
strict: a call needs a good token, a scope of the app's manifest and its arguments, and blocks must
keep to Block Kit's limits.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import itertools
import json
import threading
import time
import urllib.parse
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from aiohttp import WSMsgType, web
from ruamel.yaml import YAML
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    FeedbackButtonsElement,
)
from slack_sdk.models.views import View

MANIFEST = Path("docs/slack-manifest.yml")

BOT_TOKEN = "xoxb-stand-in"
APP_TOKEN = "xapp-stand-in"
SIGNING_SECRET = "stand-in-signing-secret"
CLIENT_ID, CLIENT_SECRET = "1.2", "stand-in-client-secret"
TEAM, BOT_USER, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"

ACKNOWLEDGE_SECONDS = 3
PATIENCE_SECONDS = 30

# What each method needs: a scope of the bot token (None: any token) and arguments.
METHODS: Mapping[str, tuple[str | None, frozenset[str]]] = {
    "auth.test": (None, frozenset()),
    "chat.postMessage": ("chat:write", frozenset({"channel", "text"})),
    "conversations.open": ("im:write", frozenset({"users"})),
    "views.open": (None, frozenset({"trigger_id", "view"})),
    "views.publish": (None, frozenset({"user_id", "view"})),
    "assistant.threads.setStatus": (
        "assistant:write",
        frozenset({"channel_id", "thread_ts", "status"}),
    ),
    "assistant.threads.setTitle": (
        "assistant:write",
        frozenset({"channel_id", "thread_ts", "title"}),
    ),
    "assistant.threads.setSuggestedPrompts": (
        "assistant:write",
        frozenset({"channel_id", "prompts"}),
    ),
    "agents.sessions.setStatus": ("chat:write", frozenset({"channel_id", "thread_ts", "status"})),
    "chat.postEphemeral": ("chat:write", frozenset({"channel", "user", "text"})),
    "users.info": ("users:read", frozenset({"user"})),
}


def read_manifest(text: str | None = None) -> dict[str, Any]:
    """The app's manifest."""
    manifest: dict[str, Any] = YAML(typ="safe").load(text or MANIFEST.read_text(encoding="utf-8"))
    return manifest


def refuse_manifest(manifest: Mapping[str, Any]) -> str | None:
    """Why Slack doesn't make an app of a manifest since 30 June 2026; ``None`` if it does.

    https://docs.slack.dev/changelog/2026/06/30/agent-messages-tab: a new app can't have the
    assistant messaging experience, and no app has both.
    """
    features = manifest["features"]
    if "assistant_view" in features:
        return "new apps can only use agent_view"
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    if old := [event for event in events if event.startswith("assistant_thread_")]:
        return f"{old} belong to assistant_view"
    agent = features.get("agent_view", {})
    prompts = agent.get("suggested_prompts", [])
    if len(prompts) > 4 or any(each.keys() != {"title", "message"} for each in prompts):
        return "at most four prompts, each with title and message"
    if not 0 < len(agent.get("agent_description", "")) <= 300:
        return "agent_description must have 1 to 300 characters"
    for shortcut in features.get("shortcuts", []):
        if len(shortcut["name"]) > 24 or len(shortcut["description"]) > 150:
            return "a shortcut's name may have 24 characters, its description 150"
    return None


@dataclass
class Sent:
    """A message that the app sent.

    Attributes:
        only_for: the person who alone can see it.
    """

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    only_for: str | None = None

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Its buttons, in order; those for feedback say 👍 and 👎, as Slack shows them."""
        buttons: list[dict[str, Any]] = []
        for block in self.blocks:
            if block["type"] == "actions":
                buttons += block["elements"]
            elif block["type"] == "context_actions":
                for element in block["elements"]:
                    for thumb, part in (("👍", "positive_button"), ("👎", "negative_button")):
                        buttons.append(
                            {**element[part], "text": {"type": "plain_text", "text": thumb}}
                            | {"type": element["type"], "action_id": element["action_id"]}
                        )
        return buttons

    @property
    def titles(self) -> list[str]:
        """What its buttons say."""
        return [button["text"]["text"] for button in self.buttons]

    @property
    def charts(self) -> list[dict[str, Any]]:
        """The charts in it that Slack draws."""
        return [block for block in self.blocks if block["type"] == "data_visualization"]

    @property
    def everything(self) -> str:
        """All mrkdwn that people read, its context lines too."""
        texts = [block["text"]["text"] for block in self.blocks if block["type"] == "section"]
        for block in self.blocks:
            if block["type"] == "context":
                texts += [element["text"] for element in block["elements"]]
        return "\n".join(texts) or self.text

    def asides(self) -> list[str]:
        """Its context lines."""
        blocks = [block for block in self.blocks if block["type"] == "context"]
        return [element["text"] for block in blocks for element in block["elements"]]


def check_blocks(blocks: Iterable[Mapping[str, Any]], most: int = 50) -> None:
    """Raises an error where blocks break one of Block Kit's rules."""
    given = [dict(block) for block in blocks]
    assert len(given) <= most, f"{len(given)} blocks"
    charts = [block for block in given if block["type"] == "data_visualization"]
    assert len(charts) <= 2, "more charts than a message may have"
    for chart in charts:
        _check_chart(chart)
    action_ids: list[str] = []
    for block in Block.parse_all([block for block in given if block not in charts]):
        block.validate_json()
        block.to_dict()
        if isinstance(block, ContextActionsBlock):
            for element in block.elements:
                assert isinstance(element, FeedbackButtonsElement)
                element.validate_json()
                element.to_dict()
                assert element.action_id
                action_ids.append(element.action_id)
        if isinstance(block, ActionsBlock):
            assert len(block.elements) <= 5, "more buttons in a row than fit"
            for button in block.elements:
                assert isinstance(button, ButtonElement)
                button.validate_json()
                assert button.text is not None
                assert len(button.text.text) <= 75
                assert len(button.value or "") <= 2000
                assert button.action_id
                action_ids.append(button.action_id)
    assert len(action_ids) == len(set(action_ids)), "two buttons of one action id"


def _check_chart(block: Mapping[str, Any]) -> None:
    """https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block."""
    assert block.keys() <= {"type", "block_id", "title", "chart"}
    chart, axes = block["chart"], block["chart"]["axis_config"]
    assert chart.keys() == {"type", "series", "axis_config"}
    assert axes.keys() <= {"categories", "x_label", "y_label"}
    assert chart["type"] in ("line", "bar", "area")
    assert 1 <= len(chart["series"]) <= 6
    assert 1 <= len(axes["categories"]) <= 20
    for text in (block["title"], axes.get("x_label", "x"), axes.get("y_label", "y")):
        assert 0 < len(text) <= 50, text
    names = [series["name"] for series in chart["series"]]
    assert len(set(names)) == len(names)
    for label in (*names, *axes["categories"]):
        assert 0 < len(label) <= 20, label
    for series in chart["series"]:
        assert [point["label"] for point in series["data"]] == axes["categories"]
        assert all(isinstance(point["value"], int | float) for point in series["data"])


class SlackStandIn:
    """Slack, with one workspace. Use as a context manager.

    Attributes:
        url: where it listens.
        server_url: where HTTP requests about events go.
        sent: everything the app has sent, in order.
        calls: the methods of the Web API that were called, with their arguments.
        refusals: what calls of a method, ``response_url`` or ``link`` (the WebSocket) get instead
            of success, in order.
        token_error: what all calls get, for example ``token_revoked``.
        channels: the channels that the app is a member of.
        problems: calls that Slack would not have taken.
        is_agent: whether the app has ``agent_view``; else it has the older ``assistant_view``.
        sessions: the status of each thread's agent session, and its title.
        prompts: the suggested prompts that are shown in each direct message or thread.
        hanging: methods that are never answered, ``link`` among them.
        workspaces: the team of each bot token that was given out by OAuth.
        expires_in: seconds after which such a token expires; ``None``: never.
        used: the bot token of each call, by method.
        breaking: how often the connection of a call breaks instead of an answer.
        locales: of people; that of others is ``en-US``.
        scopes: of the bot token.
    """

    _numbers = itertools.count(1)  # of all workspaces, so that no two events are the same

    def __init__(self) -> None:
        self.server_url = ""
        self.sent: list[Sent] = []
        self.calls: list[tuple[str, dict[str, Any], float]] = []
        self.refusals: defaultdict[str, list[web.Response]] = defaultdict(list)
        self.token_error: str | None = None
        self.channels = {"C0GENERAL", "C0OTHER", "C0THIRD"}
        self.problems: list[str] = []
        self.is_agent = True
        self.sessions: dict[tuple[str, str], tuple[str, str | None]] = {}
        self.prompts: dict[str, list[dict[str, str]]] = {}
        self.hanging: set[str] = set()
        self.workspaces: dict[str, str] = {}
        self.expires_in: int | None = None
        self.used: list[tuple[str, str]] = []
        self.breaking: defaultdict[str, int] = defaultdict(int)
        self.url = ""
        self.connections = 0
        self.link_tries: list[float] = []
        self.locales: dict[str, str] = {}
        self.scopes = set(read_manifest()["oauth_config"]["scopes"]["bot"])
        self._news = threading.Condition()
        self._response_urls: dict[str, tuple[str, str]] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._tickets: set[str] = set()
        self._acknowledged: dict[str, dict[str, Any]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> SlackStandIn:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    def settings(self, *, socket_mode: bool) -> dict[str, str]:
        """The environment variables that connect the server with this Slack."""
        return {
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN if socket_mode else "",
            "SLACK_SIGNING_SECRET": "" if socket_mode else SIGNING_SECRET,
        }

    # What people do

    def next_ts(self) -> str:
        """A timestamp, each later than the one before."""
        return f"{int(time.time())}.{next(self._numbers):06}"

    def write(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        parent: str | None = None,
        **more: Any,
    ) -> str:
        """Somebody writes a message; the app gets the events about it. Returns its timestamp."""
        ts = self.next_ts()
        for body in self.events(user, channel, text, ts, thread_ts, parent, **more):
            self.deliver("events_api", body)
        return ts

    def events(
        self,
        user: str,
        channel: str,
        text: str,
        ts: str,
        thread_ts: str | None = None,
        parent: str | None = None,
        team: str = TEAM,
        **more: Any,
    ) -> list[dict[str, Any]]:
        """The events about a message: a mention has two."""
        event: dict[str, Any] = {
            "type": "message",
            "client_msg_id": str(uuid.uuid4()),
            "user": user,
            "text": text,
            "ts": ts,
            "event_ts": ts,
            "team": team,
            "channel": channel,
            "channel_type": "im" if channel.startswith("D") else "channel",
            **more,
        }
        if thread_ts:
            event |= {"thread_ts": thread_ts, "parent_user_id": parent or user}
        events = [event]
        if f"<@{BOT_USER}>" in text and not channel.startswith("D"):
            mention = {key: event[key] for key in event.keys() - {"channel_type"}}
            events.append(mention | {"type": "app_mention"})
        return [self.envelope(each, team) for each in events]

    def envelope(self, event: Mapping[str, Any], team: str = TEAM) -> dict[str, Any]:
        """What Slack wraps around an event."""
        return {
            "token": "not-used",
            "team_id": team,
            "api_app_id": "A0APP",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{next(self._numbers):08}",
            "event_time": int(time.time()),
            "is_ext_shared_channel": False,
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
        }

    def open_messages_tab(self, user: str, channel: str) -> None:
        """Somebody opens the direct message with an agent app."""
        event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "messages"}
        self.deliver("events_api", self.envelope(event | {"event_ts": self.next_ts()}))

    def command(self, user: str, channel: str, text: str) -> None:
        """Somebody uses the slash command."""
        self.deliver(
            "slash_commands",
            {
                "token": "not-used",
                "team_id": TEAM,
                "team_domain": "stand-in",
                "channel_id": channel,
                "channel_name": "general",
                "user_id": user,
                "user_name": user.lower(),
                "command": "/mlcareer",
                "text": text,
                "api_app_id": "A0APP",
                "is_enterprise_install": "false",
                "response_url": self._response_url(user, channel),
                "trigger_id": f"{next(self._numbers)}.trigger",
            },
        )

    def ask_about(
        self, user: str, channel: str, message: Mapping[str, Any], thread_ts: str | None = None
    ) -> None:
        """Somebody uses the message shortcut of the manifest on a message."""
        [shortcut] = read_manifest()["features"]["shortcuts"]
        ts = self.next_ts()
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        self.deliver(
            "interactive",
            {
                "type": "message_action",
                "callback_id": shortcut["callback_id"],
                "token": "not-used",
                "trigger_id": f"{next(self._numbers)}.trigger",
                "response_url": self._response_url(user, channel),
                "team": {"id": TEAM, "domain": "stand-in"},
                "channel": {"id": channel, "name": "general"},
                "user": {"id": user, "username": user.lower(), "team_id": TEAM},
                "message": {"type": "message", "user": "U0ZOE", "ts": ts, **thread, **message},
                "message_ts": ts,
                "action_ts": self.next_ts(),
                "api_app_id": "A0APP",
                "enterprise": None,
                "is_enterprise_install": False,
            },
        )

    def press(self, user: str, message: Sent, title: str) -> None:
        """Somebody presses a button of a message."""
        button = next(each for each in message.buttons if each["text"]["text"] == title)
        is_ephemeral = message.only_for is not None
        body: dict[str, Any] = {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": is_ephemeral,
            },
            "channel": {"id": message.channel, "name": "general"},
            "response_url": self._response_url(user, message.channel),
        }
        if not is_ephemeral:  # Slack doesn't tell what an ephemeral message says
            thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
            body["message"] = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID} | {
                "ts": message.ts,
                "text": message.text,
                **thread,
            }
        self._press(user, button, body)

    def press_home(self, user: str, title: str) -> None:
        """Somebody presses a button of the home tab."""
        view = self.last_call("views.publish")["view"]
        rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
        button = next(each for row in rows for each in row if each["text"]["text"] == title)
        container = {"type": "view", "view_id": "V0HOME"}
        self._press(user, button, {"container": container, "view": {"id": "V0HOME"} | view})

    def _press(self, user: str, button: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        action = {
            key: button[key] for key in ("type", "action_id", "text", "value") if key in button
        }
        self.deliver(
            "interactive",
            {
                "type": "block_actions",
                "user": {"id": user, "username": user.lower(), "team_id": TEAM},
                "api_app_id": "A0APP",
                "token": "not-used",
                "trigger_id": f"{next(self._numbers)}.trigger",
                "team": {"id": TEAM, "domain": "stand-in"},
                "enterprise": None,
                "is_enterprise_install": False,
                "actions": [action | {"block_id": "b", "action_ts": self.next_ts()}],
                **body,
            },
        )

    def submit(self, user: str, values: Mapping[str, Any]) -> None:
        """Somebody sends the form that was opened last."""
        view = self.last_call("views.open")["view"]
        self.deliver(
            "interactive",
            {
                "type": "view_submission",
                "team": {"id": TEAM, "domain": "stand-in"},
                "user": {"id": user, "username": user.lower(), "team_id": TEAM},
                "api_app_id": "A0APP",
                "token": "not-used",
                "trigger_id": f"{next(self._numbers)}.trigger",
                "view": view | {"id": "V0FORM", "team_id": TEAM, "state": {"values": values}},
                "response_urls": [],
            },
        )

    # How the app hears of it

    def deliver(
        self, kind: str, body: Mapping[str, Any], retry: int = 0, reason: str = "http_timeout"
    ) -> None:
        """Sends a request as Slack does, and insists on being acknowledged in time.

        Args:
            kind: ``events_api``, ``interactive`` or ``slash_commands``.
            body: the payload.
            retry: how often it was sent before.
            reason: why it is sent again.
        """
        if self._sockets:
            self._run(self._deliver_by_socket(kind, body, retry, reason))
            return
        if kind == "events_api":
            data, content_type = json.dumps(body), "application/json"
        else:
            form = {"payload": json.dumps(body)} if kind == "interactive" else body
            data = urllib.parse.urlencode(form)
            content_type = "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        response = self.post(data, headers)
        assert (response.status_code, response.text) == (200, ""), response.text

    def post(
        self,
        data: str | bytes,
        headers: Mapping[str, str],
        secret: str = SIGNING_SECRET,
        age: int = 0,
        seconds: float = ACKNOWLEDGE_SECONDS,
    ) -> requests.Response:
        """Sends a signed HTTP request.

        Args:
            data: the body.
            headers: on top of the signature's.
            secret: what to sign with.
            age: how many seconds ago it was signed.
            seconds: how long to wait for the answer.
        """
        content = data.encode() if isinstance(data, str) else data
        timestamp = str(int(time.time()) - age)
        signed = b"v0:" + timestamp.encode() + b":" + content
        signature = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        return requests.post(
            f"{self.server_url}/webhooks/slack/events",
            data=content,
            headers={
                "X-Slack-Request-Timestamp": timestamp,
                "X-Slack-Signature": f"v0={signature}",
                **headers,
            },
            timeout=seconds,
        )

    async def _deliver_by_socket(
        self, kind: str, body: Mapping[str, Any], retry: int, reason: str
    ) -> None:
        envelope: dict[str, Any] = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "payload": body,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason if retry else ""}
        await self._sockets[-1].send_json(envelope)
        deadline = time.monotonic() + ACKNOWLEDGE_SECONDS
        while envelope["envelope_id"] not in self._acknowledged:
            assert time.monotonic() < deadline, "not acknowledged in time"
            await asyncio.sleep(0.005)

    # What tests look at

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Waits until something has come true."""
        with self._news:
            if not self._news.wait_for(condition, PATIENCE_SECONDS):
                raise AssertionError(f"it never came; sent: {[each.text for each in self.sent]}")

    def wait_for(self, count: int, after: int = 0) -> list[Sent]:
        """Waits until the app has sent this many messages after the first ``after``."""
        self.wait_until(lambda: len(self.sent) >= after + count)
        return self.sent[after:]

    def wait_for_call(self, method: str, **wanted: object) -> dict[str, Any]:
        """Waits until a method has been called with these arguments, and returns them all.

        What a test before has caused may come late; the arguments tell whose call it is.
        """
        found: list[dict[str, Any]] = []

        def called() -> bool:
            found[:] = [
                arguments
                for name, arguments, _ in self.calls
                if name == method and wanted.items() <= arguments.items()
            ]
            return bool(found)

        self.wait_until(called)
        return found[-1]

    def last_call(self, method: str) -> dict[str, Any]:
        """The arguments of the last call of a method."""
        return next(arguments for name, arguments, _ in reversed(self.calls) if name == method)

    def forget(self) -> None:
        """Forgets what was sent and called."""
        self.sent.clear()
        self.calls.clear()
        self.sessions.clear()
        self.prompts.clear()

    @property
    def open_connections(self) -> int:
        """How many Socket Mode connections there are."""
        return len(self._sockets)

    def close_sockets(self) -> None:
        """Ends the Socket Mode connections, as Slack does every few hours."""
        self._run(self._close_sockets())

    # How it works

    def _run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(PATIENCE_SECONDS)

    async def _listen(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{id}", self._response)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        assert site._server is not None
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{port}"

    def _response_url(self, user: str, channel: str) -> str:
        number = str(next(self._numbers))
        self._response_urls[number] = (user, channel)
        return f"{self.url}/response/{number}"

    def _tell(self) -> None:
        with self._news:
            self._news.notify_all()

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            arguments = await request.json()
        else:
            arguments = {**request.query, **await request.post()}
        for key in ("blocks", "view", "prompts"):
            if isinstance(arguments.get(key), str):
                arguments[key] = json.loads(arguments[key])
        self.calls.append((method, arguments, time.monotonic()))
        if self.breaking[method]:
            self.breaking[method] -= 1
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if method in self.hanging:
            self._tell()
            await asyncio.sleep(PATIENCE_SECONDS)
        try:
            return self._answer(method, arguments, request.headers.get("Authorization", ""))
        except Exception as error:
            self.problems.append(f"{method}: {error!r}")
            return _error("invalid_blocks" if "blocks" in arguments else "invalid_arguments")
        finally:
            self._tell()

    def _answer(self, method: str, arguments: dict[str, Any], authorization: str) -> web.Response:
        if self.token_error:
            return _error(self.token_error)
        if method == "oauth.v2.access":
            return self._oauth_v2_access(arguments, authorization)
        token = authorization.removeprefix("Bearer ")
        good = {APP_TOKEN} if method == "apps.connections.open" else {BOT_TOKEN, *self.workspaces}
        if token not in good:
            return _error("invalid_auth")
        self.used.append((method, token))
        if method == "auth.test" and token in self.workspaces:
            return self._auth_test({}, self.workspaces[token])
        if self.refusals[method]:
            return _anew(self.refusals[method].pop(0))
        if method == "apps.connections.open":
            self._tickets.add(ticket := str(uuid.uuid4()))
            return _ok(url=f"{self.url.replace('http', 'ws')}/link?ticket={ticket}")
        scope, needed = METHODS[method]
        missing = needed - arguments.keys()
        assert not missing, f"arguments {missing} are missing"
        if scope and scope not in self.scopes:
            return _error("missing_scope", needed=scope)
        answer: web.Response = getattr(self, "_" + method.replace(".", "_"))(arguments)
        return answer

    def _oauth_v2_access(self, arguments: dict[str, Any], authorization: str) -> web.Response:
        """Gives a token for a code, which is ``code-TEAM``, or in place of one that expires."""
        secret = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if authorization != f"Basic {secret}":
            return _error("bad_client_secret")
        if arguments.get("grant_type") == "refresh_token":
            team = arguments["refresh_token"].removeprefix("xoxe-1-")
        else:
            team = arguments["code"].removeprefix("code-")
        token = f"xoxb-{team}-{len(self.workspaces)}"
        self.workspaces[token] = team
        is_org = team.startswith("E")
        expiry = {"refresh_token": f"xoxe-1-{team}", "expires_in": self.expires_in}
        return _ok(
            access_token=token,
            token_type="bot",
            scope="chat:write",
            bot_user_id=BOT_USER,
            app_id="A0APP",
            team=None if is_org else {"id": team, "name": team},
            enterprise={"id": team, "name": team} if is_org else None,
            is_enterprise_install=is_org,
            authed_user={"id": "U0ADMIN"},
            **(expiry if self.expires_in is not None else {}),
        )

    def _auth_test(self, _: dict[str, Any], team: str = TEAM) -> web.Response:
        return _ok(
            url="https://stand-in.slack.com/",
            team="Stand-in",
            user="mlcareer",
            team_id=team,
            user_id=BOT_USER,
            bot_id=BOT_ID,
        )

    def _chat_postMessage(self, arguments: dict[str, Any]) -> web.Response:  # noqa: N802
        channel = arguments["channel"]
        if not (channel in self.channels or channel.startswith("D")):
            return _error("not_in_channel")
        assert arguments["text"].strip(), "no text for notifications"
        check_blocks(arguments.get("blocks") or [])
        sent = Sent(
            channel,
            self.next_ts(),
            arguments["text"],
            arguments.get("blocks") or [],
            arguments.get("thread_ts"),
        )
        self.sent.append(sent)
        return _ok(channel=channel, ts=sent.ts, message={"text": sent.text})

    def _conversations_open(self, arguments: dict[str, Any]) -> web.Response:
        return _ok(channel={"id": f"D0{arguments['users'][2:]}"})

    def _views_open(self, arguments: dict[str, Any]) -> web.Response:
        _check_view(arguments["view"])
        return _ok(view=arguments["view"])

    _views_publish = _views_open

    def _agents_sessions_setStatus(  # noqa: N802
        self, arguments: dict[str, Any]
    ) -> web.Response:
        if not self.is_agent:
            return _error("feature_disabled")
        assert arguments["status"] in ("active", "processing", "suspended", "closed")
        assert len(arguments.get("title") or "") <= 200
        thread = arguments["channel_id"], arguments["thread_ts"]
        _, title = self.sessions.get(thread, ("", arguments.get("title")))
        self.sessions[thread] = arguments["status"], title
        return _ok(status=arguments["status"], title=title)

    def _users_info(self, arguments: dict[str, Any]) -> web.Response:
        user = {"id": arguments["user"], "team_id": TEAM, "is_bot": False}
        if arguments.get("include_locale") == "1":
            user["locale"] = self.locales.get(arguments["user"], "en-US")
        return _ok(user=user)

    def _threads(self, _: dict[str, Any]) -> web.Response:
        return _ok()

    _assistant_threads_setStatus = _threads  # noqa: N815
    _assistant_threads_setTitle = _threads  # noqa: N815

    def _assistant_threads_setSuggestedPrompts(  # noqa: N802
        self, arguments: dict[str, Any]
    ) -> web.Response:
        prompts = arguments["prompts"]
        assert 0 < len(prompts) <= 4
        assert all(prompt.keys() == {"title", "message"} for prompt in prompts)
        thread = arguments.get("thread_ts")
        # "Including it in a call for an agent app will cause the call to silently fail."
        if not (self.is_agent and thread):
            self.prompts[thread or arguments["channel_id"]] = prompts
        return _ok()

    def _chat_postEphemeral(self, arguments: dict[str, Any]) -> web.Response:  # noqa: N802
        channel, user = arguments["channel"], arguments["user"]
        if not (channel in self.channels or channel.startswith("D")):
            return _error("not_in_channel")
        assert arguments["text"].strip()
        check_blocks(arguments.get("blocks") or [])
        sent = Sent(
            channel,
            self.next_ts(),
            arguments["text"],
            arguments.get("blocks") or [],
            arguments.get("thread_ts"),
            only_for=user,
        )
        self.sent.append(sent)
        return _ok(message_ts=sent.ts)

    async def _response(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls.append(("response_url", body, time.monotonic()))
        try:
            if self.refusals["response_url"]:
                return _anew(self.refusals["response_url"].pop(0))
            user, channel = self._response_urls[request.match_info["id"]]
            check_blocks(body.get("blocks") or [])
            assert body["text"].strip(), "no text for notifications"
            only_for = user if body.get("response_type") == "ephemeral" else None
            if body.get("replace_original"):
                assert only_for
            sent = Sent(
                channel, self.next_ts(), body["text"], body.get("blocks") or [], only_for=only_for
            )
            self.sent.append(sent)
            return web.Response(text="ok")
        except Exception as error:
            self.problems.append(f"response_url: {error!r}")
            return web.Response(text="invalid_blocks", status=400)
        finally:
            self._tell()

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(ticket)
        self.link_tries.append(time.monotonic())
        if "link" in self.hanging:
            await asyncio.sleep(PATIENCE_SECONDS)
        if self.refusals["link"]:
            return _anew(self.refusals["link"].pop(0))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self._sockets.append(socket)
        self.connections += 1
        self._tell()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    answer = json.loads(message.data)
                    self._acknowledged[answer["envelope_id"]] = answer
        finally:
            self._sockets.remove(socket)
            self._tell()
        return socket

    async def _close_sockets(self) -> None:
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await socket.close()

    def drop_sockets(self) -> None:
        """Breaks the Socket Mode connections off, as a network does."""
        self._run(self._drop_sockets())

    async def _drop_sockets(self) -> None:
        for socket in list(self._sockets):
            assert socket._req is not None
            assert socket._req.transport is not None
            socket._req.transport.abort()


def too_soon(seconds: int) -> web.Response:
    """What Slack answers who calls too often."""
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
    )


def refusal(code: str, status: int = 200) -> web.Response:
    """What Slack answers when it doesn't take a call."""
    return web.json_response({"ok": False, "error": code}, status=status)


def _anew(answer: web.Response) -> web.Response:
    """The same answer anew: aiohttp sends each once, and leaves the next caller waiting."""
    return web.Response(status=answer.status, headers=answer.headers, body=answer.body)


def page(status: int, content_type: str, text: str = "<h1>Bad gateway</h1>") -> web.Response:
    """What stands before Slack answers when Slack doesn't: an error that isn't JSON."""
    return web.Response(status=status, content_type=content_type, text=text)


def _ok(**more: Any) -> web.Response:
    return web.json_response({"ok": True, **more})


def _error(code: str, **more: Any) -> web.Response:
    return web.json_response({"ok": False, "error": code, **more})


def _check_view(view: dict[str, Any]) -> None:
    View(**view).validate_json()
    check_blocks([block for block in view["blocks"] if block["type"] != "input"], most=100)
    if view["type"] == "modal":
        for part in ("title", "submit", "close"):
            assert len(view[part]["text"]) <= 24
