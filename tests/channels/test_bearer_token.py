"""Whether a request carries the secret."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.bearer_token import has_token


@pytest.mark.parametrize(
    ("sent", "token", "has"),
    [
        ("secret", "secret", True),
        ("Secret", "secret", False),
        ("", "secret", False),
        (None, "secret", False),
        ("", "", False),  # nobody has an empty one
        ("sécret", "sécret", True),
    ],
)
def test_the_token_is_compared_whole(sent: str | None, token: str, has: bool) -> None:
    request: Any = SimpleNamespace(token=sent)

    assert has_token(request, token) is has
