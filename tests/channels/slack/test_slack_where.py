"""Where people ask in Slack, and where the answer goes."""

from __future__ import annotations

from tests.channels.slack.stand_in import BOT_USER, SlackStandIn

QUESTION = "Which skills do I need?"


class TestDirectMessages:
    def test_a_question_is_answered(self, slack: SlackStandIn) -> None:
        slack.write("U0ANN", "D0ANN", QUESTION)
        [answer] = slack.wait_for(1)
        assert (answer.channel, answer.thread_ts, answer.only_for) == ("D0ANN", None, None)
        assert "programming" in answer.everything.lower()
