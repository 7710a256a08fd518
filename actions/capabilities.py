"""Questions about what the assistant can answer."""

from actions.topic_action import TopicAction


class ActionAnswerCapabilities(TopicAction):
    """Answers from ``data/guide/capabilities.yml``."""

    topic = "capabilities"
