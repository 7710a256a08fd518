"""The home tab, the help of the slash command, and questions to start with."""

from __future__ import annotations

from channels.slack.welcome import (
    WAYS_TO_ASK,
    YOUR_DATA,
    home_blocks,
    render_welcome,
    starting_questions,
)
from guide import load_guide
from tests.channels.slack.stand_in import check_blocks

GUIDE = load_guide()


def test_questions_to_start_with_ask_what_they_say() -> None:
    questions = starting_questions(GUIDE)

    assert len(questions) == 3
    assert all(question.title == question.payload for question in questions)


def test_the_home_tab_keeps_to_block_kit_and_has_a_button_for_each_of_them() -> None:
    blocks = [block.to_dict() for block in home_blocks(GUIDE)]

    check_blocks(blocks, most=100)
    assert WAYS_TO_ASK in [block["text"]["text"] for block in blocks if block["type"] == "section"]
    first, second = [block for block in blocks if block["type"] == "actions"]
    asked = [button["value"] for button in first["elements"]]
    assert asked == [question.payload for question in starting_questions(GUIDE)]
    asked = [button["value"] for button in second["elements"]]
    assert asked == [question.payload for question in YOUR_DATA]


def test_a_notice_is_the_first_thing_on_it() -> None:
    first = home_blocks(GUIDE, "Answered.")[0].to_dict()

    assert first["text"] == {"type": "mrkdwn", "text": "Answered."}


def test_the_help_keeps_to_block_kit_and_shows_an_example() -> None:
    [message] = render_welcome(GUIDE)
    blocks = [block.to_dict() for block in message.blocks]

    check_blocks(blocks)
    assert blocks[-1]["elements"][0]["text"] == "For example: `/mlcareer do I need a degree?`"
