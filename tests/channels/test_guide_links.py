"""Links from answers to the guide's pages."""

from __future__ import annotations

from channels.guide_links import GuideReference, guide_path

REFERENCE = GuideReference("Programs", "programs", "en")


def test_each_language_has_its_page() -> None:
    assert guide_path("en") == "/guide"
    assert guide_path("fr", "salary") == "/guide/fr#salary"


def test_the_sections_of_the_source_line_are_linked_and_nothing_else() -> None:
    text = "**Programs**\n\n- one\n\n_Source: [Programs guide](https://example.com), Programs_"

    linked = REFERENCE.linked(text, "https://bot.example.com")

    link = "[Programs](https://bot.example.com/guide#programs)"
    assert (
        linked
        == f"**Programs**\n\n- one\n\n_Source: [Programs guide](https://example.com), {link}_"
    )


def test_a_text_without_its_source_line_stays_as_it_is() -> None:
    assert REFERENCE.linked("Programs\n\nNothing more.") == "Programs\n\nNothing more."


def test_what_rests_on_nothing_has_no_reference() -> None:
    assert GuideReference.of({"topic": None}) is None
    assert GuideReference.of({}) is None
    told = {"sections": "Programs", "topic": "programs", "language": "en"}
    assert GuideReference.of(told) == REFERENCE
