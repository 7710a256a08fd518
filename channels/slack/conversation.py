"""The conversation id of one person in one Slack channel, direct message or thread."""

from __future__ import annotations

from dataclasses import dataclass

from stores.conversation_id import SLACK_PREFIX


@dataclass(frozen=True)
class SlackConversation:
    """One person's side of one thread, or of a channel outside its threads.

    Attributes:
        team: id of the workspace.
        channel: id of the channel or direct message.
        user: id of the person.
        thread: timestamp of the thread's first message, ``None`` outside threads.
    """

    team: str
    channel: str
    user: str
    thread: str | None = None

    @property
    def id(self) -> str:
        """The conversation's id (``sender_id``) in Rasa: two people in one thread have one each."""
        return ":".join((SLACK_PREFIX, self.team, self.channel, self.thread or "", self.user))

    @property
    def is_direct_message(self) -> bool:
        """Whether nobody else reads along."""
        return self.channel.startswith("D")
