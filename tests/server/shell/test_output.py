"""What is shown of a turn: to somebody who typed, to somebody who didn't, and to a program."""

from __future__ import annotations

import io
import json

import pytest
from rich.text import Text

from components.reading import Reading
from server.shell.output import JsonOutput, Output, TextOutput
from server.shell.screen import Screen
from server.shell.turn import Turn

TURN = Turn("What skills?", ({"text": "Many."},), reading=Reading("What skills?", "ask_skills"))


@pytest.fixture
def file() -> io.StringIO:
    return io.StringIO()


def text_output(file: io.StringIO, *, echoes: bool) -> Output:
    return TextOutput(Screen(file, plain=True), echoes=echoes)


def test_who_typed_a_question_is_not_told_it_again(file: io.StringIO) -> None:
    text_output(file, echoes=False).answer("What skills?", TURN, explains=False)
    assert file.getvalue() == "Many.\n\n"


def test_who_typed_a_number_is_told_the_question(file: io.StringIO) -> None:
    text_output(file, echoes=False).answer("2", TURN, explains=False)
    assert file.getvalue() == "> What skills?\n\nMany.\n\n"


def test_a_script_is_told_everything(file: io.StringIO) -> None:
    output = text_output(file, echoes=True)
    output.answer("What skills?", TURN, explains=False)
    output.result("/language", Text("Language: fr."))
    output.refusal("…", "Too long.")
    blocks = "> What skills?\n\nMany.\n\n> /language\n\nLanguage: fr.\n\n> …\n\nToo long.\n\n"
    assert file.getvalue() == blocks


def test_why_follows_the_answer(file: io.StringIO) -> None:
    text_output(file, echoes=False).answer("What skills?", TURN, explains=True)
    assert file.getvalue().startswith("Many.\n\nread ask_skills")


def test_json_is_by_itself(file: io.StringIO) -> None:
    elsewhere = io.StringIO()
    output = JsonOutput(file, Screen(elsewhere, plain=True))
    output.answer("What skills?", TURN, explains=True)
    output.result("/language", Text("Language: fr."))
    output.refusal("…", "Too long.")
    objects = [json.loads(line) for line in file.getvalue().splitlines()]
    assert objects == [TURN.as_json(), {"question": "…", "error": "Too long."}]
    assert elsewhere.getvalue() == "Language: fr.\n\n"
