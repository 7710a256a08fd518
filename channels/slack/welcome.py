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

from channels.slack.blocks import RenderedMessage, render, suggestion_rows
from channels.slack.message import Button, Message
from channels.slack.mrkdwn import paragraphs
from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.dialogue import STARTERS
from guide.model import Guide
from guide.reply import Target
from guide.text import DEFAULT_LANGUAGE

WAYS_TO_ASK = """\
*Where to ask*
• In the *Messages* tab. I answer in a thread; a reply there goes on with it.
• In a channel: invite me, then mention me. I answer in the thread, where questions that follow \
need no mention. Say *stop* when I should leave the thread alone.
• Anywhere outside threads: `/mlcareer QUESTION`. Only you see the answer, and you can share it.
• About any message, in threads too: *Ask about this* in the menu of the message (⋮). Only you see \
the answer."""
YOUR_DATA = (
    Button("What do you store about me?", "What do you store about me?"),
    Button("Delete my data", "Delete my data"),
)
"""Questions about privacy; what erases asks back first."""
GOOD_TO_KNOW = (
    "Every figure comes with its source. I am a program; those who run me can read what is asked. "
    "Je comprends aussi les questions en français, et j'y réponds en français."
)


def starting_questions(guide: Guide) -> tuple[Button, ...]:
    """Questions to start with, as the web page opens with."""
    composer = Composer(guide, DEFAULT_LANGUAGE)
    return tuple(
        Button(suggestion.text, suggestion.text) for suggestion in composer.suggestions(STARTERS)
    )


def render_welcome(guide: Guide) -> list[RenderedMessage]:
    """What can be asked, for an empty slash command."""
    message = Message(_what_i_can_do(guide), starting_questions(guide))
    return render(message, DEFAULT_LANGUAGE, closing="For example: `/mlcareer do I need a degree?`")


def home_blocks(guide: Guide, notice: str | None = None) -> list[Block]:
    """The home tab.

    Args:
        guide: what it tells about.
        notice: a line of mrkdwn at its top.
    """
    noticed = [SectionBlock(text=MarkdownTextObject(text=notice))] if notice else []
    can_do = "\n".join(each.mrkdwn for each in paragraphs(_what_i_can_do(guide)))
    return [
        *noticed,
        HeaderBlock(text="ML careers in Canada"),
        SectionBlock(text=MarkdownTextObject(text=can_do)),
        SectionBlock(text=MarkdownTextObject(text="*Start with a question*")),
        *suggestion_rows(starting_questions(guide)),
        DividerBlock(),
        SectionBlock(text=MarkdownTextObject(text=WAYS_TO_ASK)),
        DividerBlock(),
        SectionBlock(text=MarkdownTextObject(text="*Your data*")),
        *suggestion_rows(YOUR_DATA, first=len(starting_questions(guide))),
        ContextBlock(elements=[MarkdownTextObject(text=GOOD_TO_KNOW)]),
    ]


def _what_i_can_do(guide: Guide) -> str:
    return answer(Composer(guide, DEFAULT_LANGUAGE), Target("capabilities")).text
