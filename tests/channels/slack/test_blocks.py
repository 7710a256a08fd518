"""What messages look like in Slack: Block Kit within its limits, and mrkdwn."""

from __future__ import annotations

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ContextActionsBlock,
    ContextBlock,
    ImageBlock,
    SectionBlock,
)

from channels.slack.answer_reference import AnswerReference
from channels.slack.blocks import MOST_BLOCKS, ChartBlocks, RenderedMessage, quote, render
from channels.slack.message import Button, Message
from channels.slack.mrkdwn import paragraphs
from channels.slack.native_charts import native_chart
from guide.edition import current_edition
from tests.channels.slack.stand_in import check_blocks

ANSWER = AnswerReference("slack:T:C::U", "0" * 32, "en")


def checked(rendered: list[RenderedMessage]) -> list[RenderedMessage]:
    """The same, after a look at Block Kit's limits."""
    for each in rendered:
        check_blocks([block.to_dict() for block in each.blocks])
        assert each.text
    return rendered


class TestBlocks:
    def test_the_source_is_a_context_block(self) -> None:
        [rendered] = checked(render(Message("Yes.\n\n- **a**\n- b\n\n_Source: guide_"), "en"))
        section, context = rendered.blocks
        assert isinstance(section, SectionBlock)
        assert isinstance(context, ContextBlock)
        assert section.text is not None
        assert section.text.text == "Yes.\n\n• *a*\n• b"
        assert context.elements[0].to_dict() == {"type": "mrkdwn", "text": "Source: guide"}
        assert rendered.text == "Yes.\n\n• *a*\n• b"

    @pytest.mark.parametrize("count", [1, 5, 6, 12, 23])
    def test_no_suggestion_is_dropped(self, count: int) -> None:
        buttons = tuple(Button(f"Question {n}", f"Question {n}?") for n in range(count))
        [rendered] = checked(render(Message("Ask:", buttons), "en", answer=ANSWER, shareable=True))
        rows = [block for block in rendered.blocks if isinstance(block, ActionsBlock)]
        asked = [button.to_dict()["value"] for row in rows[:-1] for button in row.elements]
        assert asked == [button.payload for button in buttons]
        assert [button.to_dict()["action_id"] for button in rows[-1].elements] == ["share"]
        feedback = rendered.blocks[-1]
        assert isinstance(feedback, ContextActionsBlock)
        assert [element.to_dict()["action_id"] for element in feedback.elements] == ["rate"]

    def test_long_suggestions_are_cut_but_ask_the_whole_question(self) -> None:
        question = "Why " + "very " * 100 + "long?"
        [rendered] = checked(render(Message("Ask:", (Button(question, question),)), "en"))
        [row] = [block for block in rendered.blocks if isinstance(block, ActionsBlock)]
        button = row.elements[0].to_dict()
        assert button["text"]["text"].endswith("…")
        assert button["value"] == question

    @pytest.mark.parametrize(
        "text",
        [
            "\n".join(f"- **Point {n}**: " + "some words " * 12 for n in range(400)),
            "word " * 5000,
            "x" * 20_000,
            "&<>" * 3000,
            "\n\n".join("a paragraph" for _ in range(3000)),
            "\n\n".join(f"paragraph {n}\n\n_Source: {n}_" for n in range(130)),
        ],
        ids=["bullets", "words", "one word", "escapes", "paragraphs", "sources"],
    )
    def test_long_texts_are_split_and_lose_nothing(self, text: str) -> None:
        pages = checked(render(Message(text, (Button("More", "More"),)), "en", answer=ANSWER))
        assert all(len(page.blocks) <= MOST_BLOCKS for page in pages)
        texts = [
            block.text.text
            for page in pages
            for block in page.blocks
            if isinstance(block, SectionBlock) and block.text
        ]
        said = "".join("".join(texts).split())
        wanted = "".join(each.mrkdwn for each in paragraphs(text) if not each.is_aside)
        assert said == "".join(wanted.split())

    def test_a_picture_has_its_words(self) -> None:
        chart = ChartBlocks(None, "https://a.ca/salary.png", "Pay: " + "much " * 1000)
        [rendered] = checked(render(Message("Much."), "en", chart=chart))
        image = rendered.blocks[-1]
        assert isinstance(image, ImageBlock)
        assert image.alt_text.startswith("Pay: much")

    def test_without_an_address_there_is_no_image(self) -> None:
        chart = ChartBlocks(None, None, "Pay")
        [rendered] = checked(render(Message("Much."), "en", chart=chart))
        assert not any(isinstance(block, ImageBlock) for block in rendered.blocks)

    def test_where_slack_draws_no_chart_its_picture_takes_the_place(self) -> None:
        native = native_chart(current_edition().guide, "salary", "en")
        chart = ChartBlocks(native, "https://a.ca/salary.png", "Pay")
        [rendered] = checked(render(Message("Much.\n\n_Source: guide_"), "en", chart=chart))
        first, second, third = rendered.renderings
        assert first is not None
        assert second is not None
        assert [block["type"] for block in first] == ["section", "data_visualization", "context"]
        assert [block["type"] for block in second] == ["section", "image", "context"]
        assert third is None

    def test_a_quoted_question_mentions_nobody(self) -> None:
        line = quote("<!channel> & <@U0BEN> " + "x" * 400, "en", "U0ANN")
        assert line.startswith("<@U0ANN> asked: “&lt;!channel&gt; &amp; &lt;@U0BEN&gt; xxx")
        assert line.endswith("…”")
        assert len(line) < 400

    def test_in_french_the_app_speaks_french(self) -> None:
        assert quote("Pourquoi?", "fr") == "Votre question\u00a0: «\u00a0Pourquoi?\u00a0»"
        [rendered] = checked(render(Message("Oui."), "fr", answer=ANSWER, shareable=True))
        assert "Partager dans le canal" in str(rendered.blocks[-2].to_dict())
        assert "Réponse utile" in str(rendered.blocks[-1].to_dict())
