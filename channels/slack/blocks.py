"""Renders the assistant's messages as Block Kit blocks, within Slack's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from channels.slack import phrases
from channels.slack.answer_reference import AnswerReference
from channels.slack.message import Button, Message
from channels.slack.mrkdwn import escape, paragraphs
from channels.slack.native_charts import DataVisualizationBlock
from guide.text import Language

MOST_BLOCKS = 50
"""As many as one message may have."""
BUTTONS_A_ROW = 5

ASK = "ask"
"""Start of the action ids of suggestions; the button's value is the question."""
RATE, SHARE = "rate", "share"

_MOST_BUTTON_VALUE = 2000
_MOST_QUOTED = 300


@dataclass(frozen=True)
class RenderedMessage:
    """One message as it is posted to Slack.

    Attributes:
        text: fallback text: the same as the blocks, for notifications and screen readers.
        blocks: at most ``MOST_BLOCKS``.
        picture: shown in place of the chart that Slack draws, where it doesn't.
    """

    text: str
    blocks: tuple[Block, ...]
    picture: ImageBlock | None = None

    @property
    def renderings(self) -> Iterator[list[dict[str, Any]] | None]:
        """The blocks to try, one after the other; ``None``: the text alone."""
        if self.blocks:
            yield [block.to_dict() for block in self.blocks]
        if any(isinstance(block, DataVisualizationBlock) for block in self.blocks):
            blocks = (
                self.picture if isinstance(block, DataVisualizationBlock) else block
                for block in self.blocks
            )
            yield [block.to_dict() for block in blocks if block is not None]
        yield None


@dataclass(frozen=True)
class ChartBlocks:
    """The ways to show a message's chart.

    Attributes:
        native: drawn by Slack; ``None`` if it can't be.
        picture_url: its picture's address on the internet; ``None`` if it has none.
        alt: the same in words.
    """

    native: DataVisualizationBlock | None
    picture_url: str | None
    alt: str

    @property
    def picture(self) -> ImageBlock | None:
        """The picture."""
        if self.picture_url is None:
            return None
        alt_text = cut(self.alt, ImageBlock.alt_text_max_length)
        return ImageBlock(image_url=self.picture_url, alt_text=alt_text)


def render(
    message: Message,
    language: Language,
    *,
    heading: str | None = None,
    chart: ChartBlocks | None = None,
    answer: AnswerReference | None = None,
    shareable: bool = False,
    closing: str | None = None,
) -> list[RenderedMessage]:
    """Renders a message; one that is too long for Slack becomes several.

    Args:
        message: what the assistant said.
        language: of the buttons that rate and share.
        heading: a line of mrkdwn above the message.
        chart: goes with the message.
        answer: which answer the rating buttons are for; without it there are none.
        shareable: whether a button shares the answer with the channel.
        closing: a line of mrkdwn below the message.
    """
    blocks: list[Block] = []
    if heading:
        blocks.append(_aside(heading))
    blocks.extend(_text_blocks(message.text))
    picture = chart.picture if chart else None
    if shown := (chart.native if chart else None) or picture:
        # Above the line about the source, which is the chart's too.
        blocks.insert(len(blocks) - isinstance(blocks[-1], ContextBlock), shown)
    blocks.extend(suggestion_rows(message.buttons))
    if answer:
        blocks.extend(_answer_buttons(language, answer, shareable))
    if closing:
        blocks.append(_aside(closing))
    text = "\n\n".join(each.mrkdwn for each in paragraphs(message.text) if not each.is_aside)
    pages = [blocks[start : start + MOST_BLOCKS] for start in range(0, len(blocks), MOST_BLOCKS)]
    texts = [text] if len(pages) == 1 else ["".join(_texts_of(page)) for page in pages]
    return [
        RenderedMessage(cut(page_text, 4000), tuple(page), picture)
        for page_text, page in zip(texts, pages, strict=True)
    ]


def suggestion_rows(buttons: Sequence[Button], first: int = 0) -> Iterator[ActionsBlock]:
    """Rows of buttons that each ask a question.

    Args:
        buttons: the questions.
        first: number of the first of them, where others stand above.
    """
    elements = [
        ButtonElement(
            text=PlainTextObject(text=cut(button.title, ButtonElement.text_max_length)),
            action_id=f"{ASK}_{number}",
            value=cut(button.payload, _MOST_BUTTON_VALUE),
        )
        for number, button in enumerate(buttons, first)
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
    language: Language, answer: AnswerReference, shareable: bool
) -> Iterator[Block]:
    if shareable:
        share = ButtonElement(
            text=phrases.SHARE.in_language(language), action_id=SHARE, value=answer.dump()
        )
        yield ActionsBlock(elements=[share])
    up, down = (
        FeedbackButtonObject(
            text=label.in_language(language),
            accessibility_label=label.in_language(language),
            value=f"{rating} {answer.dump()}",
        )
        for rating, label in (("up", phrases.HELPFUL), ("down", phrases.NOT_HELPFUL))
    )
    yield ContextActionsBlock(
        elements=[FeedbackButtonsElement(action_id=RATE, positive_button=up, negative_button=down)]
    )


def _texts_of(page: Iterable[Block]) -> Iterator[str]:
    for block in page:
        if isinstance(block, SectionBlock) and block.text:
            yield block.text.text + "\n\n"


def cut(text: str, most: int) -> str:
    """The text, shortened to at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
