"""The cached policy predicts what Rasa's own does, and asks it once for each situation."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.remembering_rule_policy import (
    RememberingRulePolicy,
    has_only_rules_of_one_turn,
    situation_in,
)
from server.model_file import MODEL

DOMAIN = Domain.load("domain.yml")
START = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
UNKNOWN = "restart_of_another_assistant"
SAID = (BotUttered("CAD 100,000 a year"), SlotSet("last_topic", "salary"))


@pytest.fixture(scope="module")
def lookup() -> dict[str, Any]:
    """What the model has learned of data/rules.yml."""
    with tarfile.open(MODEL) as model:
        (name,) = [each for each in model.getnames() if Path(each).name == "rule_policy.json"]
        file = model.extractfile(name)
        assert file is not None
        learned: dict[str, Any] = json.load(file)["lookup"]
    return learned


@pytest.fixture
def policies(
    lookup: dict[str, Any], model_storage: ModelStorage, execution_context: ExecutionContext
) -> tuple[RulePolicy, RememberingRulePolicy]:
    config = {"core_fallback_action_name": "action_clarify", "enable_fallback_prediction": True}
    rest = (model_storage, Resource("policy"), execution_context)
    rasas = RulePolicy(RulePolicy.get_default_config() | config, *rest, lookup=lookup)
    ours = RememberingRulePolicy(RulePolicy.get_default_config() | config, *rest, lookup=lookup)
    return rasas, ours


def predict(policy: RulePolicy, events: list[Event]) -> PolicyPrediction:
    tracker = DialogueStateTracker.from_events("ann", events, DOMAIN.slots, domain=DOMAIN)
    return policy.predict_action_probabilities(tracker, DOMAIN)


def message(intent: str | None, *entities: str) -> list[Event]:
    found = [{"entity": entity, "value": "x"} for entity in entities]
    return [UserUttered("some words", {"name": intent, "confidence": 0.9}, found)]


def action(name: str) -> list[Event]:
    return [DefinePrevUserUtteredFeaturization(False), ActionExecuted(name)]


def conversations() -> Iterator[list[Event]]:
    """Each is as long as it is when something is to be predicted."""
    intents = [*DOMAIN.intents, UNKNOWN, None]
    for intent, earlier in product(intents, (None, "ask_salary", "ask_cities", "greet")):
        before = list(START)
        if earlier is not None:
            before += message(earlier, "city") + action("action_answer_salary")
            before += [*SAID, ActionExecuted("action_listen")]
        for entities in ((), ("city", "level")):
            asked = before + message(intent, *entities)
            yield asked
            for name in ("action_answer_salary", "utter_greet", "action_clarify"):
                yield asked + action(name)
                yield [*asked, *action(name), *SAID]


def unusual() -> Iterator[list[Event]]:
    """What must not be taken for one of the above."""
    asked = START + message("ask_salary")
    answered = asked + action("action_answer_salary")
    yield []
    yield list(START)
    yield [*asked, ActionExecutionRejected("action_answer_salary")]
    yield [*answered, ActionReverted()]
    yield [*answered, UserUtteranceReverted()]
    yield [*answered, *action("action_answer_salary"), *SAID]
    yield message("ask_salary")
    yield asked + message("ask_cities")
    yield [*asked, ActionExecuted("action_session_start"), SessionStarted()]
    yield [*START, UserUttered("text alone")]
    yield [*START, *message("ask_salary"), DefinePrevUserUtteredFeaturization(True)]
    yield [*START, ActionExecuted("action_answer_salary"), *message("ask_salary")]


@pytest.mark.parametrize("make", [conversations, unusual])
def test_predictions_are_those_of_rasa(
    policies: tuple[RulePolicy, RememberingRulePolicy], make: Any
) -> None:
    rasas, ours = policies
    met = list(make())
    wanted = [vars(predict(rasas, events)) for events in met]
    first = [vars(predict(ours, events)) for events in met]
    again = [vars(predict(ours, events)) for events in met]
    assert first == again == wanted


def test_a_loop_is_left_to_rasa() -> None:
    events = [*START, *message("ask_salary"), ActiveLoop("some_form")]
    tracker = DialogueStateTracker.from_events("ann", events, DOMAIN.slots, domain=DOMAIN)
    assert situation_in(tracker) is None


def test_rasa_is_asked_once(
    policies: tuple[RulePolicy, RememberingRulePolicy], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ours = policies
    wanted = predict(ours, START + message("ask_salary", "city"))
    monkeypatch.setattr(ours, "_predict", None)
    before = START + message("greet") + action("utter_greet") + [ActionExecuted("action_listen")]
    assert predict(ours, before + message("ask_salary")) == wanted


def test_a_prediction_that_rasa_changes_is_not_remembered_so(
    policies: tuple[RulePolicy, RememberingRulePolicy],
) -> None:
    _, ours = policies
    asked = START + message("ask_salary")
    first = predict(ours, asked)
    before = list(first.probabilities)
    first.probabilities[0] = 0.7
    first.events.append(DefinePrevUserUtteredFeaturization(False))
    second = predict(ours, asked)
    assert (second.probabilities, second.events) == (before, [])


LISTEN = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}
ANSWERED = {"prev_action": {"action_name": "utter_greet"}, "user": {"intent": "greet"}}


@pytest.mark.parametrize(
    ("rule", "is_one"),
    [
        ([LISTEN], True),
        ([LISTEN, ANSWERED], True),
        ([ANSWERED], False),
        ([LISTEN, ANSWERED, LISTEN], False),
        ([LISTEN | {"slots": {"language": [1.0]}}], False),
        ([LISTEN | {"user": {"intent": "greet", "entities": ["city"]}}], False),
        ([LISTEN | {"user": {"text": "hello"}}], False),
        ([LISTEN | {"active_loop": {"name": "some_form"}}], False),
        ([{"prev_action": {"action_name": "action_listen"}}], False),
        ([{}, LISTEN], False),
    ],
)
def test_only_rules_of_one_turn_are_cached(rule: list[dict[str, Any]], is_one: bool) -> None:
    learned = {"rules": {json.dumps(rule): "utter_greet"}, "rules_for_loop_unhappy_path": {}}
    assert has_only_rules_of_one_turn(learned) is is_one


def test_ours_are(lookup: dict[str, Any]) -> None:
    assert has_only_rules_of_one_turn(lookup)
