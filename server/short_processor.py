"""A short way round Rasa's processor: what is the same in every turn is worked out once.

Answers, stored events and their order are those of Rasa's own ``MessageProcessor``, which goes on
with whatever isn't plain: an expired session, a loop, a restart, a rejected action
(``tests/server/test_both_ways.py`` plays both ways). ``PROCESSOR=rasa`` turns it off.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from copy import copy
from typing import Any

from rasa.core.actions.action import (
    Action,
    ActionListen,
    RemoteAction,
    extract_slot_value_from_predefined_mapping,
)
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.shared.core.constants import (
    ACTION_VALIDATE_SLOT_MAPPINGS,
    DEFAULT_SLOT_NAMES,
    MAPPING_TYPE,
    SlotMappingType,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionReverted,
    AllSlotsReset,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import ListSlot, Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITY_ATTRIBUTE_TYPE

from components.answer_unavailable_policy import AnswerUnavailablePolicy, custom_action_failed
from components.remembering_rule_policy import RememberingRulePolicy, Situation, situation_in
from server.action_endpoint import TURNS
from server.planned_graph_runner import PlannedGraphRunner

logger = logging.getLogger(__name__)

SETTING = "PROCESSOR"
SHORT, RASA = "short", "rasa"

MOST_SITUATIONS = 1000
"""How many predictions are remembered; an assistant has some two for each intent."""

_UNDOING = (ActionReverted, AllSlotsReset, Restarted, UserUtteranceReverted)


def shorten(processor: MessageProcessor) -> None:
    """Lets a loaded processor take the short way from now on, unless the setting says otherwise.

    Raises:
        SystemExit: if the setting is neither ``short`` nor ``rasa``.
    """
    value = os.environ.get(SETTING, SHORT)
    if value not in (SHORT, RASA):
        sys.exit(f"{SETTING} is '{value}', which is neither '{SHORT}' nor '{RASA}'.")
    if value == SHORT and type(processor) is MessageProcessor:
        # Rasa's agent makes its processor by itself, and takes no class of another's.
        processor.__class__ = ShortProcessor
        processor.prepare()


class ShortProcessor(MessageProcessor):
    """Rasa's processor, which remembers predictions and leaves out what comes to nothing."""

    graph_runner: GraphRunner

    def prepare(self) -> None:
        """Looks at the model once, for what its turns have in common."""
        if isinstance(self.graph_runner, DaskGraphRunner):
            self.graph_runner = PlannedGraphRunner.of(self.graph_runner)
        self._slots_of_entities = slots_of_entities(self.domain)
        self._predicts_by_turn = _predicts_by_turn(self)
        self._intents = frozenset(self.domain.intents)
        self._entities = frozenset(self.domain.entities)
        self._actions: dict[tuple[str, int], Action] = {}
        self._predicted: dict[tuple[Situation, bool], tuple[str, PolicyPrediction, bool]] = {}

    async def _update_tracker_session(
        self,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        # Rasa goes through all events twice to find the last message.
        said = _last_message(tracker)
        if said is None or self._is_long_ago(said):
            await super()._update_tracker_session(tracker, output_channel, metadata)

    def _is_long_ago(self, said: UserUttered) -> bool:
        config = self.domain.session_config
        minutes = (time.time() - said.timestamp) / 60
        return bool(config.are_sessions_enabled() and minutes > config.session_expiration_time)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """See ``MessageProcessor.run_action_extract_slots``: asks each slot that could be set."""
        if self._slots_of_entities is None or tracker.active_loop_name:
            return await super().run_action_extract_slots(output_channel, tracker)
        found: list[Event] = []
        for slot, mapping in self._slots_of_entities:
            values = extract_slot_value_from_predefined_mapping(
                SlotMappingType.FROM_ENTITY, mapping, tracker
            )
            if values:
                value = values if isinstance(slot, ListSlot) else values[-1]
                if value is not None or tracker.get_slot(slot.name) is not None:
                    found.append(SlotSet(slot.name, value))
        tracker.update_with_events(found, self.domain)
        return tracker

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """See ``MessageProcessor``: the policies are asked once for each situation in a turn."""
        situation = None
        if self._predicts_by_turn and not tracker.followup_action:
            situation = situation_in(tracker)
        if situation is None or len(situation[-1]) >= self.max_number_of_predictions:
            return self._predict_as_rasa_does(tracker)
        # What the policies look at.
        key = situation, custom_action_failed(tracker, self.domain)
        if key not in self._predicted:
            action, prediction = self._predict_as_rasa_does(tracker)
            events = [type(event) for event in prediction.events]
            if (
                events in ([], [DefinePrevUserUtteredFeaturization])
                and not prediction.is_end_to_end_prediction
                and len(self._predicted) < MOST_SITUATIONS
            ):
                self._predicted[key] = action.name(), prediction, bool(events)
            return self._get_action(action.name()), prediction
        name, prediction, begins = self._predicted[key]
        return self._get_action(name), _with_events_of_its_own(prediction, begins)

    def _predict_as_rasa_does(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        return action, prediction

    def _get_action(self, action_name: str) -> Action:
        # Rasa makes all of its default actions to find one.
        key = action_name, id(self.action_endpoint)
        action = self._actions.get(key)
        if action is None:
            action = super()._get_action(action_name)
            if type(action) is RemoteAction:
                action = _ShortAction(action_name, self.action_endpoint)
            self._actions[key] = action
        return action

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        if isinstance(action, ActionListen):  # it looks at nothing, and says nothing
            self._log_action_on_tracker(tracker, action, [], prediction)
            return False
        return bool(await super()._run_action(action, tracker, output_channel, nlg, prediction))

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        # Rasa makes an empty domain each time, to see that the model's isn't empty.
        names = {entity["entity"] for entity in parse_data["entities"] or ()}
        if parse_data["intent"]["name"] not in self._intents or not names <= self._entities:
            super()._check_for_unseen_features(parse_data)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        if logger.isEnabledFor(logging.DEBUG):
            MessageProcessor._log_slots(tracker)


class _ShortAction(RemoteAction):
    """A custom action that is told of the last turns alone (``server.action_endpoint``)."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        told = copy(tracker)
        told.events = deque(_last_turns(tracker))
        return dict(super()._action_call_format(told, domain))


def slots_of_entities(domain: Domain) -> list[tuple[Slot, dict[str, Any]]] | None:
    """The slots that a message may set, each with the mapping from its entity.

    Returns:
        ``None`` if any slot is set in another way than by an entity, whatever the intent and the
        conversation are, or by an action that answers: then Rasa has to look at all of them.
    """
    if ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:
        return None
    found = []
    for slot in domain.slots:
        if slot.name in DEFAULT_SLOT_NAMES:
            continue
        if len(slot.mappings) != 1:
            return None
        (mapping,) = slot.mappings
        kind = SlotMappingType(mapping.get(MAPPING_TYPE))
        if kind is SlotMappingType.FROM_ENTITY and mapping.keys() == {
            MAPPING_TYPE,
            ENTITY_ATTRIBUTE_TYPE,
        }:
            if mapping[ENTITY_ATTRIBUTE_TYPE] in domain.entities:
                found.append((slot, mapping))
        elif kind is not SlotMappingType.CUSTOM or mapping.keys() != {MAPPING_TYPE}:
            return None
    return found


def _predicts_by_turn(processor: MessageProcessor) -> bool:
    """Whether what its policies predict depends on the turn alone, as with the two of ours."""
    runner = processor.graph_runner
    if not isinstance(runner, PlannedGraphRunner):
        return False
    policies = [component for component in runner.components if isinstance(component, Policy)]
    return all(
        isinstance(policy, AnswerUnavailablePolicy)
        or (isinstance(policy, RememberingRulePolicy) and policy.is_cacheable)
        for policy in policies
    )


def _last_message(tracker: DialogueStateTracker) -> UserUttered | None:
    """The last message; ``None`` if there is none, or it may have been undone."""
    if tracker.active_loop_name:
        return None
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return event
        if isinstance(event, _UNDOING):
            return None
    return None


def _last_turns(tracker: DialogueStateTracker) -> list[Event]:
    turns, last = 0, []
    for event in reversed(tracker.events):
        last.append(event)
        turns += isinstance(event, UserUttered)
        if turns == TURNS:
            break
    return last[::-1]


def _with_events_of_its_own(prediction: PolicyPrediction, begins: bool) -> PolicyPrediction:
    """The prediction again; its events, if any, happen now."""
    twin = copy(prediction)
    twin.events = [DefinePrevUserUtteredFeaturization(False)] if begins else []
    return twin
