"""Questions suggested while somebody types, over HTTP."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from guide.edition import current_edition
from guide.text import LANGUAGES
from tests.serving_channels import Serve
from tests.waiting import wait_until
from tests.web_client import WebClient

QUESTIONS = {
    question.text.in_language(language)
    for topic in current_edition().guide.topics
    for question in topic.all_questions()
    for language in LANGUAGES
}


def suggested(web: WebClient, text: str, lang: str = "en") -> list[str]:
    response = web.post("suggestions", {"text": text, "lang": lang})
    assert response.status_code == 200, response.text
    assert response.headers["Cache-Control"] == "no-store"
    found: list[str] = response.json()["questions"]
    return found


@pytest.mark.parametrize("text", ["how", "do i ne", "combien", "what is the pay", "skills"])
def test_up_to_five_questions_of_the_guide(web: WebClient, text: str) -> None:
    found = suggested(web, text)
    assert 0 < len(found) <= 5
    assert set(found) <= QUESTIONS


def test_a_question_is_found_by_its_meaning(web: WebClient) -> None:
    typed = "i have a phd"  # no question has these words
    wait_until(lambda: suggested(web, typed) != [])
    assert "Do I need a master's?" in suggested(web, typed)


def test_what_is_found_is_answered(web: WebClient) -> None:
    (found, *_) = suggested(web, "how much do ml")
    assert "CAD 100,000" in web.answer(found)["text"]


def test_the_pages_language_comes_first_and_the_persons_words_win(web: WebClient) -> None:
    assert suggested(web, "kaggle", "fr-CA")[0] != suggested(web, "kaggle", "en-CA")[0]
    first = suggested(web, "quelles villes", "en")[0]
    assert first.startswith("Quelles") and "villes" in first


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": 5}, {"text": "x" * 201}, {"text": "pay", "lang": 5}, [], b"{"],
)
def test_what_isnt_understood_is_refused_with_a_sentence(web: WebClient, body: Any) -> None:
    response = web.post("suggestions", body)
    assert response.status_code == 400
    assert response.json()["error"]


def test_pages_of_other_sites_may_not(web: WebClient) -> None:
    response = web.post("suggestions", {"text": "pay"}, Origin="https://other.example")
    assert response.status_code == 403


def test_typing_has_a_limit_of_its_own_and_keeps_nobody_from_asking(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_LIMIT_ADDRESS", "2 per hour")
    web = serve()
    typed = [web.post("suggestions", {"text": "pay"}).status_code for _ in range(11)]

    assert typed == [200] * 10 + [429]
    assert [web.ask("hello").status_code for _ in range(3)] == [200, 200, 429]


def test_nothing_typed_is_stored_or_logged(
    web: WebClient, store_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "zanzibarquux pay"
    with caplog.at_level(logging.DEBUG):
        suggested(web, secret)
    assert "zanzibarquux" not in caplog.text
    web.answer("hello")  # is stored, beside what was typed before it if that were
    for file in store_folder.iterdir():
        assert b"zanzibarquux" not in file.read_bytes()
