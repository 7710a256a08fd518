from __future__ import annotations

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_names import FEW, IntentNames


def examples(intent: str, count: int) -> list[Message]:
    return [Message.build(f"{intent} {number}", intent) for number in range(count)]


def test_intents_with_few_examples_are_taught_their_names() -> None:
    given = [
        *examples("card_arrival", FEW - 1),
        *examples("lost_card", FEW),
        *examples("out_of_scope", 3),
    ]
    training_data = IntentNames().process_training_data(TrainingData(given))
    added = training_data.intent_examples[len(given) :]
    assert [(m.get(TEXT), m.get(INTENT)) for m in added] == [("card arrival", "card_arrival")]


def test_data_with_many_examples_stay_as_they_are() -> None:
    training_data = TrainingData(examples("lost_card", FEW))
    assert IntentNames().process_training_data(training_data) is training_data
