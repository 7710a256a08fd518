"""Putting replies together: lists, source line, suggestions."""

from __future__ import annotations

import pytest

from guide.answers.compose import Composer
from guide.model import Focus, Item
from guide.reply import Reply, Target
from guide.said import Said
from guide.text import Language


def item(item_id: str, **fields: object) -> Item:
    return Item.parse_obj({"id": item_id, "name": {"en": item_id}, **fields})


def test_items_that_are_joined_share_a_bullet(composer: Composer) -> None:
    bullets = composer.bullets([item("one"), item("two", joined=True), item("three")])

    assert [bullet.text for bullet in bullets] == ["One; two", "Three"]
    assert bullets[0].shows == ("one", "two")


def test_an_item_with_an_explanation_has_its_name_in_bold(composer: Composer) -> None:
    (bullet,) = composer.bullets([item("one", about={"en": "the first"})])

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
