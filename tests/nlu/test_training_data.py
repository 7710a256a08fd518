"""The training questions: enough of them, and none that the model is measured with."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ruamel.yaml import YAML

from evaluation.examples import read_examples
from guide import load_guide

TRAINING = sorted(Path("data/nlu").glob("*.yml"))
HELD_OUT = [Path(__file__).parent / name for name in ("questions.yml", "out_of_scope.yml")]


def examples(path: Path) -> list[tuple[str, str]]:
    """Every example of a Rasa NLU file, with its intent."""
    return [(example.text, example.intent) for example in read_examples([path])]


def plain(text: str) -> str:
    """Words only, in lower case."""
    return " ".join(re.findall(r"\w+", text.lower()))


def counts() -> Counter[str]:
    """How many different examples each intent has."""
    return Counter(
        intent for path in TRAINING for _, intent in {(plain(t), i) for t, i in examples(path)}
    )


def test_every_topic_has_enough_examples() -> None:
    for topic in load_guide().topics:
        assert counts()[f"ask_{topic.topic}"] >= 40, topic.topic


def test_small_talk_has_enough_examples() -> None:
    for intent in ("greet", "goodbye", "thank", "affirm", "deny", "bot_challenge"):
        assert counts()[intent] >= 15, intent


def test_no_example_stands_under_two_intents() -> None:
    intents: dict[str, set[str]] = {}
    for path in TRAINING:
        for text, intent in examples(path):
            intents.setdefault(plain(text) or text, set()).add(intent)

    assert not {text: found for text, found in intents.items() if len(found) > 1}


def test_no_held_out_question_was_taught() -> None:
    taught = {plain(text) for path in TRAINING for text, _ in examples(path)} - {""}
    held_out = {plain(text) for path in HELD_OUT for text, _ in examples(path)}

    assert not taught & held_out


def test_every_near_miss_kind_has_an_answer() -> None:
    blocks = YAML(typ="safe", pure=True).load(Path("data/nlu/out_of_scope.yml"))["nlu"]
    kinds = {block["metadata"]["kind"] for block in blocks}

    assert kinds == {miss.id for miss in load_guide().near_misses}
