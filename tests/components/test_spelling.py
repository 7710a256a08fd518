"""Typing mistakes are corrected to words of the training questions, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.spelling import Spelling
from components.spelling_corrector import SpellingCorrector, text_to_understand

TEXTS = ["which degree do i need for a salary of an engineer"] * 25 + ["what experience"] * 5


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("whch degre do i nead", "which degree do i need"),
        ("salery", "salary"),
        ("experiance", "experience"),
        ("Salery?!", "salary?!"),
        # right as they are
        ("which degree", "which degree"),
        ("celery", "celery"),  # another word of the dictionary
        ("salaire", "salaire"),  # French
        ("xyzzy", "xyzzy"),  # near nothing
        ("ned", "ned"),  # too short to tell
        ("", ""),
    ],
)
def test_correct(written: str, corrected: str) -> None:
    assert Spelling.from_texts(TEXTS).correct(written) == corrected


def test_a_short_word_is_corrected_only_to_a_very_common_one() -> None:
    assert Spelling.from_texts(["come"] * 19).correct("comp") == "comp"
    assert Spelling.from_texts(["come"] * 20).correct("comp") == "come"


def test_the_component_keeps_the_text_and_its_vocabulary(tmp_path: Path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    resource, context = Resource("spelling"), ExecutionContext(GraphSchema({}))
    # Rasa drops repeated examples, so they are numbered.
    examples = [
        Message({"text": f"{text} {number}", "intent": intent})
        for number in range(25)
        for text, intent in (("which degree", "ask"), ("pizza", "out_of_scope"))
    ]
    SpellingCorrector.create({}, storage, resource, context).train(TrainingData(examples))
    message, off_topic = Message({"text": "Which DEGRE"}), Message({"text": "pizzas"})

    SpellingCorrector.load({}, storage, resource, context).process([message, off_topic])

    assert message.get("text") == "Which DEGRE"
    assert text_to_understand(message) == "which degree"
    assert text_to_understand(off_topic) == "pizzas"


def test_without_a_correction_the_text_itself_is_understood() -> None:
    assert text_to_understand(Message({"text": "WHAT SALERY"})) == "what salery"
