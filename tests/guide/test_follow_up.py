"""What an elliptical follow-up is about."""

from __future__ import annotations

import pytest

from guide import Guide
from guide.experience import Experience
from guide.follow_up import (
    Beyond,
    asked_of,
    asks_its_group,
    beside_its_gap,
    later,
    moved,
    on_list,
    other_groups,
    pick,
    resolve,
    with_bare_years,
    years_in,
)
from guide.model import Focus
from guide.reply import Target

SALARY = Target("salary")


@pytest.mark.parametrize(
    ("last", "said", "asked"),
    [
        # "and with 8 years?"
        (SALARY, Focus(experience_years="8"), Target("salary", Focus(experience_years="8"))),
        # "what about juniors?" after "with 8 years"
        (
            Target("salary", Focus(experience_years="8")),
            Focus(level="entry"),
            Target("salary", Focus(level="entry")),
        ),
        # "and in Vancouver?" after that keeps the level
        (
            Target("salary", Focus(level="entry")),
            Focus(city="vancouver"),
            Target("salary", Focus(level="entry", city="vancouver")),
        ),
        # "and the soft ones?"
        (Target("skills"), Focus(skill_group="soft"), Target("skills", Focus(skill_group="soft"))),
        # "soft ones" after one skill of another group
        (
            Target("skills", Focus(skill="nlp")),
            Focus(skill_group="soft"),
            Target("skills", Focus(skill_group="soft")),
        ),
        # "Microsoft?" after pay: a certificate provider has nothing to do with pay
        (
            SALARY,
            Focus(provider="microsoft"),
            Target("certifications", Focus(provider="microsoft")),
        ),
        # "admission?" about programmes
        (
            Target("programs"),
            Focus(details=("program_admission",)),
            Target("programs", Focus(details=("program_admission",))),
        ),
        # "Vancouver?" with nothing before
        (None, Focus(city="vancouver"), Target("cities", Focus(city="vancouver"))),
        # "tell me more"
        (SALARY, Focus(), SALARY),
        (None, Focus(), None),
    ],
)
def test_resolve(guide: Guide, last: Target | None, said: Focus, asked: Target | None) -> None:
    assert resolve(guide, last, said) == asked


def test_pick_counts_from_one_and_from_the_end() -> None:
    listed = [Target("skills"), None, Target("networking")]

    assert pick(listed, 1) == Target("skills")
    assert pick(listed, -1) == Target("networking")
    assert pick(listed, 2) is None
    assert pick(listed, 4) is None
    assert pick([], -1) is None


def level(name: str) -> Target:
    return Target("career_path", Focus(level=name))


def test_up_and_down_a_ladder(guide: Guide) -> None:
    assert moved(guide, level("mid"), [], "next") == level("senior")
    assert moved(guide, level("mid"), [], "previous") == level("entry")
    assert moved(guide, level("senior"), [], "next") == Beyond()
    assert moved(guide, level("senior"), [], "lowest") == level("entry")
    data_scientist = Target("career_path", Focus(role="data_scientist"))
    assert moved(guide, data_scientist, [], "next") == level("senior")


def test_up_and_down_the_bands_of_pay(guide: Guide) -> None:
    def years(value: str) -> Target:
        return Target("salary", Focus(experience_years=value))

    assert moved(guide, years("5"), [], "next") == years("7-9")
    assert moved(guide, years("3.5"), [], "next") == years("4-6")
    assert moved(guide, years("0"), [], "previous") == Beyond()
    assert moved(guide, years("20"), [], "next") == Beyond()
    assert moved(guide, Target("salary", Focus(level="entry")), [], "next") == years("4-6")
    assert moved(guide, SALARY, [], "highest") == years("10-14")


def test_along_a_list_and_along_the_steps(guide: Guide) -> None:
    listed = [Target("networking"), None, Target("cities")]

    assert moved(guide, Target("networking"), listed, "next") == Target("cities")
    assert moved(guide, Target("cities"), listed, "next") == Beyond()
    assert moved(guide, Target("demand"), listed, "next") == Target("networking")
    assert moved(guide, Target("demand"), listed, "previous") is None
    assert moved(guide, Target("demand"), [], "highest") is None
    assert moved(guide, Target("skills"), [], "next") == Target("practical_experience")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("make it 11", "11"),
        ("2,5?", "2.5"),
        ("11 or 12", None),
        ("in 2026", None),
        ("100,000", None),
        ("and then", None),
    ],
)
def test_a_figure_alone_is_years(guide: Guide, text: str, years: str | None) -> None:
    assert with_bare_years(guide, SALARY, Focus(), text) == Focus(experience_years=years)
    assert with_bare_years(guide, Target("cities"), Focus(), text) == Focus()
    named = Focus(experience_years="3")
    assert with_bare_years(guide, SALARY, named, text) == named


