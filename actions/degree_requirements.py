"""Questions about which degree employers look for."""

from actions.topic_action import TopicAction


class ActionAnswerDegreeRequirements(TopicAction):
    """Answers from ``data/guide/degree_requirements.yml``."""

    topic = "degree_requirements"
