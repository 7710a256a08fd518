"""Synthetic data to measure scaling: a project with several times as many topics and aliases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

EXAMPLES = 30
_TEMPLATES = (
    "what about {}",
    "tell me about {}",
    "how does {} work in canada",
    "do I need {}",
    "is {} worth it",
    "{}?",
    "parlez-moi de {}",
    "can you explain {} please",
    "where do I learn {}",
    "why {}",
)
_ACTIONS = '''\
"""Actions of the synthetic topics."""

from actions.topic_action import TopicAction


def _action(name: str) -> type:
    return type(name, (TopicAction,), {"topic": "salary", "name": lambda self: name})


ACTIONS = [_action(f"action_answer_synthetic_{number}") for number in range(%d)]
'''
_yaml = YAML()


def grow(folder: Path, times: int, seed: int = 0) -> None:
    """Changes a copy of the project, always in the same way.

    Args:
        folder: The project's.
        times: How many times as many intents, with their examples, rules and actions, and as many
            aliases in the guide, there are afterwards.
        seed: Of the words.
    """
    words = _made_up_words(seed)
    domain = _yaml.load(folder / "domain.yml")
    asked = asked_intents(domain)
    number = (times - 1) * len(asked)
    intents = [f"ask_synthetic_{place}" for place in range(number)]
    actions = [f"action_answer_synthetic_{place}" for place in range(number)]
    domain["intents"] += intents
    domain["actions"] += actions
    _yaml.dump(domain, folder / "domain.yml")
    pairs = list(zip(intents, actions, strict=True))
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": action}]}
        for intent, action in pairs
    ]
    _yaml.dump({"version": "3.1", "rules": rules}, folder / "data/synthetic_rules.yml")
    nlu = [
        {"intent": intent, "examples": LiteralScalarString(_examples(words))} for intent in intents
    ]
    _yaml.dump({"version": "3.1", "nlu": nlu}, folder / "data/nlu/synthetic.yml")
    (folder / "actions/synthetic.py").write_text(_ACTIONS % number, encoding="utf-8")
    for path in sorted((folder / "data/guide").glob("*.yml")):
        content = _yaml.load(path)
        for aliases in _lists_of_aliases(content):
            aliases += [next(words) for _ in range((times - 1) * len(aliases))]
        _yaml.dump(content, path)


def asked_intents(domain: Any) -> list[str]:
    """The names of the intents that are questions; an intent with settings is a mapping of one."""
    names = [next(iter(each)) if isinstance(each, dict) else each for each in domain["intents"]]
    return [name for name in names if name.startswith("ask_")]


def _examples(words: Iterator[str]) -> str:
    names = [next(words) for _ in range(EXAMPLES // len(_TEMPLATES))]
    lines = [template.format(name) for name in names for template in _TEMPLATES]
    return "".join(f"- {line}\n" for line in lines)


def _made_up_words(seed: int) -> Iterator[str]:
    chooser, used = random.Random(seed), set[str]()
    while True:
        syllables = (chooser.choice("bdfgklmnprstvz") + chooser.choice("aeiou") for _ in range(4))
        word = "".join(syllables) + "x"
        if word not in used:
            used.add(word)
            yield word


def _lists_of_aliases(content: Any) -> Iterator[list[str]]:
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "aliases" and isinstance(value, list):
                yield value
            else:
                yield from _lists_of_aliases(value)
    elif isinstance(content, list):
        for value in content:
            yield from _lists_of_aliases(value)
