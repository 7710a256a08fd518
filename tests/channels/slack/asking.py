"""What the people of the Slack tests ask, and what comes in return."""

from __future__ import annotations

from tests.channels.slack.stand_in import BOT_USER, Sent, SlackStandIn

SKILLS = "Which skills do I need?"
PAY = "What does it pay?"
# Means something only after an answer with a list, such as the one to SKILLS.
FOLLOW_UP = "what about the second one?"
SECOND_SKILLS = "Computer vision"
MENTION = f"<@{BOT_USER}>"


def ask_in_channel(slack: SlackStandIn, user: str, text: str, channel: str = "C0GENERAL") -> str:
    """Mentions the app and waits for the answer; returns the thread."""
    before = len(slack.sent)
    thread = slack.write(user, channel, f"{MENTION} {text}")
    slack.wait_for(1, after=before)
    return thread


def answer_after(slack: SlackStandIn, before: int) -> Sent:
    """The first message after so many others."""
    return slack.wait_for(1, after=before)[0]


def nothing_more_comes(slack: SlackStandIn) -> bool:
    """Whether a question that is asked now is answered, and gets the next message."""
    before = len(slack.sent)
    slack.write("U0LAST", "D0LAST", SKILLS)
    return answer_after(slack, before).channel == "D0LAST" and len(slack.sent) == before + 1
