"""Putting replies together: lists, source line, suggestions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guide.answers.compose import Composer
from guide.model import Focus, Item
from guide.reply import Reply, Target
from guide.said import Said
from guide.text import Language, Text


def item(item_id: str, **fields: object) -> Item:
    return Item.parse_obj({"id": item_id, "name": item_id, **fields})


def test_items_that_are_joined_share_a_bullet(composer: Composer) -> None:
    bullets = composer.bullets([item("one"), item("two", joined=True), item("three")])

    assert [bullet.text for bullet in bullets] == ["One; two", "Three"]
    assert bullets[0].shows == ("one", "two")


def test_an_item_with_an_explanation_has_its_name_in_bold(composer: Composer) -> None:
    (bullet,) = composer.bullets([item("one", about="the first")])

    assert (bullet.text, bullet.short) == ("**One**: the first", "One")


@pytest.mark.parametrize(("language", "said"), [("en", "a, b or c"), ("fr", "a, b ou c")])
def test_lists_are_written_as_each_language_does(
    composer: Composer, language: Language, said: str
) -> None:
    spoken = Composer(composer.guide, language)

    assert spoken.either([item("a"), item("b"), item("c")]) == said


def test_the_source_line_names_each_section_and_provider_once(composer: Composer) -> None:
    lead = Said("Pay.", ["salary_outlook.1", "salary_outlook.2"], ["glassdoor", "glassdoor"])

    source = composer.sourced(Reply(lead)).source

    assert source is not None
    assert source.count(composer.guide.section("salary_outlook").title.en) == 1
    assert source.count("Glassdoor") == 1


def test_what_rests_on_nothing_has_no_source(composer: Composer) -> None:
    assert composer.sourced(Reply(Said("Hello."))).source is None


def test_what_was_just_answered_is_not_suggested(composer: Composer) -> None:
    answered = Target("salary", Focus())
    suggested = composer.suggestions(["salary", "skills", "cities"], answered)

    assert answered not in [suggestion.target for suggestion in suggested]
    assert 2 <= len(suggested) <= 3


def with_sources(composer: Composer, **changes: object) -> Composer:
    """The guide as if other things were known of where it comes from."""
    sources = composer.guide.sources.copy(update=changes)
    return Composer(replace(composer.guide, sources=sources), "en")


def facts_of(composer: Composer, *names: str) -> str:
    """What these placeholders are filled with."""
    return composer.say(Text.validate(" ".join(f"{{{name}}}" for name in names)))


def test_what_is_not_known_of_the_guides_age_is_said(composer: Composer) -> None:
    said = facts_of(composer, "age", "page_read")

    assert "can't tell how old" in said
    assert "Nobody has checked" in said


def test_days_that_are_known_are_said(composer: Composer) -> None:
    dated = with_sources(composer, published_on=date(2025, 3, 9), read_on=date(2026, 1, 2))

    said = facts_of(dated, "age", "page_read")

    assert "published on March 9, 2025" in said
    assert "January 2, 2026" in said


def test_the_source_line_links_to_the_page_if_its_address_is_known(composer: Composer) -> None:
    lead = Said("Pay.", ["salary_outlook.1"])
    address = composer.guide.sources.address

    linked = composer.sourced(Reply(lead)).source
    unlinked = with_sources(composer, address=None).sourced(Reply(lead)).source

    assert linked is not None and f"]({address})" in linked
    assert unlinked is not None and "](" not in unlinked


def test_how_long_conversations_are_kept_goes_by_the_setting(composer: Composer) -> None:
    thirty, forever = Composer(composer.guide, "en", 30), Composer(composer.guide, "en", None)

    assert "for 30 days after your last message" in facts_of(thirty, "kept")
    assert "until you have it erased" in facts_of(forever, "kept")


def test_lists_in_sentences_are_those_of_their_topics(composer: Composer) -> None:
    cities = [city.name.en for city in composer.guide.topic("cities").all_items()]

    said = facts_of(composer, "cities")

    assert all(city in said for city in cities)
    assert isinstance(said, Said) and said.based_on == ()


def test_a_sentence_rests_on_what_fills_it_and_on_nothing_else(composer: Composer) -> None:
    text = Text.parse_obj({"en": "Yes: {item}.", "fr": "Oui : {item}.", "based_on": ["faq.1"]})
    values = {"item": Said("one", ["practice.4"]), "other": Said("two", ["practice.5"])}

    assert composer.say(text, **values).based_on == ("faq.1", "practice.4")
