"""What an elliptical follow-up is about."""

from __future__ import annotations

import pytest

from guide import Guide
from guide.follow_up import pick, resolve
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
