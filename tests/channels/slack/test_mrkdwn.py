"""Markdown as Slack's own markup, mrkdwn."""

from __future__ import annotations

import pytest

from channels.slack.mrkdwn import escape, paragraphs


def mrkdwn(markdown: str) -> str:
    """Markdown as Slack gets it."""
    return "\n\n".join(paragraph.mrkdwn for paragraph in paragraphs(markdown))


class TestMrkdwn:
    @pytest.mark.parametrize(
        ("markdown", "expected"),
        [
            ("**bold** and *italic* and _italic_", "*bold* and _italic_ and _italic_"),
            ("a ***both***", "a _*both*_"),
            ("~~gone~~", "~gone~"),
            ("`a < b`", "`a &lt; b`"),
            ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
            ("<!channel> <@U0ANN>", "&lt;!channel&gt; &lt;@U0ANN&gt;"),
            ("[the guide](https://a.ca/x?y=1&z=2)", "<https://a.ca/x?y=1&amp;z=2|the guide>"),
            ("[https://a.ca](https://a.ca)", "<https://a.ca>"),
            ("![a chart](https://a.ca/c.png)", "<https://a.ca/c.png|a chart>"),
            ("# Title", "*Title*"),
            ("- one\n- two", "• one\n• two"),
            ("- one\n  - inner\n- two", "• one\n    ◦ inner\n• two"),
            ("1. one\n2. two", "1. one\n2. two"),
            ("3. three\n4. four", "3. three\n4. four"),
            ("> said", "> said"),
            ("```\ncode <b>\n```", "```\ncode &lt;b&gt;\n```"),
            ("one\ntwo", "one\ntwo"),
            ("one\n\ntwo", "one\n\ntwo"),
            ("semi**bold**ness", "semi\u200b*bold*\u200bness"),
            ("**Pay**: CAD 1", "*Pay*: CAD 1"),
            ("snake_case_name", "snake_case_name"),
            ("", ""),
        ],
    )
    def test_markdown(self, markdown: str, expected: str) -> None:
        assert mrkdwn(markdown) == expected

    def test_only_a_line_that_is_all_italic_is_an_aside(self) -> None:
        asides = [each.is_aside for each in paragraphs("_a_\n\n_a_ b\n\n- _a_\n\n*c d*")]
        assert asides == [True, False, False, True]

    def test_escape(self) -> None:
        assert escape("<a> & b") == "&lt;a&gt; &amp; b"
