"""What each command says and does, in a conversation with the real assistant."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from server.shell.commands import COMMANDS, Commands, Stop
from server.shell.conversation import Conversation
from tests.server.shell.conftest import Loaded

PAY = "what does it pay with 5 years?"


class Person:
    """Types commands and questions."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.commands = Commands(Conversation(loaded.agent))

    def ask(self, question: str) -> str:
        return str(self._loaded.run(self.commands.conversation.ask(question)).text)

    def run(self, line: str) -> str:
        file = io.StringIO()
        Console(file=file, width=400).print(self._loaded.run(self.commands.run(line)))
        return file.getvalue()


@pytest.fixture
def person(loaded: Loaded) -> Person:
    return Person(loaded)


def test_help_lists_every_command(person: Person) -> None:
    listed = [line.split()[0] for line in person.run("/help").splitlines()]
    assert listed == [f"/{name}" for name in COMMANDS]


def test_why_explains_the_last_answer_and_those_to_come(person: Person) -> None:
    assert "will be followed" in person.run("/why")
    assert "no longer" in person.run("/why")
    person.ask(PAY)
    assert "ask_salary" in person.run("/why")
    assert person.commands.explains


def test_slots_and_a_new_conversation(person: Person) -> None:
    assert person.run("/slots") == "No slot has a value.\n"
    person.ask(PAY)
    assert "last_topic" in person.run("/slots")
    person.run("/restart")
    assert person.run("/slots") == "No slot has a value.\n"
    assert "CAD 95,000" not in person.ask("and in Toronto?")


def test_the_language_is_set_and_kept(person: Person) -> None:
    assert person.run("/language") == "Language: not set.\n"
    assert person.run("/language fr") == "Language: fr.\n"
    assert "$\u00a0CA" in person.ask(PAY)  # money, as French in Canada writes it
    assert person.run("/language de") == "There is no language de; choose en or fr.\n"
    assert person.run("/language") == "Language: fr.\n"


def test_a_dialogue_is_saved(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert person.run("/save pay") == "Nothing has been said yet.\n"
    person.ask(PAY)
    for question in ("and with 8?", "and with 12?", "what skills do I need"):
        person.ask(question)
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path)
    assert person.run("/save pay") == "Saved as tests/test_pay.yml; `rasa test` runs it.\n"
    assert "with [5 years]" in (tmp_path / "tests/test_pay.yml").read_text()  # from the beginning
    assert "there already" in person.run("/save pay")


def test_what_is_no_command(person: Person) -> None:
    assert person.run("/greet") == "There is no command /greet; /help lists them.\n"
    with pytest.raises(Stop):
        person.run("/stop")
