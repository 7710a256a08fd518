"""Questions about starting from zero."""

from actions.topic_action import TopicAction


class ActionAnswerFromScratch(TopicAction):
    """Answers from ``data/guide/from_scratch.yml``."""

    topic = "from_scratch"
