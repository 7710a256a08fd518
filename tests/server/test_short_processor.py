"""The short way is taken where nothing but the turn counts; its setting turns it off.

That both ways come to the same is in ``test_both_ways.py``.
"""

from __future__ import annotations

import warnings
from copy import copy
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain

from server.model_file import MODEL
from server.short_processor import ShortProcessor, shorten, slots_of_entities


@pytest.fixture(scope="module")
def loaded() -> MessageProcessor:
    processor = Agent.load(MODEL).processor
    assert processor is not None
    return processor


@pytest.fixture
def processor(loaded: MessageProcessor) -> MessageProcessor:
    """One that a test may change: loading it takes seconds."""
    return copy(loaded)


def test_a_processor_of_rasas_takes_it(processor: MessageProcessor) -> None:
    shorten(processor)
    assert type(processor) is ShortProcessor


def test_a_setting_turns_it_off(
    processor: MessageProcessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROCESSOR", "rasa")
    shorten(processor)
    assert type(processor) is MessageProcessor


def test_another_setting_is_a_sentence(
    processor: MessageProcessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROCESSOR", "shorter")
    with pytest.raises(SystemExit, match="PROCESSOR is 'shorter'"):
        shorten(processor)


def test_the_slots_that_a_message_sets_are_those_of_its_entities() -> None:
    found = slots_of_entities(Domain.load("domain.yml"))
    assert found is not None
    assert {slot.name for slot, _ in found} == {"language", "chosen_language"}


@pytest.mark.parametrize(
    "mapping",
    [
        {"type": "from_text"},
        {"type": "from_intent", "value": "yes", "intent": "greet"},
        {"type": "from_entity", "entity": "city", "role": "asked"},
        {"type": "from_entity", "entity": "city", "not_intent": "greet"},
        {"type": "custom", "action": "action_x"},
    ],
)
def test_with_any_other_mapping_rasa_looks_at_all_slots(mapping: dict[str, Any]) -> None:
    domain = Domain.from_dict(
        {
            "intents": ["greet"],
            "entities": [{"city": {"roles": ["asked"]}}],
            "actions": ["action_x"],
            "slots": {"city": {"type": "any", "mappings": [mapping]}},
        }
    )
    assert slots_of_entities(domain) is None


def test_what_the_domain_does_not_have_is_still_told(processor: MessageProcessor) -> None:
    shorten(processor)
    known = {"intent": {"name": "greet"}, "entities": [{"entity": "city"}]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        processor._check_for_unseen_features(known)
    for told in ({**known, "intent": {"name": "x"}}, {**known, "entities": [{"entity": "x"}]}):
        with pytest.warns(UserWarning, match="'x' which is not defined in the domain"):
            processor._check_for_unseen_features(told)
