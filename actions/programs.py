"""Questions about programmes to take."""

from actions.topic_action import TopicAction


class ActionAnswerPrograms(TopicAction):
    """Answers from ``data/guide/programs.yml``."""

    topic = "programs"
