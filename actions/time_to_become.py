"""Questions about how long it takes."""

from actions.topic_action import TopicAction


class ActionAnswerTimeToBecome(TopicAction):
    """Answers from ``data/guide/time_to_become.yml``."""

    topic = "time_to_become"
