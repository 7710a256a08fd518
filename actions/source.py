"""Questions about where the answers come from."""

from actions.topic_action import TopicAction


class ActionAnswerSource(TopicAction):
    """Answers from ``data/guide/source.yml``."""

    topic = "source"
