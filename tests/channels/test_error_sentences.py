"""Error sentences over HTTP, in both languages."""

from __future__ import annotations

import string
from collections.abc import Iterator
from types import ModuleType

import pytest
import requests

from channels import cors, message_request, rate_limits
from channels.error_sentences import preferred_language
from channels.rest import access
from channels.rest import channel as rest
from channels.slack import channel as slack
from channels.web import channel as web
from channels.web import charts, page
from guide.text import Language, Text
from server.safeguards import SENTENCES
from tests.stand_in import Server

MODULES: tuple[ModuleType, ...] = (
    cors, message_request, rate_limits, access, rest, slack, web, charts, page
)  # fmt: skip


def sentences() -> Iterator[Text]:
    """Every error sentence."""
    yield from SENTENCES.values()
    for module in MODULES:
        yield from (value for value in vars(module).values() if isinstance(value, Text))


def fields(words: str) -> set[str]:
    """The placeholders of a sentence."""
    return {field for _, field, _, _ in string.Formatter().parse(words) if field}


def test_each_is_said_in_both_languages_with_the_same_placeholders() -> None:
    assert len(list(sentences())) > 20
    for each in sentences():
        assert each.en != each.fr
        assert fields(each.en) == fields(each.fr), each.en
        assert "'" not in each.fr
        assert "« " not in each.fr


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("*", "en"),
        ("de", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("en-CA, fr;q=0.9", "en"),
        ("de, en;q=0.4, FR-fr;q=0.6", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=much, ,;;=", "en"),
    ],
)
def test_the_preferred_language(accepted: str | None, language: Language) -> None:
    assert preferred_language(accepted) == language


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("GET", "/nowhere", "", "Il n’y a rien à cette adresse."),
        ("GET", "/chat/charts/none.svg", "", "Ce graphique n’existe pas."),
        ("DELETE", "/chat/messages", "", "Cette adresse ne s’utilise pas de cette façon."),
        ("POST", "/webhooks/rest/webhook", "{", "Le corps de la requête n’est pas du JSON valide."),
        (
            "POST",
            "/webhooks/rest/webhook",
            '{"sender": "a", "message": " "}',
            "«\u00a0message\u00a0» est vide.",
        ),
        ("POST", "/chat/messages", "[]", "Le corps de la requête doit être un objet JSON."),
    ],
)
def test_a_request_that_prefers_french_is_told_in_french(
    server: Server, method: str, path: str, body: str, said: str
) -> None:
    headers = {"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.8"}
    response = requests.request(method, server.url + path, data=body, headers=headers, timeout=10)
    assert response.json() == {"error": said}
    assert "Accept-Language" in response.headers["Vary"]
