"""Questions about certificates and who gives them."""

from actions.topic_action import TopicAction


class ActionAnswerCertifications(TopicAction):
    """Answers from ``data/guide/certifications.yml``."""

    topic = "certifications"
