"""Questions about pay."""

from actions.topic_action import TopicAction


class ActionAnswerSalary(TopicAction):
    """Answers from ``data/guide/salary.yml``."""

    topic = "salary"
