"""The file of the running model is replaced while people ask."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from evaluation.assistant import Assistant, Conversation
from tests.conftest import MODEL
from tests.models import (
    ASKS_FOR_THEM,
    NEW_WORDS,
    OLD_WORDS,
    that_is_cut_off,
    that_understands_nothing,
    with_new_words,
)
from tests.pay import pay_at
from tests.people import Crowd
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("upgrade")
    model = folder / "model.tar.gz"
    shutil.copy(MODEL, model)
    settings = {"RATE_LIMIT_CONVERSATION": "off"}
    with Assistant(folder, settings=settings, model=model) as running:
        yield running


def replace(assistant: Assistant, make_model: object, said: str) -> str:
    """Puts a model in the running one's place, and returns what the log says of it."""
    assert callable(make_model)
    new = assistant.folder / "new.tar.gz"
    make_model(new)
    before = assistant.log("server").count(said)
    with Crowd(assistant.url).asking() as crowd:
        new.replace(assistant.model)
        wait_until(lambda: assistant.log("server").count(said) > before)
    assert crowd.refusals == []
    assert crowd.apologies == []
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
    assert OLD_WORDS in person.say(ASKS_FOR_THEM)["text"]
    assert "CAD" in person.say("how much do ml engineers make")["text"]
    replace(assistant, with_new_words, "has taken over")
    assert pay_at(2) in person.say("and with 2 years?")["text"]
    assert NEW_WORDS in person.say(ASKS_FOR_THEM)["text"]
