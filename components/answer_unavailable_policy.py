"""Rasa policy: a fallback response after a custom action that failed, never silence."""

from __future__ import annotations

from typing import Any

from rasa.core.constants import POLICY_PRIORITY
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

UTTER_ANSWER_UNAVAILABLE = "utter_answer_unavailable"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class AnswerUnavailablePolicy(Policy):
    """Predicts ``utter_answer_unavailable`` after a custom action that failed.

    Rasa logs a custom action that raised, or whose server is down, as executed without any event
    after it; every action of ours says something when it works. There is nothing to learn: the
    policy overrules the others at exactly that point, and leaves all else to them.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The policy's default configuration; a priority above that of Rasa's own policies."""
        return {POLICY_PRIORITY: 10}

    @staticmethod
    def supported_data() -> SupportedData:
        """See ``Policy.supported_data``."""
        return SupportedData.ML_AND_RULE_DATA

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Policy:
        """See ``Policy.load``; there is nothing stored."""
        return cls(config, model_storage, resource, execution_context)

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """See ``Policy.train``; there is nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """See ``Policy.predict_action_probabilities``."""
        if custom_action_failed(tracker, domain):
            return self._overruling(UTTER_ANSWER_UNAVAILABLE, domain)
        if tracker.latest_action_name == UTTER_ANSWER_UNAVAILABLE:
            return self._overruling(ACTION_LISTEN_NAME, domain)
        return self._prediction(self._default_predictions(domain))

    def _overruling(self, action: str, domain: Domain) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, is_no_user_prediction=True)


def custom_action_failed(tracker: DialogueStateTracker, domain: Domain) -> bool:
    """Whether the last action is a custom one that has said nothing."""
    last = tracker.events[-1] if tracker.events else None
    return (
        isinstance(last, ActionExecuted)
        and last.action_name in domain.user_actions
        and last.action_name not in domain.responses
        # A message of a test story has no id, and `rasa test` runs no action.
        and tracker.latest_message.message_id is not None
    )
