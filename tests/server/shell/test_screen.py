"""What is printed is wrapped and whole; colours are the terminal's own, or there are none."""

from __future__ import annotations

import io
import re

import pytest
from rich.markdown import Markdown
from rich.text import Text

from guide.answers.compose import Composer
from guide.edition import current_edition
from server.shell.charts import text_chart
from server.shell.screen import Screen, progress, unbreakable


class TerminalFile(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("COLUMNS", "40")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


def shown(file: io.StringIO, *, plain: bool) -> str:
    chart = text_chart(Composer(current_edition().guide, "en"), "salary")
    text = Markdown("**Pay** is `so`:\n\n- [one](https://a.ca)\n\n_Source: two_", hyperlinks=False)
    Screen(file, plain=plain).show(text, chart)
    return file.getvalue()


def test_colours_are_among_the_sixteen_and_never_a_background() -> None:
    codes = re.findall(r"\x1b\[([\d;]*)m", shown(TerminalFile(), plain=False))
    used = {int(code) for each in codes for code in each.split(";") if code}
    assert used == {0, 1, 2, 35}  # none, bold, dim, magenta


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    codes = re.findall(r"\x1b\[([\d;]*)m", shown(TerminalFile(), plain=False))
    assert {int(code) for each in codes for code in each.split(";") if code} == {0, 1, 2}


@pytest.mark.parametrize("force_color", ["", "1"])
def test_plain_has_no_control_characters(monkeypatch: pytest.MonkeyPatch, force_color: str) -> None:
    monkeypatch.setenv("FORCE_COLOR", force_color)
    for file in (io.StringIO(), TerminalFile()):
        assert not re.search(r"[^\n\x20-\x7e–█·◆─•]", shown(file, plain=True))


def test_lines_end_at_the_edge_of_a_terminal_and_nowhere_else() -> None:
    words = " ".join(f"word{number}" for number in range(50))
    for file, plain in ((TerminalFile(), True), (TerminalFile(), False), (io.StringIO(), True)):
        Screen(file, plain=plain).show(Text(words))
        lines = file.getvalue().splitlines()
        assert " ".join(lines).split() == words.split()
        assert (max(map(len, lines)) <= 40) == file.isatty()


def test_no_line_ends_at_a_no_break_space() -> None:
    file = TerminalFile()
    figure = "100\u202f000\u00a0$"
    Screen(file, plain=False).show(Markdown(unbreakable(f"{'x' * 36} {figure}")))
    assert file.getvalue().split("\n")[1] == figure


def test_progress_is_said_once_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress("Starting…") as status:
        status.stop()
    assert capsys.readouterr() == ("", "Starting…\n")
