"""Which conversation it is, by the channel, thread and person."""

from __future__ import annotations

from channels.slack.conversation import SlackConversation
from stores.conversation_id import is_reserved
from stores.person import person_of


def test_each_person_has_a_conversation_of_their_own_in_a_thread() -> None:
    ann, ben = (
        SlackConversation("T1", "C1", "U1", "1.5"),
        SlackConversation("T1", "C1", "U2", "1.5"),
    )

    assert ann.id == "slack:T1:C1:1.5:U1"
    assert ann.id != ben.id
    assert ann.id != SlackConversation("T1", "C1", "U1").id


def test_no_other_channel_may_use_them_and_they_are_one_person_s() -> None:
    thread, direct = SlackConversation("T1", "C1", "U1", "1.5"), SlackConversation("T1", "D1", "U1")

    assert is_reserved(thread.id)
    assert person_of(thread.id) == person_of(direct.id)


def test_direct_messages_are_known_by_their_channel() -> None:
    assert SlackConversation("T1", "D1", "U1").is_direct_message
    assert not SlackConversation("T1", "C1", "U1").is_direct_message
