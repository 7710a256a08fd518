"""An action for each topic of the guide: ``action_answer_<topic>``."""

from __future__ import annotations

from collections.abc import Mapping

from actions.topic_action import TopicAction
from guide.edition import current_edition


def topic_action(topic: str) -> type[TopicAction]:
    """Makes the action class of a topic, such as ``ActionAnswerCareerPath`` of ``career_path``."""
    name = "ActionAnswer" + topic.title().replace("_", "")
    content = {"topic": topic, "__module__": __name__, "__doc__": f"Answers {topic!r}."}
    return type(name, (TopicAction,), content)


# rasa_sdk finds the classes among the subclasses of Action: they must be kept somewhere.
TOPIC_ACTIONS: Mapping[str, type[TopicAction]] = {
    topic.topic: topic_action(topic.topic) for topic in current_edition().guide.topics
}
"""The action class of each topic, by the topic's id."""
