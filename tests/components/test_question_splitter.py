"""Parts of a message are put up for reading behind it."""

from __future__ import annotations

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.question_splitter import IS_PART, SEGMENTATION, QuestionSplitter
from components.reading import CLAUSES
from tests.components.splitter import splitter_config
from tests.components.trained import trained


def split(*texts: str) -> list[Message]:
    return trained(QuestionSplitter).process([Message({TEXT: text}) for text in texts])


def test_parts_follow_all_messages_and_are_known_to_theirs() -> None:
    first, second, *parts = split("what pay, which skills", "which skills do I need")

    assert [part.get(TEXT) for part in parts] == [
        "what pay",
        "which skills",
        "what pay, which skills",
    ]
    assert all(part.get(IS_PART) for part in parts)
    assert first.get(SEGMENTATION).parts == parts
    assert second.get(SEGMENTATION) is None and not second.get(IS_PART)


def test_a_message_without_text_has_no_parts() -> None:
    (message,) = split("")

    assert message.get(SEGMENTATION) is None


def test_a_setting_that_is_missing_is_named(
    model_storage: ModelStorage, execution_context: ExecutionContext
) -> None:
    config = {name: value for name, value in splitter_config().items() if name != "refusal"}

    with pytest.raises(InvalidConfigException, match="refusal"):
        QuestionSplitter.create(config, model_storage, Resource("splitter"), execution_context)


def test_the_forms_of_clauses_are_told() -> None:
    message, *_ = split("I have a degree in math. What does it pay?")

    assert message.get(CLAUSES) == ["STATEMENT", "QUESTION"]
    assert CLAUSES in message.as_dict(only_output_properties=True)
