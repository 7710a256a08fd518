"""Questions about the steps to become an ML engineer."""

from actions.topic_action import TopicAction


class ActionAnswerHowToBecome(TopicAction):
    """Answers from ``data/guide/how_to_become.yml``."""

    topic = "how_to_become"
