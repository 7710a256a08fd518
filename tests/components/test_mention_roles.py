"""The role of a mention is learnt from the words around it."""

from __future__ import annotations

import pytest

from components.mention_roles import Mention, OurField, RoleModel, labelled_role

FIELD = OurField(["ml", "machine learning"])


def mention(text: str, entity: str = "job") -> Mention:
    """The word in brackets."""
    words = FIELD.marked(text.split())
    place = next(i for i, word in enumerate(words) if word.startswith("["))
    return Mention([word.strip("[]") for word in words], place, place + 1, entity)


TAUGHT = {
    "background": ["i am a [nurse] and want ml", "as a [teacher] can i do ml", "[cook] to ml"],
    "asked": ["what does a [nurse] earn", "how to become a [teacher]", "pay of a [cook]"],
    "beside": ["my friend the [nurse] says so", "my [teacher] says so", "my [cook] says so"],
}


@pytest.fixture(scope="module")
def model() -> RoleModel:
    """Learnt from a few mentions, stored and restored."""
    taught = [(mention(text), role) for role, texts in TAUGHT.items() for text in texts]
    learnt = RoleModel.fit([each for each, _ in taught], [role for _, role in taught])
    return RoleModel.from_arrays(learnt.to_arrays())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("i am a [plumber] and want ml", "background"),
        ("what does a [plumber] earn", "asked"),
        ("my [plumber] says so", "beside"),
    ],
)
def test_the_words_around_a_mention_tell_its_role(model: RoleModel, text: str, role: str) -> None:
    assert model.role_of(mention(text)) == role


def test_a_title_has_only_the_roles_that_it_may_have(model: RoleModel) -> None:
    assert model.role_of(mention("my [analyst] says so", "role")) in ("asked", "background")


def test_our_field_is_found_by_its_names() -> None:
    assert FIELD.is_named(["into", "machine", "learning"])
    assert not FIELD.is_named(["a", "machine", "operator"])


def test_roles_need_two_kinds_to_be_told_apart() -> None:
    with pytest.raises(ValueError, match="classes"):
        RoleModel.fit([mention("a [nurse]"), mention("a [cook]")], ["asked", "asked"])


@pytest.mark.parametrize(
    ("entity", "annotated", "of_block", "role"),
    [
        ("job", "background", "asked", "background"),
        ("job", None, "asked", "asked"),
        ("job", None, None, "beside"),
        ("role", None, None, "asked"),
        ("role", None, "beside", "asked"),
        ("degree_field", None, "background", "asked"),
        ("degree_field", "lacking", "background", "lacking"),
    ],
)
def test_a_mention_s_own_label_counts_before_its_block_s(
    entity: str, annotated: str | None, of_block: str | None, role: str
) -> None:
    assert labelled_role(entity, annotated, of_block) == role
