"""The component leaves a corrected text beside the one that the person wrote."""

from __future__ import annotations

from pathlib import Path

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.spelling_corrector import SpellingCorrector, text_to_understand


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
    assert message.as_dict(only_output_properties=True)["corrections"] == {"degre": "degree"}
    assert "corrections" not in off_topic.data


def test_without_a_correction_the_text_itself_is_understood() -> None:
    assert text_to_understand(Message({"text": "WHAT SALERY"})) == "what salery"
