"""Rasa's RulePolicy with a cache: each situation within a turn is predicted once (memoization)."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from itertools import chain
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

MOST_SITUATIONS = 1000
"""How many are remembered; an assistant has some two for each intent."""

_PLAIN_EVENTS = (BotUttered, DefinePrevUserUtteredFeaturization, SlotSet)
"""Those that change no state that a rule of one turn looks at."""

Situation = tuple[str | None, bool | None, tuple[str, ...]]
"""The message's intent, whether its text was featurized, and the actions run since."""

# When it trains, Rasa looks for its own class alone, and would warn of default actions.
warnings.filterwarnings("ignore", message="'RulePolicy' is not included in the model's policy")


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class RememberingRulePolicy(RulePolicy):
    """Predicts what Rasa's ``RulePolicy`` does (same settings, rules and predictions), cached.

    For each prediction Rasa builds the states of all turns, twice, and compares them with all
    rules. Where every rule is about one turn (an intent, then actions, as all of ours are), what it
    predicts depends on that turn's intent and actions alone: it is asked once for each. Any other
    rules, and a turn with any other events in it, are left to Rasa.

    Attributes:
        is_cacheable: whether all rules are of that kind.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_cacheable = (
            has_only_rules_of_one_turn(self.lookup)
            and not self.config["use_nlu_confidence_as_score"]
        )
        self._remembered: dict[Situation, PolicyPrediction] = {}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """See ``Policy.predict_action_probabilities``."""
        situation = situation_in(tracker) if self.is_cacheable else None
        if situation is None:
            return self._asked(tracker, domain)
        known = self._remembered.get(situation)
        if known is None:
            known = self._asked(tracker, domain)
            if len(self._remembered) < MOST_SITUATIONS:
                self._remembered[situation] = known
        return _copy_of(known)

    def _asked(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        prediction, _ = self._predict(tracker, domain)
        prediction.policy_name = RulePolicy.__name__  # which is what is stored with an action
        return prediction


def situation_in(tracker: DialogueStateTracker) -> Situation | None:
    """What a prediction by rules of one turn depends on.

    Returns:
        ``None`` in a loop, where events may undo others, or where no message begins the turn.
    """
    if tracker.active_loop_name is not None:
        return None
    actions: list[str] = []
    message: UserUttered | None = None
    for event in reversed(tracker.events):
        if isinstance(event, ActionExecuted):
            if message is not None:
                is_turn = event.action_name == ACTION_LISTEN_NAME
                told = message.intent_name, message.use_text_for_featurization, tuple(actions)
                return told if is_turn else None
            if not event.action_name:
                return None
            actions.append(event.action_name)
        elif isinstance(event, UserUttered):
            if message is not None:
                return None
            message = event
        elif not isinstance(event, _PLAIN_EVENTS):
            return None
    return None


def has_only_rules_of_one_turn(lookup: Mapping[str, Any] | None) -> bool:
    """Whether each rule is about an intent and the actions after it, and about nothing else.

    Args:
        lookup: what RulePolicy has learned; ``None`` or empty before it has.
    """
    if not lookup or lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH):
        return False
    rules = [json.loads(rule) for rule in lookup[RULES]]
    return all(
        _previous_action(first) == ACTION_LISTEN_NAME
        and all(_previous_action(state) != ACTION_LISTEN_NAME for state in later)
        for first, *later in rules
    ) and all(_is_plain(state) for state in chain.from_iterable(rules))


def _copy_of(prediction: PolicyPrediction) -> PolicyPrediction:
    """Rasa changes what it gets: the probability of a rejected action, and adds events."""
    return PolicyPrediction(
        list(prediction.probabilities),
        prediction.policy_name,
        prediction.policy_priority,
        is_end_to_end_prediction=prediction.is_end_to_end_prediction,
        is_no_user_prediction=prediction.is_no_user_prediction,
        hide_rule_turn=prediction.hide_rule_turn,
    )


def _previous_action(state: Mapping[str, Any]) -> str | None:
    name: str | None = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return name


def _is_plain(state: Mapping[str, Any]) -> bool:
    parts = {part: set(features) for part, features in state.items()}
    return parts == {USER: {INTENT}, PREVIOUS_ACTION: {ACTION_NAME}}
