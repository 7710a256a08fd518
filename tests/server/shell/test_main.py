"""``make shell`` in real pseudo-terminals of several widths, and with files and pipes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import psutil
import pytest

from guide.edition import current_edition
from tests.pay import AVERAGE
from tests.server.shell.conftest import RunShell, settings_in
from tests.server.shell.shown import as_shown, dense
from tests.server.shell.terminal import CTRL_C, CTRL_D, ENTER, LEFT, UP, Terminal

LANGUAGES = ("en", "fr")
QUESTIONS = [topic.question.en for topic in current_edition().guide.topics]
PAY = "How much do ml engineers earn?"
READ = "readask_salary"
"""How ``/why`` begins, as ``dense`` has it."""
CURSOR_HIDDEN, CURSOR_SHOWN = b"\x1b[?25l", b"\x1b[?25h"


@pytest.fixture(scope="module")
def turns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Every topic's question and what was answered, by language."""
    folder = tmp_path_factory.mktemp("turns")
    questions = folder / "questions.txt"
    lines = [line for each in LANGUAGES for line in ("/restart", f"/language {each}", *QUESTIONS)]
    questions.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "server.shell", "--json", "--file", str(questions)],
        env=os.environ | settings_in(folder),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(QUESTIONS) * len(LANGUAGES)
    return {each: [turn for turn in found if turn["language"] == each] for each in LANGUAGES}


def test_every_word_of_every_answer_is_on_the_screen(
    turns: dict[str, list[dict[str, Any]]], settings: dict[str, str]
) -> None:
    with Terminal(["server.shell"], settings=settings) as terminal:
        terminal.wait_for_prompt()
        for columns in (40, 80, 120):
            terminal.resize(columns)
            for language in LANGUAGES:
                terminal.ask("/restart")
                terminal.ask(f"/language {language}")
                for turn in turns[language]:
                    on_screen = dense("\n".join(terminal.ask(turn["question"])))
                    suggestions = [f"{at}.{each}" for at, each in enumerate(turn["suggestions"], 1)]
                    assert dense(as_shown(turn["answer"])) in on_screen
                    assert suggestions and on_screen.endswith(dense("".join(suggestions)))
        terminal.process.send(CTRL_D)
        assert terminal.exit_code() == 0


def test_a_person_can_type_edit_go_back_and_leave(settings: dict[str, str]) -> None:
    with Terminal(["server.shell", "--why"], settings=settings) as terminal:
        shown = terminal.ask(PAY)
        assert AVERAGE in "\n".join(shown)
        assert READ in "\n".join(map(dense, shown))

        second = next(line.removeprefix("2. ") for line in shown if line.startswith("2. "))
        assert f"> {second}" in terminal.ask("2")  # a suggestion, by its number
        assert "Language: en." in terminal.ask("/language")  # the next question at once

        terminal.press(UP + UP + UP)
        assert terminal.lines[-1] == f"› {PAY}"
        terminal.press(LEFT * len("?") + "!")
        assert terminal.lines[-1] == f"› {PAY[:-1]}!?"
        terminal.press(ENTER)
        terminal.wait_for_prompt()
        assert dense("\n".join(terminal.lines)).count(READ) == 2  # it was asked once more

        shell = psutil.Process(terminal.process.pid)
        assert shell.children(recursive=True) == []  # nothing can be left behind
        terminal.process.send(CTRL_C)
        assert terminal.exit_code() == 0
        assert not shell.is_running()


def test_it_can_be_left_while_it_starts(settings: dict[str, str]) -> None:
    with Terminal(["server.shell"], settings=settings) as terminal:
        terminal.wait_for("Starting the assistant")
        time.sleep(1)  # in the middle of an import
        terminal.process.send(CTRL_C)
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.written
        assert terminal.written.rfind(CURSOR_SHOWN) > terminal.written.rfind(CURSOR_HIDDEN) >= 0


def test_no_colour_and_a_dumb_terminal(settings: dict[str, str]) -> None:
    with Terminal(["server.shell"], settings=settings | {"NO_COLOR": "1"}) as terminal:
        terminal.ask(PAY)
        colours = re.findall(rb"\x1b\[[\d;]*m", terminal.written)
        assert colours and not any(re.search(rb"\b[34]\d\b", colour) for colour in colours)
        terminal.ask("/language en")
        terminal.process.send("/stop" + ENTER)
        assert terminal.exit_code() == 0


def test_a_pipe_gets_plain_blocks(run_shell: RunShell) -> None:
    done = run_shell(typed=f"{PAY}\n\n2\n/slots\nwhat \x1b[31mskills\x07 do I need\r\n")
    assert done.returncode == 0
    assert not [char for char in done.stdout if unicodedata.category(char) == "Cc" and char != "\n"]
    blocks = re.split(r"^> ", done.stdout, flags=re.MULTILINE)[1:]
    assert [block.split("\n")[0] for block in blocks] == [
        PAY,
        "What does the career path look like?",
        "/slots",
        "what  [31mskills  do I need",
    ]
    # A paragraph is a line.
    assert re.search(rf"^ML engineers in Canada earn {AVERAGE}.*:$", blocks[0], re.MULTILINE)
    assert "last_topic career_path" in blocks[2]
    assert done.stderr == "Starting the assistant…\n"


def test_a_file_as_json(run_shell: RunShell, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text(
        f"\ufeffwhat does it pay with 5 yeers\n{'x' * 2001}\n1\n", encoding="utf-8"
    )
    done = run_shell("--json", "--file", str(questions))
    first, refused, second = map(json.loads, done.stdout.splitlines())

    assert first["question"] == "what does it pay with 5 yeers"
    assert first["reading"]["intent"]["name"] == "ask_salary"
    named = {entity["entity"]: entity["value"] for entity in first["reading"]["entities"]}
    assert named["experience_years"] == "5"
    assert first["reading"]["corrections"] == {"yeers": "years"}
    assert first["slots"]["last_topic"] == "salary"
    assert first["actions"] == ["action_answer_salary"]
    assert second["question"] == first["suggestions"][0]
    assert "longer than 2000 characters" in refused["error"]
    assert done.returncode == 1  # one question was not answered


def test_a_reader_who_has_seen_enough_is_no_error(settings: dict[str, str]) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-m", "server.shell"],
        env=os.environ | settings,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        encoding="utf-8",
    ) as shell:
        assert shell.stdin and shell.stdout and shell.stderr
        shell.stdin.write("hi\n")
        shell.stdin.flush()
        assert shell.stdout.readline() == "> hi\n"
        shell.stdout.close()
        shell.stdin.write(f"{PAY}\n{PAY}\n")
        shell.stdin.close()
        assert shell.stderr.read() == "Starting the assistant…\n"
        assert shell.wait() == 0


def test_a_file_that_is_missing_is_one_sentence(run_shell: RunShell) -> None:
    done = run_shell("--file", "nowhere.txt")
    assert (done.returncode, done.stderr) == (1, "There is no file nowhere.txt.\n")


def test_a_model_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "server.shell"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path().absolute())},
        capture_output=True,
        text=True,
    )
    sentence = "There is no model models/assistant.tar.gz: 'make train' makes one.\n"
    assert (done.returncode, done.stderr) == (1, sentence)
