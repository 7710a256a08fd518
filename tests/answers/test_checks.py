"""The checks find what is wrong, and nothing where nothing is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluation.answers.player import Answer
from guide.formats import money
from tests.answers.cases import Case, Turn, read_cases
from tests.answers.checks import faults
from tests.answers.guide_words import ASKING_BACK, REFUSALS
from tests.pay import band_at

GOOD = (
    "The guide doesn't say what certificates cost. Some providers:\n\n- **Microsoft**\n- Amazon\n"
    "- IBM\n\n_Source: [a guide](https://site.localhost), no price_"
)


def wrong(text: str, **expected: Any) -> list[str]:
    return list(faults(Turn("?", **expected), Answer(text)))


@pytest.mark.parametrize(
    "expected",
    [
        {"says": (("{microsoft}",), ("nowhere", "{no}COST"))},
        {"never": ("no price", "{toronto}")},
        {"opens": ("guide",)},
        {"lists": ("certifications",), "omits": ("cities",)},
        {"parts": 0},
    ],
)
def test_a_good_answer(expected: dict[str, Any]) -> None:
    assert wrong(GOOD, **expected) == []


@pytest.mark.parametrize(
    ("text", "expected", "fault"),
    [
        (GOOD, {"says": (("{no}price", "free"),)}, "it doesn't say '{no}price' or 'free'"),
        (GOOD, {"says": (("{toronto}",),)}, "it doesn't say '{toronto}'"),
        (GOOD, {"never": ("microsoft",)}, "it says 'microsoft'"),
        (GOOD, {"opens": ("microsoft",)}, "its first sentence doesn't say 'microsoft'"),
        ("Amazon.", {"lists": ("certifications",)}, "of certifications, Microsoft, IBM is missing"),
        (GOOD, {"omits": ("certifications",)}, "it names Microsoft, Amazon, IBM, of certific"),
        (GOOD, {"parts": 2}, "it has 0 headings instead of 2"),
        ("**Pay**\n\nA.\n\n**Pay**\n\nB.", {}, "it has a heading twice"),
        ("Yes, it is.", {}, "it opens with Yes or No"),
        ("**Pay**\n\nA lot.\n\n**Cities**\n\nNo, none.", {}, "it opens with Yes or No"),
        ("That’s all the guide says.", {}, "it says that this is all"),
        ("The guide doesn't say it. It names no city.", {}, "it says too often"),
        (ASKING_BACK[0], {}, "it shouldn't ask back"),
        ("Amazon.", {"asks_back": "always"}, "it doesn't ask back"),
        (REFUSALS[0], {}, "it shouldn't refuse"),
        ("Amazon.", {"refuses": "always"}, "it doesn't refuse"),
        ("_Source: a guide_", {}, "it says nothing"),
    ],
)
def test_a_fault_is_found(text: str, expected: dict[str, Any], fault: str) -> None:
    (found,) = wrong(text, **expected)
    assert found.startswith(fault)


def test_a_case_may_allow_what_others_may_not() -> None:
    assert wrong("Yes, it is.", yes=True) == []
    assert wrong("The guide doesn't say it. It names no city.", denials=2) == []
    assert wrong(ASKING_BACK[0], asks_back="may") == wrong(REFUSALS[0], refuses="may") == []


def test_figures_are_the_guides() -> None:
    pay = band_at(5).pay
    expected = (("{low 5}",), ("{high 5}",))
    assert wrong(f"{money(pay.low, 'en')} to {money(pay.high, 'en')}", says=expected) == []
    assert len(wrong(f"{money(pay.low + 1, 'en')}", says=expected[:1])) == 1


def test_a_name_that_the_guide_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        wrong(GOOD, says=(("{atlantis}",),))


def test_cases_are_read_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "kind.yml").write_text(
        "# A kind.\n"
        "- user: pay?\n  says: [a, [b, c]]\n"
        "- turns:\n  - hello\n  - {user: more?, never: [d]}\n",
        encoding="utf-8",
    )
    assert read_cases(tmp_path) == [
        Case("kind.yml:2", (Turn("pay?", says=(("a",), ("b", "c"))),)),
        Case("kind.yml:4", (Turn("hello"), Turn("more?", never=("d",)))),
    ]


def test_a_field_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "kind.yml").write_text("- {user: pay?, say: [a]}\n", encoding="utf-8")
    with pytest.raises(TypeError, match="say"):
        read_cases(tmp_path)
