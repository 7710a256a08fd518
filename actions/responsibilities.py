"""Questions about what an ML engineer does."""

from actions.topic_action import TopicAction


class ActionAnswerResponsibilities(TopicAction):
    """Answers from ``data/guide/responsibilities.yml``."""

    topic = "responsibilities"
