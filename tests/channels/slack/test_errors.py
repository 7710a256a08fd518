"""What went wrong with Slack, in one line without tokens or people's words."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError

from channels.slack.errors import error_code, is_auth_error, raised_at, reason


def refused(code: str, **more: str) -> SlackApiError:
    return SlackApiError("xoxb-secret: what Ann wrote", {"ok": False, "error": code, **more})  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (refused("not_in_channel"), "not_in_channel"),
        (refused("missing_scope", needed="chat:write"), "needs the scope chat:write"),
        (refused("token_revoked"), "the token is wrong or was revoked"),
        (SlackRequestError("response_url: 404"), "response_url: 404"),
        (OSError("xoxb-secret"), "OSError"),
    ],
)
def test_the_reason(error: Exception, said: str) -> None:
    assert said in reason(error)
    assert "xoxb-secret" not in reason(error) and "Ann" not in reason(error)


def test_a_refusal_of_the_token_is_told_from_other_errors() -> None:
    assert is_auth_error(refused("invalid_auth"))
    assert not is_auth_error(refused("not_in_channel"))
    assert not is_auth_error(OSError())
    assert error_code(OSError()) is None


def test_an_error_of_ours_is_told_by_its_place_not_its_words() -> None:
    try:
        raise ValueError("what Ann wrote")
    except ValueError as error:
        told = raised_at(error)

    assert told.startswith("ValueError at test_errors.py:")
    assert "Ann" not in told
