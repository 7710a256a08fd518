"""Where in Slack somebody asks, and which conversation that is."""

from __future__ import annotations

from dataclasses import dataclass

from stores.conversation_id import SLACK_PREFIX


@dataclass(frozen=True)
class Place:
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
    def conversation(self) -> str:
        """The conversation's id in Rasa: two people in one thread have one each."""
        return ":".join((SLACK_PREFIX, self.team, self.channel, self.thread or "", self.user))

    @property
    def is_direct(self) -> bool:
        """Whether this is a direct message, where nobody else reads along."""
        return self.channel.startswith("D")
