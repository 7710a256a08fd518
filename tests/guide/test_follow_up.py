"""What an elliptical follow-up is about."""

from __future__ import annotations

import pytest

from guide import Guide
from guide.follow_up import Beyond, moved, pick, resolve, with_bare_years
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
