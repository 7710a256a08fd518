from __future__ import annotations

import pytest

from components.trivial_messages import TrivialIntent, trivial_intent


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("👍", "affirm"),
        ("👍🏽👍🏽!", "affirm"),
        ("👎", "deny"),
        ("👋🏾", "greet"),
        ("❤️", "thank"),
        (" 🙏🙏 ", "thank"),
        ("5", "follow_up"),
        ("3-5", "follow_up"),
        ("10 to 14?", "follow_up"),
        ("8+", "follow_up"),
    ],
)
def test_well_known_signs_have_an_intent(typed: str, intent: str) -> None:
    trivial = trivial_intent(typed)

    assert trivial is not None
    assert (trivial.intent, trivial.kind) == (intent, None)


@pytest.mark.parametrize("typed", ["🍕", "😂😂😂", "🤖?", "👍🏽🇨🇦", "👍👎"])
def test_other_emoji_are_out_of_scope(typed: str) -> None:
    assert trivial_intent(typed) == TrivialIntent("out_of_scope", "gibberish")


@pytest.mark.parametrize("typed", ["", "  \n", "?", "!!!", "...", "$$$", "\u200b\u2060", "7349201"])
def test_blank_messages_marks_and_long_figures_have_no_intent(typed: str) -> None:
    assert trivial_intent(typed) == TrivialIntent(None)


@pytest.mark.parametrize("typed", ["k", "pay?", "5 years", "👍 thanks", "да", "6+ yoe"])
def test_messages_with_words_are_left_to_the_classifier(typed: str) -> None:
    assert trivial_intent(typed) is None


def test_a_thumb_up_is_no_yes_to_an_offer() -> None:
    assert trivial_intent("👍") == TrivialIntent("affirm", act="acknowledge")
    assert trivial_intent("5") == TrivialIntent("follow_up")
