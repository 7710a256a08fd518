"""Questions about building a network."""

from actions.topic_action import TopicAction


class ActionAnswerNetworking(TopicAction):
    """Answers from ``data/guide/networking.yml``."""

    topic = "networking"
