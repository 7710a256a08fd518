"""Everything that the channel sends is compressed, where that saves a packet."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests

from channels.guide_links import guide_path
from channels.web.compression import LEAST_TO_COMPRESS
from channels.web.page import BUNDLES, FILES, PAGES, SCRIPTS
from guide.charts import CHARTS
from guide.text import LANGUAGES
from tests.stand_in import Server
from tests.web_client import TIMEOUT, WebClient


def addresses(url: str) -> Iterator[str]:
    """Every address that a browser gets something from."""
    script = requests.get(f"{url}/widget.js", timeout=TIMEOUT).text
    version = re.search(r"chat/files/(\w+)/", script)
    assert version is not None
    yield from (*PAGES, *SCRIPTS)
    yield from (f"/chat/files/{version[1]}/{path}" for path in (*FILES, *BUNDLES))
    for language in LANGUAGES:
        yield guide_path(language)
        yield from (f"/chat/charts/{chart}.svg?language={language}" for chart in CHARTS)


def check(response: requests.Response) -> int:
    """Asserts that an answer is compressed if it is long, and returns how long it is as text."""
    assert response.status_code == 200, response.url
    long = len(response.content) >= LEAST_TO_COMPRESS
    if long:
        assert response.headers.get("Content-Encoding") == "gzip", response.url
        assert "Accept-Encoding" in response.headers["Vary"], response.url
        assert int(response.headers["Content-Length"]) < len(response.content) * 0.75, response.url
    return long


def test_every_file_page_and_chart_is_compressed(server: Server) -> None:
    headers = {"Accept-Encoding": "gzip, deflate, br"}
    answers = [
        requests.get(server.url + address, headers=headers, timeout=TIMEOUT)
        for address in addresses(server.url)
    ]

    assert sum(check(answer) for answer in answers) >= 12


def test_so_are_answers_and_what_was_said_before(web: WebClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    for _ in range(8):
        check(web.ask("How much do ML engineers earn?", **headers))

    assert check(web.post("history", {"conversation": web.conversation}, **headers))


@pytest.mark.parametrize("typed", ["how", "sal"])
def test_suggestions_fit_into_a_packet(server: Server, typed: str) -> None:
    body = {"text": typed, "lang": "en"}
    assert not check(WebClient(server.url).post("suggestions", body, **{"Accept-Encoding": "gzip"}))


def test_who_reads_no_gzip_is_sent_none(server: Server) -> None:
    for address in addresses(server.url):
        plain = requests.get(
            server.url + address, headers={"Accept-Encoding": "identity"}, timeout=TIMEOUT
        )
        assert "Content-Encoding" not in plain.headers
