"""Onboarding: the home tab's blocks, the help of the slash command, questions to start with."""

from __future__ import annotations

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    SectionBlock,
)

from channels.slack import phrases
from channels.slack.blocks import RenderedMessage, render, suggestion_rows
from channels.slack.message import Button, Message
from channels.slack.mrkdwn import paragraphs
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import STARTERS
from guide.model import Guide
from guide.reply import Target
from guide.text import Language

_WAYS = (phrases.IN_MESSAGES, phrases.IN_CHANNELS, phrases.BY_COMMAND, phrases.BY_SHORTCUT)


def starting_questions(guide: Guide, language: Language) -> tuple[Button, ...]:
    """Questions to start with, as the web page opens with."""
    composer = Composer(guide, language)
    return tuple(
        Button(suggestion.text, suggestion.text) for suggestion in composer.suggestions(STARTERS)
    )


def questions_about_data(language: Language) -> tuple[Button, ...]:
    """Questions about privacy; what erases asks back first."""
    questions = (phrases.WHAT_IS_STORED, phrases.DELETE_MY_DATA)
    texts = [each.in_language(language) for each in questions]
    return tuple(Button(text, text) for text in texts)


def ways_to_ask(language: Language) -> str:
    """What works where, as mrkdwn."""
    ways = (f"• {each.in_language(language)}" for each in _WAYS)
    return "\n".join((phrases.WHERE_TO_ASK.in_language(language), *ways))


def render_welcome(guide: Guide, language: Language) -> list[RenderedMessage]:
    """What can be asked, for an empty slash command."""
    message = Message(_what_i_can_do(guide, language), starting_questions(guide, language))
    return render(message, language, closing=phrases.FOR_EXAMPLE.in_language(language))


def home_blocks(guide: Guide, language: Language, notice: str | None = None) -> list[Block]:
    """The home tab.

    Args:
        guide: what it tells about.
        language: the person's.
        notice: a line of mrkdwn at its top.
    """
    noticed = [_section(notice)] if notice else []
    can_do = "\n".join(each.mrkdwn for each in paragraphs(_what_i_can_do(guide, language)))
    questions = starting_questions(guide, language)
    good_to_know = MarkdownTextObject(text=phrases.GOOD_TO_KNOW.in_language(language))
    return [
        *noticed,
        HeaderBlock(text=phrases.HOME_TITLE.in_language(language)),
        _section(can_do),
        _section(phrases.START_WITH.in_language(language)),
        *suggestion_rows(questions),
        DividerBlock(),
        _section(ways_to_ask(language)),
        DividerBlock(),
        _section(phrases.YOUR_DATA.in_language(language)),
        *suggestion_rows(questions_about_data(language), first=len(questions)),
        ContextBlock(elements=[good_to_know]),
    ]


def _section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=text))


def _what_i_can_do(guide: Guide, language: Language) -> str:
    return answer(Composer(guide, language), Target("capabilities")).text
