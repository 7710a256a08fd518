"""Who sees the metrics and the details of the readiness probe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from server.access import TOKEN
from tests.serving import serving
from tests.stand_in import StandIn

SECRET = "a-token-that-only-the-tests-know"
FORWARDED = {"X-Forwarded-For": "192.0.2.1"}
GUESS, KNOWN = {"Authorization": "Bearer guess"}, {"Authorization": f"Bearer {SECRET}"}


@pytest.fixture(scope="module")
def url(no_limits: None) -> Iterator[str]:
    with serving(StandIn(), []) as url:
        yield url


def status(url: str, headers: dict[str, str]) -> int:
    return requests.get(f"{url}/metrics", headers=headers, timeout=10).status_code


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({}, 200), (FORWARDED, 404), (FORWARDED | GUESS, 404), (FORWARDED | KNOWN, 200)],
)
def test_this_machine_and_who_has_the_token(
    url: str, headers: dict[str, str], expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, SECRET)
    assert status(url, headers) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", 200),
        ("localhost:5005", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:5005", 200),
        ("evil.example", 404),
        ("evil.example:5005", 404),
        ("localhost.evil.example", 404),
        ("", 404),
    ],
)
def test_a_site_that_names_this_machine_its_own_sees_nothing(
    url: str, host: str, expected: int
) -> None:
    """DNS rebinding: a browser here asks this server, and takes it for the site's."""
    assert status(url, {"Host": host}) == expected


@pytest.mark.parametrize("headers", [FORWARDED, FORWARDED | {"Authorization": "Bearer "}])
def test_nobody_has_an_empty_token(
    url: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, "")
    assert status(url, headers) == 404