def test_from_a_job_whose_pay_was_asked_up_the_career(guide: Guide) -> None:
    pay = Target("salary", Focus(role="data_analyst"))
    bands = [Target("salary", Focus(experience_years="1-3"))]

    assert moved(guide, pay, bands, "next") == level("mid")


def test_so_many_years_later(guide: Guide) -> None:
    def years(value: str) -> Target:
        return Target("salary", Focus(experience_years=value))

    assert later(guide, years("2"), Experience(3, 3)) == years("5")
    assert later(guide, years("10+"), Experience(2, 2)) == years("12+")
    assert later(guide, Target("salary", Focus(level="entry")), Experience(5, 6)) == years("6-9")
    assert later(guide, SALARY, Experience(5, 5)) is None
    assert later(guide, Target("skills"), Experience(5, 5)) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("and in 3 more years", Experience(3, 3)),
        ("dans quatre ans", Experience(4, 4)),
        ("in two or three years", Experience(2, 3)),
        ("in 2, 3 or 4", None),
        ("later", None),
    ],
)
def test_years_in(text: str, years: Experience | None) -> None:
    assert years_in(text) == years


def test_a_point_of_another_topic_is_asked_of_that(guide: Guide) -> None:
    said = Focus(details=("after_tax",))

    assert resolve(guide, Target("source"), said) == Target("salary", said)
    assert resolve(guide, SALARY, said) == Target("salary", said)  # its own
    named = Focus(details=("after_tax",), city="toronto")
    assert resolve(guide, Target("cities"), named) == Target("cities", named)
    assert resolve(guide, Target("source"), Focus()) == Target("source")
    assert resolve(guide, None, said) == Target("salary", said)


def test_whether_one_is_needed_is_asked_of_the_topic_that_says_so(guide: Guide) -> None:
    fields = Target("degree_requirements", Focus(degree_field="arts"))

    assert asked_of(guide, fields, "required").topic == "degree_necessity"
    assert asked_of(guide, fields, "best") == fields.about("best")
    assert asked_of(guide, SALARY, "required") == SALARY.about("required")


def test_a_name_on_the_last_list(guide: Guide) -> None:
    fields = guide.topic("degree_requirements")

    assert on_list(fields, "is AI one of them") == Focus(degree_field="ai")
    both = on_list(fields, "data science or computer science, which is better")
    assert both is not None
    assert both.all_of("degree_field") == ("data_science", "computer_science")
    assert on_list(fields, "is it paid") is None
    assert on_list(guide.topic("salary"), "is AI one of them") is None


def test_an_answer_by_the_way_is_no_part_of_what_is_asked_on(guide: Guide) -> None:
    phd = Target("salary", Focus(degree_level="phd", level="entry", aspect="how_to"))

    on = beside_its_gap(guide, phd)

    assert (on.focus.degree_level, on.focus.level) == (None, "entry")
    assert beside_its_gap(guide, SALARY) == SALARY


def test_after_a_range_comes_what_follows_its_end(guide: Guide) -> None:
    bands = Target("salary", Focus(experience_years="1-9"))

    after = moved(guide, bands, [], "next")

    assert isinstance(after, Target)
    assert guide.topic("salary").rung(after.focus) == 3


def test_the_group_of_one_skill() -> None:
    skill = Target("skills", Focus(skill="mlops", skill_group="core"))

    assert asks_its_group(skill, Focus(skill_group="core"))
    assert not asks_its_group(skill, Focus(skill="mlops", skill_group="core"))
    assert not asks_its_group(
        Target("skills", Focus(skill_group="core")), Focus(skill_group="soft")
    )


def test_the_groups_beside_one() -> None:
    core = Target("skills", Focus(skill_group="core"))

    assert other_groups(core) == Target("skills", Focus(without=(("skill_group", "core"),)))
    assert other_groups(Target("skills")) is None


def test_what_was_found_to_be_missing_is_not_said_again(guide: Guide) -> None:
    last = Target("salary", Focus(degree_level="master"))

    asked = resolve(guide, last, Focus(experience_years="5"))

    assert asked == Target("salary", Focus(experience_years="5"))


def test_after_the_start_from_scratch_come_the_skills(guide: Guide) -> None:
    assert moved(guide, Target("from_scratch"), [], "next") == Target("skills")
