"""Renders the assistant's messages as Block Kit blocks, within Slack's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ImageBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.message import Button, Message
from channels.slack.mrkdwn import escape, paragraphs
from guide.text import Language

MOST_BLOCKS = 50
"""As many as one message may have."""
BUTTONS_A_ROW = 5

ASK = "ask"
"""Start of the action ids of suggestions; the button's value is the question."""
RATE_UP, RATE_DOWN, SHARE = "rate_up", "rate_down", "share"

_MOST_BUTTON_VALUE = 2000
_MOST_QUOTED = 300


@dataclass(frozen=True)
class RenderedMessage:
    """One message as it is posted to Slack.

    Attributes:
        text: fallback text: the same as the blocks, for notifications and screen readers.
        blocks: at most ``MOST_BLOCKS``.
    """

    text: str
    blocks: tuple[Block, ...]


def render(
    message: Message,
    language: Language,
    *,
    heading: str | None = None,
    image_url: str | None = None,
    answer: AnswerReference | None = None,
    shareable: bool = False,
    closing: str | None = None,
) -> list[RenderedMessage]:
    """Renders a message; one that is too long for Slack becomes several.

    Args:
        message: what the assistant said.
        language: of the buttons that rate and share.
        heading: a line of mrkdwn above the message.
        image_url: public address of the message's chart.
        answer: which answer the rating buttons are for; without it there are none.
        shareable: whether a button shares the answer with the channel.
        closing: a line of mrkdwn below the message.
    """
    blocks: list[Block] = []
    if heading:
        blocks.append(_aside(heading))
    blocks.extend(_text_blocks(message.text))
    if image_url and message.chart:
        alt = cut(message.chart.alt, ImageBlock.alt_text_max_length)
        image = ImageBlock(image_url=image_url, alt_text=alt)
        # Above the line about the source, which is the picture's too.
        blocks.insert(len(blocks) - isinstance(blocks[-1], ContextBlock), image)
    blocks.extend(suggestion_rows(message.buttons))
    if answer_buttons := list(_answer_buttons(language, answer, shareable)):
        blocks.append(ActionsBlock(elements=answer_buttons))
    if closing:
        blocks.append(_aside(closing))
    text = "\n\n".join(each.mrkdwn for each in paragraphs(message.text) if not each.is_aside)
    pages = [blocks[start : start + MOST_BLOCKS] for start in range(0, len(blocks), MOST_BLOCKS)]
    texts = [text] if len(pages) == 1 else ["".join(_texts_of(page)) for page in pages]
    return [
        RenderedMessage(cut(page_text, 4000), tuple(page))
        for page_text, page in zip(texts, pages, strict=True)
    ]


def suggestion_rows(buttons: Sequence[Button]) -> Iterator[ActionsBlock]:
    """Rows of buttons that each ask a question."""
    elements = [
        ButtonElement(
            text=PlainTextObject(text=cut(button.title, ButtonElement.text_max_length)),
            action_id=f"{ASK}_{number}",
            value=cut(button.payload, _MOST_BUTTON_VALUE),
        )
        for number, button in enumerate(buttons)
    ]
    for start in range(0, len(elements), BUTTONS_A_ROW):
        yield ActionsBlock(elements=elements[start : start + BUTTONS_A_ROW])


def quote(question: str, language: Language, user: str | None = None) -> str:
    """A line of mrkdwn that repeats a question which nobody can see in the channel.

    Args:
        question: plain text.
        language: of the words around it.
        user: id of who asked, where others read along.
    """
    asked = escape(cut(question, _MOST_QUOTED))
    if user is None:
        return phrases.YOU_ASKED.in_language(language).format(question=asked)
    return phrases.SOMEBODY_ASKED.in_language(language).format(user=f"<@{user}>", question=asked)


def _text_blocks(markdown: str) -> Iterator[Block]:
    """Sections for the text, and a context block for each line about its source."""
    pending: list[str] = []
    for paragraph in paragraphs(markdown):
        if paragraph.is_aside:
            yield from _sections(pending)
            pending = []
            yield _aside(paragraph.mrkdwn)
        else:
            pending.append(paragraph.mrkdwn)
    yield from _sections(pending)


def _sections(texts: Iterable[str]) -> Iterator[SectionBlock]:
    section = ""
    for piece in _pieces(texts):
        if len(section) + len(piece) > SectionBlock.text_max_length:
            yield _section(section)
            section = ""
        section += piece
    if section.strip():
        yield _section(section)


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """Lines, none of them longer than a section; a line that is gets cut between words."""
    most = SectionBlock.text_max_length
    for text in texts:
        for line in text.split("\n"):
            while len(line) >= most:
                end = line.rfind(" ", 1, most - 1)
                end = end if end > 0 else most - 1
                yield line[:end] + "\n"
                line = line[end:].lstrip(" ")
            yield line + "\n"
        yield "\n"


def _section(mrkdwn: str) -> SectionBlock:
    # Without `expand`, Slack hides most of a long text behind "see more".
    return SectionBlock(text=MarkdownTextObject(text=mrkdwn.strip()), expand=True)


def _aside(mrkdwn: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=cut(mrkdwn, 3000))])


def _answer_buttons(
    language: Language, answer: AnswerReference | None, shareable: bool
) -> Iterator[InteractiveElement]:
    if shareable and answer:
        yield ButtonElement(
            text=phrases.SHARE.in_language(language), action_id=SHARE, value=answer.dump()
        )
    if answer:
        for action_id, thumb, label in (
            (RATE_UP, "👍", phrases.HELPFUL),
            (RATE_DOWN, "👎", phrases.NOT_HELPFUL),
        ):
            yield ButtonElement(
                text=PlainTextObject(text=thumb, emoji=True),
                action_id=action_id,
                value=answer.dump(),
                accessibility_label=label.in_language(language),
            )


def _texts_of(page: Iterable[Block]) -> Iterator[str]:
    for block in page:
        if isinstance(block, SectionBlock) and block.text:
            yield block.text.text + "\n\n"


def cut(text: str, most: int) -> str:
    """The text, shortened to at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
