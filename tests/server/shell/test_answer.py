"""Every answer there is, whole, in each language and at each width."""

from __future__ import annotations

import io

import pytest

from guide.text import Language
from server.shell.answer import answer_parts
from server.shell.screen import Screen
from server.shell.turn import Turn
from tests.replies import replies_in
from tests.server.shell.shown import as_shown, dense


class NarrowTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(turn: Turn) -> str:
    file = NarrowTerminal()
    Screen(file, plain=True).show(*answer_parts(turn))
    return file.getvalue()


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_reply_loses_a_word(
    language: Language, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    texts = {reply.text for reply in replies_in(language)}
    assert len(texts) > 300
    for text in texts:
        screen = shown(Turn("?", ({"text": text},)))
        assert dense(screen) == dense(as_shown(text))
        assert all(len(line) <= columns for line in screen.splitlines())


def test_suggestions_are_numbered_and_charts_are_drawn_between() -> None:
    answer = {"chart": "career_path", "chart_language": "fr"}
    buttons = [{"title": each, "payload": each} for each in ("One?", "Two?")]
    text = shown(Turn("?", ({"text": "So.", "answer": answer, "buttons": buttons},)))
    before, chart = text.index("So."), text.index("╭")
    assert before < chart < text.index("1. One?") < text.index("2. Two?")


def test_markup_of_rich_is_text_like_any_other() -> None:
    buttons = [{"title": "[red]x[/red]", "payload": "[red]x[/red]"}]
    assert "1. [red]x[/red]" in shown(Turn("?", ({"text": "So.", "buttons": buttons},)))


def test_an_answer_of_pictures_alone_and_one_of_nothing() -> None:
    assert "╭" in shown(Turn("?", ({"answer": {"chart": "career_path", "chart_language": "en"}},)))
    assert answer_parts(Turn("?", ())) == []
