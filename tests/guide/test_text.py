"""Wording in two languages."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from guide.text import Text, Words


def test_wording_is_said_in_the_language_asked_for() -> None:
    text = Text.parse_obj({"en": "pay", "fr": "salaire"})

    assert (text.in_language("en"), text.in_language("fr")) == ("pay", "salaire")


def test_what_is_the_same_in_every_language_is_written_once() -> None:
    text = Text.validate("Microsoft")

    assert text.in_language("en") == text.in_language("fr") == "Microsoft"


def test_a_language_may_not_be_missing() -> None:
    with pytest.raises(ValidationError, match="fr"):
        Text.parse_obj({"en": "pay"})


def test_french_is_typeset() -> None:
    text = Text.parse_obj({"en": "it's “x”", "fr": "c'est « x »"})

    assert text.in_language("en") == "it's “x”"
    assert text.in_language("fr") == "c’est «\u00a0x\u00a0»"


def test_lines_of_a_file_are_one_paragraph() -> None:
    assert Text.validate("one\n  two\n").en == "one two"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"en": "", "fr": "paie"},
        {"en": 5, "fr": "paie"},
        {"en": "pay", "fr": "paie", "de": "Lohn"},
    ],
)
def test_what_is_no_wording_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Text.parse_obj(wrong)


def test_words_of_all_languages() -> None:
    assert Words.parse_obj({"en": ["pay"], "fr": ["paie"]}).all == ("pay", "paie")
