"""Questions about getting practical experience."""

from actions.topic_action import TopicAction


class ActionAnswerPracticalExperience(TopicAction):
    """Answers from ``data/guide/practical_experience.yml``."""

    topic = "practical_experience"
