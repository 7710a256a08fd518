"""Questions about the job market and why Canada."""

from actions.topic_action import TopicAction


class ActionAnswerDemand(TopicAction):
    """Answers from ``data/guide/demand.yml``."""

    topic = "demand"
