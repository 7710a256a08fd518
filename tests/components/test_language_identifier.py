"""Which language a text is in, learnt from examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.language_identifier import LanguageIdentifier, fragments, ngrams

EXAMPLES = {
    "en": ["how much do they earn", "what do they do", "which skills do i need", "with five years"],
    "fr": ["combien gagnent-ils", "que font-ils", "quelles compétences faut-il", "avec cinq ans"],
}


@pytest.fixture
def identifier() -> LanguageIdentifier:
    texts = [(text, language) for language, own in EXAMPLES.items() for text in own]
    return LanguageIdentifier.fit(
        [text for text, _ in texts] + ["ok"] * 4, [[each] for _, each in texts] + [["en", "fr"]] * 4
    )


def test_a_text_like_the_examples_is_in_their_language(identifier: LanguageIdentifier) -> None:
    english = identifier.log_odds("how much do you need")
    french = identifier.log_odds("combien faut-il")

    assert english["en"] > 0 > english["fr"]
    assert french["fr"] > 0 > french["en"]


def test_a_word_of_both_languages_says_nothing(identifier: LanguageIdentifier) -> None:
    neutral, french = identifier.log_odds("ok"), identifier.log_odds("combien faut-il")

    assert abs(neutral["fr"]) < french["fr"]


def test_more_words_make_it_surer(identifier: LanguageIdentifier) -> None:
    short, long = (identifier.log_odds(text)["fr"] for text in ("cinq", "avec cinq ans, combien"))

    assert 0 < short < long


def test_what_was_saved_is_the_same_again(identifier: LanguageIdentifier, tmp_path: Path) -> None:
    identifier.save(tmp_path)

    restored = LanguageIdentifier.load(tmp_path)

    assert restored.log_odds("avec cinq ans") == identifier.log_odds("avec cinq ans")


def test_one_language_alone_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="two languages"):
        LanguageIdentifier.fit(["yes", "no"], [["en"], ["en"]])


def test_ngrams_are_those_within_words() -> None:
    assert set(ngrams("a b")) == {" ", "a", " a", "a ", " a ", "b", " b", "b ", " b "}


def test_fragments_are_the_words_that_stand_together() -> None:
    assert fragments("a b c d") == ["a b", "b c", "c d", "a b c", "b c d"]
    assert fragments("a b") == []
