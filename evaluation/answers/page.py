"""The page on which a person grades answers: one HTML file that needs nothing else."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from evaluation.answers.dialogues import Dialogue
from evaluation.answers.grades import GRADES, Graded
from evaluation.answers.player import Answer
from evaluation.answers.texts import SCRIPT_TEXTS, TEXTS
from evaluation.html_page import write_html_page
from guide.text import DEFAULT_LANGUAGE, Language, Text

PAGE = Path("reports/answers.html")
_TEMPLATE = Path(__file__).with_name("page.html.j2")


def write_page(
    played: Mapping[Dialogue, Sequence[Answer]],
    former: Sequence[Graded],
    path: Path = PAGE,
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Writes the page.

    Args:
        played: dialogues with their answers, as plain text.
        former: what was graded before.
        path: where to.
        language: of the page; the answers are in that of their questions.
    """
    dialogues = [
        {"turns": turns, "answers": [answer.text for answer in answers]}
        for turns, answers in played.items()
    ]
    data = {
        # What the browser keeps the grades under until they are saved.
        "id": hashlib.sha256(json.dumps(dialogues).encode()).hexdigest(),
        "grades": _in(language, GRADES),
        "texts": _in(language, SCRIPT_TEXTS),
        "dialogues": dialogues,
        "former": [asdict(graded) for graded in former],
    }
    write_html_page(
        _TEMPLATE,
        path,
        language,
        TEXTS,
        played=played,
        data=data,
        zip=zip,
        nonce=secrets.token_urlsafe(),
    )


def _in(language: Language, texts: Mapping[str, Text]) -> dict[str, str]:
    return {name: text.in_language(language) for name, text in texts.items()}
