"""The page, the embed script and their files over real HTTP. See also tests/browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from channels.web import bundle
from channels.web import page as web_page
from tests.serving_channels import Serve
from tests.stand_in import Server

TIMEOUT = 10  # seconds


def get(server: Server, path: str, **headers: str) -> requests.Response:
    """Fetches an address of the server."""
    return requests.get(f"{server.url}{path}", headers=headers, timeout=TIMEOUT)


def versioned(server: Server, path: str) -> str:
    """The address of one of the embed script's files, with the version the script names."""
    found = re.search(r"chat/files/([0-9a-f]+)/", get(server, "/widget.js").text)
    assert found is not None
    return f"/chat/files/{found[1]}/{path}"


@pytest.mark.parametrize("path", ["/chat", "/chat/", "/chat/demo", "/guide", "/guide/fr/"])
def test_pages_have_addresses_with_or_without_a_slash(server: Server, path: str) -> None:
    response = get(server, path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_everything_the_pages_and_scripts_ask_for_is_served(server: Server) -> None:
    types = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    types |= {".mjs": "text/javascript", ".mts": "text/plain"}
    asked_for = {*web_page.SCRIPTS, *(path for path in web_page.PAGES if "." in path)}
    asked_for |= {versioned(server, path) for path in (*web_page.FILES, *web_page.BUNDLES)}
    for page in ("/chat", "/chat/demo", "/guide"):
        asked_for |= set(re.findall(r'(?:src|href)="(/[\w./-]+\.\w+)"', get(server, page).text))
    for path in asked_for:
        response = get(server, path)
        assert response.status_code == 200, path
        assert response.headers["Content-Type"].split(";")[0] == types[Path(path).suffix]
        assert response.content


@pytest.mark.parametrize(
    "path",
    ["/chat/package.json", "/chat/.npmrc", "/chat/..%2fcredentials.yml", "/chat/x",
     "/credentials.yml", "/chat/files/1/package.json", "/chat/files/1/../../../credentials.yml",
     "/chat/files/1/..%2f..%2fcredentials.yml", "/chat/files/1/chat/"],
)  # fmt: skip
def test_nothing_else_is_served(server: Server, path: str) -> None:
    assert get(server, path).status_code == 404


@pytest.mark.parametrize("path", ["/chat", "/chat/demo", "/guide", "/guide/fr"])
def test_the_browser_runs_only_our_files(server: Server, path: str) -> None:
    headers = get(server, path).headers
    policy = dict(
        rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_chat_may_be_in_a_frame_of_the_sites_that_are_named(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAT_ORIGINS", "https://friend.ca http://localhost:8000")
    policy = requests.get(f"{serve().url}/chat", timeout=TIMEOUT).headers["Content-Security-Policy"]
    assert policy.endswith("; frame-ancestors 'self' http://localhost:8000 https://friend.ca")


@pytest.mark.parametrize("path", ["/chat/files/1/x.js", "/chat/charts/x.svg"])
def test_errors_get_the_security_headers_too(server: Server, path: str) -> None:
    response = get(server, path)
    assert response.status_code == 404
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_other_sites_may_load_what_is_public(server: Server) -> None:
    for path in ("/widget.js", versioned(server, "chat/panel.js"), "/chat/charts/salary.svg"):
        assert get(server, path).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/chat", "/widget.js", "/chat/page.css", "/guide", "/guide/fr"])
def test_an_unchanged_file_is_not_sent_again(server: Server, path: str) -> None:
    first = get(server, path)
    assert first.headers["Cache-Control"] == "no-cache"
    again = get(server, path, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = get(server, path, **{"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_a_file_of_a_version_is_kept_for_good(server: Server) -> None:
    now = get(server, versioned(server, "chat/panel.js"))
    old = get(server, "/chat/files/0/chat/panel.js")

    assert "immutable" in now.headers["Cache-Control"]
    assert (old.content, old.headers["Cache-Control"]) == (now.content, "no-cache")


def test_head_is_answered(server: Server) -> None:
    response = requests.head(f"{server.url}/chat", timeout=TIMEOUT)
    assert (response.status_code, response.content) == (200, b"")


def test_a_missing_package_is_named_with_the_command_that_installs_it(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "WEB", tmp_path)
    response = get(server, "/chat")
    assert response.status_code == 503
    assert "npm ci --prefix web" in response.text
