"""Questions about skills."""

from actions.topic_action import TopicAction


class ActionAnswerSkills(TopicAction):
    """Answers from ``data/guide/skills.yml``."""

    topic = "skills"
