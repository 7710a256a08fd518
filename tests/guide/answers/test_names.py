"""The name of anything that a question can point at."""

from __future__ import annotations

import pytest

from guide.answers.compose import Composer
from guide.answers.names import name_of, named_things


@pytest.mark.parametrize(
    ("field", "named_id", "name"),
    [("city", "toronto", "Toronto"), ("city", "calgary", "Calgary"), ("provider", "ibm", "IBM")],
)
def test_in_the_guide_s_lists_or_outside_them(
    composer: Composer, field: str, named_id: str, name: str
) -> None:
    assert name_of(composer, field, named_id) == name


def test_what_there_is_not_is_an_error(composer: Composer) -> None:
    with pytest.raises(KeyError):
        name_of(composer, "city", "atlantis")


def test_the_guide_s_own_come_first(composer: Composer) -> None:
    cities = [named.id for named in named_things(composer.guide, "city")]
    own = [item.id for item in composer.guide.topic("cities").all_items()]

    assert cities[: len(own)] == own
