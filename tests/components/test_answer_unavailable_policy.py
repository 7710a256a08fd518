"""A custom action that failed is followed by a sentence that says so."""

from __future__ import annotations

import pytest
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.answer_unavailable_policy import AnswerUnavailablePolicy

DOMAIN = Domain.load("domain.yml")
ASKED = UserUttered("what does it pay", {"name": "ask_salary"}, message_id="1")
IN_A_STORY = UserUttered("what does it pay", {"name": "ask_salary"})
FAILED = ActionExecuted("action_answer_salary")


@pytest.fixture
def policy(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> AnswerUnavailablePolicy:
    config = AnswerUnavailablePolicy.get_default_config()
    resource = Resource("policy")
    policy = AnswerUnavailablePolicy(config, model_storage, resource, execution_context)
    assert policy.train([], DOMAIN) == resource
    return policy


def predict(policy: AnswerUnavailablePolicy, *events: Event) -> PolicyPrediction:
    tracker = DialogueStateTracker.from_events("ann", list(events), DOMAIN.slots)
    return policy.predict_action_probabilities(tracker, DOMAIN)


def action(prediction: PolicyPrediction) -> str | None:
    """The predicted action, if there is one."""
    best = max(prediction.probabilities)
    return DOMAIN.action_names_or_texts[prediction.probabilities.index(best)] if best else None


def test_an_action_without_events_after_it_has_failed(policy: AnswerUnavailablePolicy) -> None:
    prediction = predict(policy, ASKED, FAILED)

    assert action(prediction) == "utter_answer_unavailable"
    assert prediction.is_no_user_prediction


def test_then_it_is_the_person_s_turn(policy: AnswerUnavailablePolicy) -> None:
    said = (ActionExecuted("utter_answer_unavailable"), BotUttered("Sorry"))

    assert action(predict(policy, ASKED, FAILED, *said)) == "action_listen"


@pytest.mark.parametrize(
    "events",
    [
        [ASKED],
        [ASKED, FAILED, BotUttered("CAD 100,000")],
        [ASKED, FAILED, SlotSet("last_topic", "salary")],
        [ASKED, ActionExecuted("utter_greet")],  # Rasa's own way of saying something
        [IN_A_STORY, FAILED],  # `rasa test` runs no action
        [],
    ],
)
def test_all_else_is_left_to_the_other_policies(
    policy: AnswerUnavailablePolicy, events: list[Event]
) -> None:
    assert action(predict(policy, *events)) is None


def test_it_overrules_rasas_own_policies() -> None:
    assert AnswerUnavailablePolicy.get_default_config()["priority"] > 6  # that of RulePolicy is 5
