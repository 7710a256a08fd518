"""Typing mistakes are corrected to words of the training questions, and nothing else is."""

from __future__ import annotations

import pytest

from components.spelling import Spelling

TEXTS = ["which degree do i need for a salary of an engineer"] * 25 + ["what experience"] * 5


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("whch degre do i nead", "which degree do i need"),
        ("salery", "salary"),
        ("experiance", "experience"),
        ("Salery?!", "salary?!"),
        # right as they are
        ("which degree", "which degree"),
        ("celery", "celery"),  # another word of the dictionary
        ("salaire", "salaire"),  # French
        ("xyzzy", "xyzzy"),  # near nothing
        ("ned", "ned"),  # too short to tell
        ("", ""),
    ],
)
def test_correct(written: str, corrected: str) -> None:
    assert Spelling.from_texts(TEXTS).correct(written) == corrected


def test_a_short_word_is_corrected_only_to_a_very_common_one() -> None:
    assert Spelling.from_texts(["come"] * 19).correct("comp") == "comp"
    assert Spelling.from_texts(["come"] * 20).correct("comp") == "come"


def test_corrections_are_the_words_and_what_they_were_taken_for() -> None:
    spelling = Spelling.from_texts(TEXTS)
    assert spelling.corrections("whch degre is whch degree") == {"whch": "which", "degre": "degree"}
    assert spelling.corrections("which degree") == {}


ABBREVIATED = ["manager management level language languages program programs degree with"] * 25


@pytest.mark.parametrize(
    ("written", "spelt_out"),
    [
        ("mngr", "manager"),
        ("mgmt", "management"),
        ("lvl", "level"),
        ("langs", "languages"),
        ("deg", "degree"),
        ("progs", "programs"),
        # may be anything
        ("mgr", "mgr"),
        ("lmn", "lmn"),
    ],
)
def test_abbreviations_are_spelt_out(written: str, spelt_out: str) -> None:
    assert Spelling.from_texts(ABBREVIATED).correct(written) == spelt_out


def test_an_abbreviation_of_two_words_stays() -> None:
    assert Spelling.from_texts(["months maths"] * 25).correct("mths") == "mths"


def test_what_may_go_on_otherwise_is_not_broken_off() -> None:
    assert Spelling.from_texts(["recruiter recommend"] * 25).correct("rec") == "rec"
