"""Errors of Slack's Web API, described for the log in one line without tokens or people's words."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Mapping
from pathlib import Path

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError

SLACK_ERRORS = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""Exceptions that calling the Web API may raise."""

# https://docs.slack.dev/reference/methods/auth.test#errors
_AUTH_ERRORS = {
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
}
# https://docs.slack.dev/reference/methods/chat.postMessage#errors
_PLACE_ERRORS = {
    "cannot_reply_to_message",
    "channel_not_found",
    "duplicate_channel_not_found",
    "duplicate_message_not_found",
    "ekm_access_denied",
    "is_archived",
    "no_permission",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "user_not_in_channel",  # of chat.postEphemeral
}
PASSING_ERRORS = {
    "fatal_error",
    "internal_error",
    "message_limit_exceeded",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
}
"""Error codes of failures that pass: the same call may be taken in a while."""


def error_code(error: BaseException) -> str | None:
    """Slack's error code, such as ``not_in_channel``.

    ``unknown_error`` stands for an answer that isn't Slack's JSON, such as a proxy's page in HTML;
    ``None`` if there was no answer at all.
    """
    if isinstance(error, SlackApiError):
        data = getattr(error.response, "data", error.response)
        code = data.get("error") if isinstance(data, Mapping) else None
        return str(code or "unknown_error")
    return None


def is_auth_error(error: BaseException) -> bool:
    """Whether Slack refuses the token (authentication error); retrying is of no use then."""
    return error_code(error) in _AUTH_ERRORS


def is_passing(error: BaseException) -> bool:
    """Whether the same call may be taken in a while: Slack is down, too busy or out of reach."""
    if isinstance(error, SlackApiError):
        status = _status(error)
        code = error_code(error)
        return status == 429 or status >= 500 or code in (PASSING_ERRORS | {"unknown_error"})
    return isinstance(error, SLACK_ERRORS)


def is_place_closed(error: BaseException) -> bool:
    """Whether the app may not write in this channel or thread, but may do so elsewhere."""
    return error_code(error) in _PLACE_ERRORS


def reason(error: BaseException) -> str:
    """Why a call failed, in a few words."""
    code = error_code(error)
    if isinstance(error, SlackRequestError):
        return str(error)[:120]
    if code is None:
        # The text of some errors quotes what was sent.
        return type(error).__name__
    if is_auth_error(error):
        return f"{code}: the token is wrong or was revoked; see docs/slack.md"
    assert isinstance(error, SlackApiError)
    if code == "missing_scope":
        return f"missing_scope: the app needs the scope {error.response.get('needed')}"
    if code == "unknown_error":
        return f"an answer of status {_status(error)} that isn't Slack's"
    return code


def raised_at(error: BaseException) -> str:
    """The class of an exception with its file and line; its text may quote people's words."""
    frames = traceback.extract_tb(error.__traceback__)
    location = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{location}"


def _status(error: SlackApiError) -> int:
    """The HTTP status: the SDK keeps its own response or, of broken JSON, aiohttp's."""
    response = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 200)
