"""What went wrong between us and Slack, in one line without tokens or people's words."""

from __future__ import annotations

import asyncio
import traceback
from pathlib import Path

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError

SLACK_FAILURES = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""What calling Slack may raise."""

# https://docs.slack.dev/reference/methods/auth.test#errors
_REFUSALS = {
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
    """Slack's word for an error, such as ``not_in_channel``."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error") or "unknown_error")
    return None


def is_refusal(error: BaseException) -> bool:
    """Whether Slack doesn't take the token; trying again is of no use then."""
    return error_code(error) in _REFUSALS


def reason(error: BaseException) -> str:
    """Why a call failed, in a few words."""
    code = error_code(error)
    if isinstance(error, SlackRequestError):
        return str(error)[:120]
    if code is None:
        # The text of some errors quotes what was sent.
        return type(error).__name__
    if is_refusal(error):
        return f"{code}: the token is wrong or was revoked; see docs/slack.md"
    if code == "missing_scope":
        assert isinstance(error, SlackApiError)
        return f"missing_scope: the app needs the scope {error.response.get('needed')}"
    return code


def where(error: BaseException) -> str:
    """What kind of error it is and where it was raised; its text may quote people's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
