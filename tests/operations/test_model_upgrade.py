"""The file of the running model is replaced while people ask."""

from __future__ import annotations

import io
import shutil
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rasa.model_training import train_nlu

from tests.assistant import Assistant, Conversation
from tests.conftest import MODEL
from tests.waiting import wait_until

OLD_WORDS, NEW_WORDS = b"I'm a bot", b"I am a robot"
QUESTIONS = ("how much do ml engineers make", "are you a robot", "which degree do i need")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("upgrade")
    model = folder / "model.tar.gz"
    shutil.copy(MODEL, model)
    settings = {"RATE_LIMIT_CONVERSATION": "off"}
    with Assistant(folder, settings=settings, model=model) as running:
        yield running


def with_new_words(model: Path) -> None:
    """Writes a model that works, and says something in other words."""
    with tarfile.open(MODEL) as old, tarfile.open(model, "w:gz", compresslevel=1) as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            data = content.read() if content else b""
            if member.name.endswith("metadata.json"):
                assert OLD_WORDS in data
                data = data.replace(OLD_WORDS, NEW_WORDS)
                member.size = len(data)
            new.addfile(member, io.BytesIO(data) if content else None)


def that_understands_nothing(model: Path) -> None:
    """Trains a model of another bot."""
    folder = model.with_suffix(".bot")
    folder.mkdir()
    (folder / "config.yml").write_text(
        "recipe: default.v1\nassistant_id: other\nlanguage: en\n"
        "pipeline:\n  - name: KeywordIntentClassifier\n"
    )
    (folder / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n'
        "- intent: one\n  examples: |\n    - one\n    - first\n"
        "- intent: two\n  examples: |\n    - two\n    - second\n"
    )
    trained = train_nlu(
        str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="other"
    )
    assert trained
    Path(trained).rename(model)


def that_is_cut_off(model: Path) -> None:
    """Writes the first half of a model."""
    content = MODEL.read_bytes()
    model.write_bytes(content[: len(content) // 2])


@contextmanager
def people_asking(assistant: Assistant) -> Iterator[None]:
    """Some people ask all the time; each gets an answer each time."""
    over, failures = threading.Event(), list[str]()

    def ask() -> None:
        person = Conversation(assistant)
        while not over.is_set():
            for question in QUESTIONS:
                try:
                    answer = person.say(question)["text"]
                except Exception as error:
                    failures.append(repr(error))
                else:
                    if answer.startswith("Sorry"):
                        failures.append(answer)

    people = [threading.Thread(target=ask) for _ in range(3)]
    for person in people:
        person.start()
    yield
    over.set()
    for person in people:
        person.join()
    assert failures == []


def replace(assistant: Assistant, make_model: object, said: str) -> str:
    """Puts a model in the running one's place, and returns what the log says of it."""
    assert callable(make_model)
    new = assistant.folder / "new.tar.gz"
    make_model(new)
    before = assistant.log("server").count(said)
    with people_asking(assistant):
        new.replace(assistant.model)
        wait_until(lambda: assistant.log("server").count(said) > before)
    return assistant.log("server").splitlines()[-1]


@pytest.mark.parametrize(
    ("broken", "why"),
    [(that_is_cut_off, "EOFError"), (that_understands_nothing, "not for ask_salary")],
)
def test_a_broken_model_is_refused(assistant: Assistant, broken: object, why: str) -> None:
    line = replace(assistant, broken, "is not used")
    assert why in line and "The one before stays." in line
    assert "Traceback" not in assistant.log("server")


def test_a_new_model_takes_over_and_the_conversation_goes_on(assistant: Assistant) -> None:
    person = Conversation(assistant)
    assert OLD_WORDS.decode() in person.say("are you a robot")["text"]
    assert "CAD" in person.say("how much do ml engineers make")["text"]
    replace(assistant, with_new_words, "has taken over")
    assert "83,000" in person.say("and with 2 years?")["text"]
    assert NEW_WORDS.decode() in person.say("are you a robot")["text"]
