"""Questions about finding a job."""

from actions.topic_action import TopicAction


class ActionAnswerJobSearch(TopicAction):
    """Answers from ``data/guide/job_search.yml``."""

    topic = "job_search"
