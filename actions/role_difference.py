"""Questions about how ML engineers differ from other roles."""

from actions.topic_action import TopicAction


class ActionAnswerRoleDifference(TopicAction):
    """Answers from ``data/guide/role_difference.yml``."""

    topic = "role_difference"
