"""Confidence thresholds of the multi-intent detection: ``QuestionSplitter`` in ``config.yml``.

They were set by hand, and are held to the gates of ``tests/nlu/baseline.json``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SplitSettings:
    """Confidences from 0 to 1, and lengths in words.

    Attributes:
        question: of a part with the form of a question.
        ahead: of one ahead of another question that stands by itself.
        led: of one that means little alone, with what is told right ahead of it.
        topic: of a part that only names something.
        item: of one in a bare list of such parts.
        leading_topic: the same ahead of a question, where mostly it belongs to that ("5 years,
            Toronto: how much?").
        refusal: of a question that is refused, beside one that is answered.
        assistant: of a question about the assistant: those are asked plainly, others resemble them.
        only: of the only question in a message that as a whole is less sure.
        sure: of a part that points back ("it", "those") and yet is a question by itself.
        point: of what about the same topic each of two questions asks.
        same_question: a part that is as likely as this about the same as its neighbour is one
            question with it.
        one_question: a question and a topic that are together as likely as this one intent are one.
        likely_topic: a follow-up beside a question is about what it sounds like to this degree.
        refused_words: a refused part of more words is somebody's story and no question.
        story_words: in a message of more words, what only names something is part of a story.
    """

    question: float
    ahead: float
    led: float
    topic: float
    item: float
    leading_topic: float
    refusal: float
    assistant: float
    only: float
    sure: float
    point: float
    same_question: float
    one_question: float
    likely_topic: float
    refused_words: int
    story_words: int
