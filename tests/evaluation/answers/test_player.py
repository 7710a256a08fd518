from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.answers.player import Player
from evaluation.assistant import Assistant, Conversation
from evaluation.understanding.examples import DataError


@pytest.fixture(scope="module")
def player() -> Iterator[Player]:
    with Player() as player:
        yield player


def test_the_answers_are_those_of_the_servers(player: Player, assistant: Assistant) -> None:
    turns = ["How much do ML engineers earn?", "and with 8 years?", "thanks"]
    served = Conversation(assistant)
    for answer, turn in zip(player.play(turns), turns, strict=True):
        message = served.say(turn)
        assert answer.text == message["text"]
        assert list(answer.suggestions) == [
            button["title"] for button in message.get("buttons", [])
        ]


def test_each_dialogue_is_a_conversation_of_its_own(player: Player) -> None:
    after_pay = player.play(["How much do ML engineers earn?", "and with 8 years?"])[1]
    alone = player.play(["and with 8 years?"])[0]
    assert player.play(["and with 8 years?"])[0].text == alone.text
    assert "97,000" in after_pay.text


def test_a_conversation_can_be_erased(player: Player) -> None:
    answers = player.play(["delete my data", "Yes, erase everything", "hello"])
    assert "is erased" in answers[1].text and answers[2].text


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no trained model; 'make train' makes it"):
        Player(tmp_path / "assistant.tar.gz")
