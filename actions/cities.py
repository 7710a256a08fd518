"""Questions about cities."""

from actions.topic_action import TopicAction


class ActionAnswerCities(TopicAction):
    """Answers from ``data/guide/cities.yml``."""

    topic = "cities"
