"""Which conversation it is, by where somebody asks."""

from __future__ import annotations

from channels.slack.place import Place
from stores.conversation_id import is_reserved
from stores.person import person_of


def test_each_person_has_a_conversation_of_their_own_in_a_thread() -> None:
    ann, ben = Place("T1", "C1", "U1", "1.5"), Place("T1", "C1", "U2", "1.5")

    assert ann.conversation == "slack:T1:C1:1.5:U1"
    assert ann.conversation != ben.conversation
    assert ann.conversation != Place("T1", "C1", "U1").conversation


def test_no_other_channel_may_use_them_and_they_are_one_person_s() -> None:
    thread, direct = Place("T1", "C1", "U1", "1.5"), Place("T1", "D1", "U1")

    assert is_reserved(thread.conversation)
    assert person_of(thread.conversation) == person_of(direct.conversation)


def test_direct_messages_are_known_by_their_channel() -> None:
    assert Place("T1", "D1", "U1").is_direct
    assert not Place("T1", "C1", "U1").is_direct
