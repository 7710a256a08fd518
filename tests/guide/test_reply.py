"""A reply as text, and what it rests on."""

from __future__ import annotations

from guide.model import Focus
from guide.reply import Bullet, Reply, SourceLine, Target
from guide.said import Said

LEAD, LIMIT = Said("It pays.", ["salary.1"]), Said("No more is said.", ["salary.2"])
ITEM = Bullet(Said("**Much**", ["salary.3"]), shows=("much",))


def test_the_text_has_lead_list_limit_and_source_in_this_order() -> None:
    reply = Reply(LEAD, (ITEM,), limit=LIMIT, source=SourceLine("Source: guide", "guide", "en"))

    assert reply.text == "It pays.\n\n- **Much**\n\nNo more is said.\n\n_Source: guide_"


def test_steps_are_numbered() -> None:
    assert Reply(LEAD, (ITEM, ITEM), numbered=True).text == "It pays.\n\n1. **Much**\n2. **Much**"


def test_without_a_list_the_limit_follows_the_lead() -> None:
    assert Reply(LEAD, limit=LIMIT).text == "It pays. No more is said."


def test_it_rests_on_all_that_is_said() -> None:
    assert Reply(LEAD, (ITEM,), limit=LIMIT).said.based_on == ("salary.1", "salary.3", "salary.2")


def test_it_shows_what_lead_and_list_state() -> None:
    assert Reply(LEAD, (ITEM,), shows=("average",)).shown_items == {"much", "average"}


def test_how_it_was_asked_is_no_part_of_what_was_asked() -> None:
    focus = Focus(city="toronto", details=("rank",), others=(("city", "montreal"),))

    assert Target("cities", focus).without_details() == Target("cities", Focus(city="toronto"))
