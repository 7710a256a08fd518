"""Whether Rasa's files know the guide's topics: intents, actions, rules, training questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from components.reading import SEVERAL, intent_of, topic_of
from evaluation.understanding.examples import Example, read_yaml

DOMAIN, RULES = Path("domain.yml"), Path("data/rules.yml")
_ACTION = "action_answer_"
# A message of several questions has no topic of its own.
_NO_TOPIC = frozenset({topic_of(SEVERAL)})


def disagreements(
    topics: Collection[str],
    examples: Collection[Example],
    domain: Path = DOMAIN,
    rules: Path = RULES,
) -> Iterator[str]:
    """What is missing for a topic of the guide, and what is there for a topic that it hasn't got.

    Args:
        topics: ids of the guide's topics, the files of ``data/guide``.
        examples: the training questions.
        domain: Rasa's domain file.
        rules: the file with the rules.

    Yields:
        Sentences that name the file and the line to add, or to remove.

    Raises:
        DataError: a file can't be read.
    """
    content = read_yaml(domain)
    intents, actions = _names(content.get("intents")), _names(content.get("actions"))
    answered = set(_answered(read_yaml(rules)))
    asked = {example.intent for example in examples}
    for topic in sorted(topics):
        intent, action = intent_of(topic), _ACTION + topic
        if intent not in intents:
            yield f"{domain}: add '- {intent}' to intents, for the topic {topic}."
        if action not in actions:
            yield f"{domain}: add '- {action}' to actions, for the topic {topic}."
        if (intent, action) not in answered:
            yield (
                f"{rules}: add '- {{rule: answer {topic.replace('_', ' ')}, "
                f"steps: [{{intent: {intent}}}, {{action: {action}}}]}}', for the topic {topic}."
            )
        if intent not in asked:
            yield f"data/nlu: add questions of the intent {intent}, for the topic {topic}."
    known = {*topics, *_NO_TOPIC}
    for name in sorted(intents.union(actions, *answered)):
        action = name.removeprefix(_ACTION)
        of_name = topic_of(name) or (action if action != name else None)
        if of_name is not None and of_name not in known:
            where = domain if name in intents | actions else rules
            yield f"{where}: '{name}' has no topic: there is no data/guide/{of_name}.yml."


def _names(entries: Any) -> set[str]:
    """The names in a list of the domain, where one with settings is a mapping of one."""
    return {next(iter(entry)) if isinstance(entry, dict) else entry for entry in entries or ()}


def _answered(content: Any) -> Iterator[tuple[str, str]]:
    """Each intent with the action that a rule answers it by."""
    for rule in content.get("rules") or ():
        steps = rule.get("steps") or ()
        for before, after in pairwise(steps):
            if "intent" in before and "action" in after:
                yield before["intent"], after["action"]
