"""French is set as in Canada, whatever keyboard it was typed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from channels.slack import phrases
from guide.formats import money
from guide.text import Text
from guide.typography import typeset
from tests.replies import replies_in

_WRONG = {
    "a straight apostrophe": re.compile(r"(?<=\w)'(?=\w)"),
    "a space that breaks": re.compile(r"« | [»:%$]|\$ CA"),
    "a space before a mark that takes none": re.compile(r"\s[?!;,.](?:\s|$)"),
    "a guillemet without its space": re.compile(r"«[^\u00a0]|[^\u00a0]»"),
    "English quotation marks": re.compile(r"[“”\"]"),
}
_ADDRESS = re.compile(r"https?://\S+?(?=[)\s])")


def complaints(text: str) -> Iterator[str]:
    """What is wrong with the typography of a French text."""
    plain = _ADDRESS.sub("", text)
    for name, wrong in _WRONG.items():
        if found := wrong.search(plain):
            yield f"{name} at {plain[max(0, found.start() - 20) : found.end() + 20]!r}"


@pytest.mark.parametrize(
    ("typed", "typesetted"),
    [
        ("l'IA d'ici", "l’IA d’ici"),
        ("Source : « guide »", "Source\u00a0: «\u00a0guide\u00a0»"),
        ("100 $, 5 %; non?", "100\u00a0$, 5\u00a0%; non?"),
    ],
)
def test_what_an_editor_types_is_set(typed: str, typesetted: str) -> None:
    assert typeset(typed, "fr") == typesetted
    assert typeset(typed, "en") == typed


def test_amounts_do_not_break() -> None:
    assert money(100000, "fr") == "100\u00a0000\u00a0$\u00a0CA"


def test_every_reply_is_well_set() -> None:
    wrong = {
        complaint
        for reply in replies_in("fr")
        for text in (reply.text, *(each.text for each in reply.suggestions))
        for complaint in complaints(text)
    }

    assert not wrong, "\n".join(sorted(wrong))


def test_slacks_own_words_are_well_set() -> None:
    for name, text in vars(phrases).items():
        if isinstance(text, Text):
            assert list(complaints(text.fr.replace("*", ""))) == [], name


def test_canned_responses_are_well_set() -> None:
    responses = YAML(typ="safe", pure=True).load(Path("domain.yml"))["responses"]
    for name, variations in responses.items():
        (french,) = (each for each in variations if "condition" in each)
        buttons = [button["title"] for button in french.get("buttons", ())]
        for text in (french["text"], *buttons):
            assert list(complaints(text)) == [], name


def test_the_chats_own_words_are_well_set() -> None:
    files = [Path("web/launcher/texts.js"), Path("web/chat/texts.js")]
    french = "".join(file.read_text(encoding="utf-8").partition("const FR")[2] for file in files)
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', french)

    assert len(words) > 40
    for text in words:
        assert list(complaints(text)) == [], text
