"""Questions about whether a degree is needed."""

from actions.topic_action import TopicAction


class ActionAnswerDegreeNecessity(TopicAction):
    """Answers from ``data/guide/degree_necessity.yml``."""

    topic = "degree_necessity"
