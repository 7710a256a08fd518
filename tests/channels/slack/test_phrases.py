"""What the Slack app itself says is in both languages, and fits into both."""

from __future__ import annotations

import string

from channels.slack import phrases
from guide.text import Text

TEXTS = {name: value for name, value in vars(phrases).items() if isinstance(value, Text)}


def test_everything_is_said_in_both_languages_and_differently() -> None:
    assert TEXTS
    for name, text in TEXTS.items():
        assert text.fr and text.fr != text.en, name


def test_both_have_the_same_placeholders() -> None:
    for name, text in TEXTS.items():
        used = [
            {field for _, field, _, _ in string.Formatter().parse(words) if field}
            for words in (text.en, text.fr or "")
        ]
        assert used[0] == used[1], name


def test_a_language_that_is_none_is_english() -> None:
    assert phrases.language_of("fr") == "fr"
    assert phrases.language_of(None) == "en"
    assert phrases.language_of("de") == "en"
