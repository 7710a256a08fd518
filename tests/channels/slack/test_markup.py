"""What people type in Slack, as plain text."""

from __future__ import annotations

import pytest

from channels.slack.markup import is_for_others, mentioned, read_text


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("<@U0BOT> hello", "hello"),
            ("hello <@U0BOT|mlcareer>, you", "hello , you"),
            ("a &amp; b &lt;c&gt; &amp;amp;", "a & b <c> &amp;"),
            ("  two\n lines ", "two lines"),
            ("/restart", "\u2060/restart"),
            ('<@U0BOT> /ask_salary{"a": 1}', '\u2060/ask_salary{"a": 1}'),
            ("", ""),
        ],
    )
    def test_slack_markup_becomes_words(self, text: str, expected: str) -> None:
        assert read_text(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("*Which* skills?", "Which skills?"),
            ("_Which_ ~hard~ *skills*?", "Which hard skills?"),
            ("*_both_* and _*both*_ and *bold _inner_ bold*", "both and both and bold inner bold"),
            ("with `5` years", "with 5 years"),
            ("with *5* years", "with 5 years"),
            ("```what does it pay?```", "what does it pay?"),
            ("`snake_case_name` and `2 * 3 * 4`", "snake_case_name and 2 * 3 * 4"),
            ("snake_case_name, 2*3*4, ~5 years", "snake_case_name, 2*3*4, ~5 years"),
            ("&gt; quoted\n• a bullet", "quoted a bullet"),
            ("`&lt;b&gt;`", "<b>"),
        ],
    )
    def test_emphasis_and_code_are_read_without_their_marks(self, text: str, expected: str) -> None:
        assert read_text(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (":+1:", "👍"),
            (":+1::skin-tone-5:", "👍"),
            (":wave::skin-tone-2: hi", "👋 hi"),
            (":WAVE::pray:", "👋🙏"),
            ("pay? :our-own-parrot:", "pay?"),
            ("at 10:30:45, or 1:2:3", "at 10:30:45, or 1:2:3"),
            ("note: pay: 5", "note: pay: 5"),
        ],
    )
    def test_emoji_are_characters(self, text: str, expected: str) -> None:
        assert read_text(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("is <@U0BEN|ben> in <#C0X|toronto-pay>?", "is in ?"),
            ("<@U0BEN> in <#C0X> or <#C0X|>", "in or"),
            ("<!here> <!subteam^S1|@salary-team> <!subteam^S2> pay?", "pay?"),
            ("<!date^1^{date}|today>", "today"),
            ("see <https://a.ca/which-skills|this> and <https://b.ca/pay>", "see this and"),
            ("<http://salary.ca|salary.ca> and <https://b.ca/pay|https://b.ca/pay>", "and"),
            ("<mailto:salary@b.ca|salary@b.ca> and salary@b.ca", "and"),
            ("<tel:5551234|555 1234>", ""),
            ("https://a.ca/which-skills-do-i-need what pay", "what pay"),
        ],
    )
    def test_references_are_names_and_no_words(self, text: str, expected: str) -> None:
        assert read_text(text) == expected


def test_mentions_by_id_with_or_without_a_name() -> None:
    assert mentioned("<@U1> and <@U2|ben> in <#C1>") == {"U1", "U2"}


@pytest.mark.parametrize(
    ("text", "for_others"),
    [
        ("what pay?", False),
        ("<@U0BOT> what pay?", False),
        ("<@U0BEN> what pay?", True),
        ("<!subteam^S1> what pay?", True),
        ("<!subteam^S1|@team> what pay?", True),
        ("<!here> what pay?", True),
        ("<!channel|@channel> what pay?", True),
        ("<!date^1^{date}|today> what pay?", False),
    ],
)
def test_who_is_called(text: str, for_others: bool) -> None:
    assert is_for_others(text, "U0BOT") is for_others
