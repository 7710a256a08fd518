"""The home tab, the help of the slash command, and questions to start with."""

from __future__ import annotations

import pytest

from channels.slack import phrases
from channels.slack.welcome import (
    home_blocks,
    questions_about_data,
    render_welcome,
    starting_questions,
    ways_to_ask,
)
from guide.edition import current_edition
from guide.text import LANGUAGES, Language
from tests.channels.slack.stand_in import check_blocks

GUIDE = current_edition().guide
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@both_languages
def test_questions_to_start_with_ask_what_they_say(language: Language) -> None:
    questions = starting_questions(GUIDE, language)

    assert len(questions) == 3
    assert all(question.title == question.payload for question in questions)


@both_languages
def test_the_home_tab_keeps_to_block_kit_and_has_a_button_for_each_of_them(
    language: Language,
) -> None:
    blocks = [block.to_dict() for block in home_blocks(GUIDE, language)]

    check_blocks(blocks, most=100)
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    assert ways_to_ask(language) in sections
    first, second = [block for block in blocks if block["type"] == "actions"]
    asked = [button["value"] for button in first["elements"]]
    assert asked == [question.payload for question in starting_questions(GUIDE, language)]
    asked = [button["value"] for button in second["elements"]]
    assert asked == [question.payload for question in questions_about_data(language)]


def test_nothing_on_it_is_the_same_in_both_languages() -> None:
    english, french = (
        {str(text) for block in home_blocks(GUIDE, language) for text in _texts(block.to_dict())}
        for language in LANGUAGES
    )

    assert len(english) == len(french) > 10
    assert not english & french


def test_a_notice_is_the_first_thing_on_it() -> None:
    first = home_blocks(GUIDE, "en", "Answered.")[0].to_dict()

    assert first["text"] == {"type": "mrkdwn", "text": "Answered."}


@both_languages
def test_the_help_keeps_to_block_kit_and_shows_an_example(language: Language) -> None:
    [message] = render_welcome(GUIDE, language)
    blocks = [block.to_dict() for block in message.blocks]

    check_blocks(blocks)
    assert blocks[-1]["elements"][0]["text"] == phrases.FOR_EXAMPLE.in_language(language)


def _texts(block: object) -> list[str]:
    """What a person can read in a block."""
    if isinstance(block, list):
        return [text for each in block for text in _texts(each)]
    if not isinstance(block, dict):
        return []
    if isinstance(block.get("text"), str):
        return [block["text"]]
    return [text for each in block.values() for text in _texts(each)]
