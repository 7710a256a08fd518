"""Every sentence in its language; and a third language, added as docs/languages.md says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.language_detector import LanguageDetector
from components.language_identifier import LanguageIdentifier
from components.normalize import normalize
from guide import Guide
from guide.charts import CHARTS, draw
from guide.charts.canvas import Canvas
from guide.text import DEFAULT_LANGUAGE, LANGUAGES, Language
from guide.yaml_file import parse
from tests.components.trained import trained
from tests.replies import replies_in

# Titles of articles, programmes and schools, which are the same in every language.
_NAMES = re.compile(r"https?://\S+|“[^”]*”|«[^»]*»|\*\*[^*]*\*\*, .*")


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    """Tells the languages apart, by the questions that people ask in each; the trained model's."""
    identifier = trained(LanguageDetector)._identifier
    assert identifier is not None
    return identifier


def language_of(identifier: LanguageIdentifier, text: str) -> str:
    odds = identifier.log_odds(normalize(_NAMES.sub("", text)))
    return max(odds, key=odds.__getitem__)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_in_the_language_asked_for(
    identifier: LanguageIdentifier, language: Language
) -> None:
    said = {
        text
        for reply in replies_in(language)
        for text in (reply.text, *(each.text for each in reply.suggestions))
    }
    wrong = sorted(text for text in said if language_of(identifier, text) != language)

    assert said and not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_in_the_language_asked_for(
    guide: Guide,
    identifier: LanguageIdentifier,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    language: Language,
) -> None:
    written: list[str] = []
    write = Canvas.text

    def note(canvas: Canvas, x: float, y: float, text: str, **how: Any) -> float:
        written.append(text)
        return write(canvas, x, y, text, **how)

    monkeypatch.setattr(Canvas, "text", note)
    draw.cache_clear()
    draw(guide, name, language, "light", "svg")
    draw.cache_clear()

    assert written
    assert language_of(identifier, ". ".join(written)) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_canned_response_has_a_variation_for_the_language(
    guide: Guide, identifier: LanguageIdentifier, language: Language
) -> None:
    questions = {
        question.text.in_language(language)
        for topic in guide.topics
        for question in topic.all_questions()
    }
    for name, variations in _responses().items():
        condition = [{"type": "slot", "name": "language", "value": language}]
        wanted = None if language == DEFAULT_LANGUAGE else condition
        (variation,) = (each for each in variations if each.get("condition") == wanted)
        assert language_of(identifier, variation["text"]) == language, name
        for button in variation.get("buttons", ()):
            assert button["title"] in questions, name


def test_a_third_language_takes_what_the_page_says(tmp_path: Path) -> None:
    """Toy: English in ⟦brackets⟧. Whatever comes without them was not asked for in it."""
    shutil.copytree("guide", tmp_path / "guide")
    shutil.copytree("data/guide", tmp_path / "data/guide")
    for file, before, after in (
        ("text", 'Literal["en", "fr"]', 'Literal["en", "fr", "toy"]'),
        ("text", "    fr: Wording\n", "    fr: Wording\n    toy: Wording\n"),
        ("formats", '"fr": Locale("fr", "CA")', '"fr": Locale("fr", "CA"), "toy": Locale("de")'),
        ("formats", '{"en": "¤¤ #,##0"', '{"toy": "#,##0 ¤", "en": "¤¤ #,##0"'),
        ("formats", '    "fr": "aucun', '    "toy": "0 1 2 3 4 5".split(),\n    "fr": "aucun'),
    ):
        path = tmp_path / f"guide/{file}.py"
        code = path.read_text(encoding="utf-8")
        assert before in code, before
        path.write_text(code.replace(before, after, 1), encoding="utf-8")

    untranslated = _run(tmp_path, "-m", "guide.validate")
    assert untranslated.returncode == 1
    assert re.search(
        r"data/guide/\w+\.yml, line \d+, \S*\.toy: this field is missing", untranslated.stderr
    )

    for topic in (tmp_path / "data/guide").glob("*.yml"):
        content = parse(topic.read_bytes())
        for text in _texts(content):
            text["toy"] = f"⟦{text['en']}⟧"
        # JSON is YAML, too.
        topic.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")

    assert _run(tmp_path, "-m", "guide.validate").stderr == ""
    said = _run(
        tmp_path,
        "-c",
        "from guide import load_guide\n"
        "from guide.answers.compose import Composer\n"
        "from guide.every_reply import every_reply\n"
        "for _, reply in every_reply(Composer(load_guide(), 'toy')):\n"
        "    print(reply.lead.replace('\\n', ' '))\n",
    )
    leads = said.stdout.splitlines()
    assert len(leads) > 1000
    assert [lead for lead in leads if "⟦" not in lead] == []


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def _texts(node: Any) -> Iterator[Any]:
    """Everything that is said in languages."""
    if isinstance(node, dict):
        if isinstance(node.get("en"), str):
            yield node
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _responses() -> dict[str, list[dict[str, Any]]]:
    responses: dict[str, list[dict[str, Any]]] = parse(Path("domain.yml").read_bytes())["responses"]
    return responses
