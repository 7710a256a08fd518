"""The questions offered before anything was said are questions of the guide, word for word."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from guide import Guide
from guide.text import LANGUAGES


def questions(guide: Guide) -> set[str]:
    """Every question that the guide suggests; tests/nlu checks that each is understood."""
    return {
        question.text.in_language(language)
        for topic in guide.topics
        for question in topic.all_questions()
        for language in LANGUAGES
    }


def test_the_page_opens_with_questions_of_the_guide(guide: Guide) -> None:
    texts = Path("web/launcher/texts.js").read_text(encoding="utf-8")
    english = re.search(r"const EN = .*?questions: \[(.*?)\]", texts, re.DOTALL)
    assert english is not None
    offered = set(re.findall(r'"([^"]+)"', english[1]))

    assert len(offered) >= 3
    assert offered <= questions(guide)


def test_canned_answers_offer_questions_of_the_guide(guide: Guide) -> None:
    responses = YAML(typ="safe", pure=True).load(Path("domain.yml"))["responses"]
    buttons = [
        button
        for variants in responses.values()
        for variant in variants
        for button in variant.get("buttons", [])
    ]

    assert len(buttons) >= 3
    for button in buttons:
        assert button["payload"] == button["title"]
        assert button["title"] in questions(guide)
