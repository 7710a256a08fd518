"""What a question asks to be on a list, found by the words around it."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.member_reader import MemberReader
from components.reading import MEMBER
from tests.components.trained import trained


@pytest.fixture(scope="module")
def reader() -> MemberReader:
    """The trained model's."""
    return trained(MemberReader)


def member(reader: MemberReader, text: str) -> str | None:
    [message] = reader.process([Message({TEXT: text})])
    found: str | None = message.get(MEMBER)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("is gardening one of the soft skills?", "gardening"),
        ("is sheet metal work on the list of essential skills", "sheet metal work"),
        ("la poterie fait-elle partie des compétences humaines?", "poterie"),
        ("l'escalade est-elle dans la liste des compétences?", "escalade"),
    ],
)
def test_a_member_is_found_whether_the_guide_has_it_or_not(
    reader: MemberReader, text: str, name: str
) -> None:
    assert (member(reader, text) or "").removeprefix("la ").removeprefix("La ") == name


@pytest.mark.parametrize(
    "text",
    [
        "is **gardening** [here](x) one of the soft skills?",
        "is `gardening <b>` one of the soft skills?",
    ],
)
def test_what_a_channel_takes_for_formatting_is_no_name(reader: MemberReader, text: str) -> None:
    name = member(reader, text)
    assert name is None or not set("*`[]<>()") & set(name)
