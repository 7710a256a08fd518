"""There is an action for each topic of the guide."""

from __future__ import annotations

from rasa_sdk.executor import ActionExecutor

from actions.topics import TOPIC_ACTIONS, topic_action
from guide.edition import current_edition

GUIDE = current_edition().guide


def test_each_topic_has_one_that_is_named_after_it() -> None:
    assert set(TOPIC_ACTIONS) == GUIDE.topic_ids
    assert {kind().name() for kind in TOPIC_ACTIONS.values()} == {
        f"action_answer_{topic}" for topic in GUIDE.topic_ids
    }


def test_the_sdk_finds_them() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")

    assert {f"action_answer_{topic}" for topic in GUIDE.topic_ids} <= set(executor.actions)


def test_a_class_is_named_as_it_would_be_by_hand() -> None:
    kind = TOPIC_ACTIONS["career_path"]

    assert (kind.__name__, kind.__module__) == ("ActionAnswerCareerPath", "actions.topics")
    assert topic_action("career_path")().topic == "career_path"
