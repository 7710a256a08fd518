"""Names as hashes: those of runs of letters are those of the same letters as a name."""

from __future__ import annotations

import numpy as np
import pytest

from components.hashed_names import HashedNames, hashes_of, hashes_of_runs


def test_a_name_that_is_known_has_a_place_of_its_own() -> None:
    names = ["pay", "salaire", "été", "😀", "yap"]
    known = HashedNames.of([*names, "pay"])

    assert sorted(known.places(hashes_of(names))) == list(range(len(known)))
    assert len(known) == len(names)


@pytest.mark.parametrize("names", [["pa"], ["payp"], ["ete"], []])
def test_others_have_none(names: list[str]) -> None:
    assert not len(HashedNames.of(["pay", "été"]).places(hashes_of(names)))
    assert not len(HashedNames.of([]).places(hashes_of(names)))


@pytest.mark.parametrize("text", ["what does it pay", "été 😀", "a", "", "\ud83d"])
def test_runs_of_letters_have_the_hashes_of_names(text: str) -> None:
    for length, hashes in enumerate(hashes_of_runs(text, 4), 1):
        runs = [text[start : start + length] for start in range(len(text) - length + 1)]
        np.testing.assert_array_equal(hashes, hashes_of(runs))


def test_words_of_the_dictionary_share_no_hash() -> None:
    words = [
        f"{first}{second}{number}"
        for first in "abcde"
        for second in "xyz"
        for number in range(5000)
    ]
    assert len(np.unique(hashes_of(words))) == len(words)
