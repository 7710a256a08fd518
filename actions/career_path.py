"""Questions about job titles and growth."""

from actions.topic_action import TopicAction


class ActionAnswerCareerPath(TopicAction):
    """Answers from ``data/guide/career_path.yml``."""

    topic = "career_path"
