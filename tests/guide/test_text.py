"""Wording in two languages."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from guide.text import Text, Words


def test_english_stands_in_for_what_isn_t_translated() -> None:
    text = Text.parse_obj({"en": "pay"})

    assert text.in_language("en") == text.in_language("fr") == "pay"
    assert Text.parse_obj({"en": "pay", "fr": "salaire"}).in_language("fr") == "salaire"


def test_lines_of_a_file_are_one_paragraph() -> None:
    assert Text.parse_obj({"en": "one\n  two\n"}).en == "one two"


@pytest.mark.parametrize("wrong", [{}, {"en": ""}, {"en": 5}, {"en": "pay", "de": "Lohn"}])
def test_what_is_no_wording_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Text.parse_obj(wrong)


def test_words_of_all_languages() -> None:
    assert Words.parse_obj({"en": ["pay"], "fr": ["paie"]}).all == ("pay", "paie")
