"""Errors of Slack's Web API, described for the log in one line without tokens or people's words."""

from __future__ import annotations

import asyncio
import traceback
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


def error_code(error: BaseException) -> str | None:
    """Slack's error code, such as ``not_in_channel``; ``None`` if Slack has not answered."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error") or "unknown_error")
    return None


def is_auth_error(error: BaseException) -> bool:
    """Whether Slack refuses the token (authentication error); retrying is of no use then."""
    return error_code(error) in _AUTH_ERRORS


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
    if code == "missing_scope":
        assert isinstance(error, SlackApiError)
        return f"missing_scope: the app needs the scope {error.response.get('needed')}"
    return code


def raised_at(error: BaseException) -> str:
    """The class of an exception with its file and line; its text may quote people's words."""
    frames = traceback.extract_tb(error.__traceback__)
    location = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{location}"
