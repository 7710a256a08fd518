"""Questions about a first job without experience."""

from actions.topic_action import TopicAction


class ActionAnswerNoExperience(TopicAction):
    """Answers from ``data/guide/no_experience.yml``."""

    topic = "no_experience"
