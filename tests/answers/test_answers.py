"""Whole answers: what people ask, and what any good answer to it says.

The cases are in the YAML files beside this one; ``cases.py`` tells how to write one.
"""

from __future__ import annotations

import pytest

from evaluation.answers.player import Player
from tests.answers.cases import Case, read_cases
from tests.answers.checks import faults

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_answer(player: Player, case: Case) -> None:
    answers = player.play([turn.user for turn in case.turns])
    wrong = [
        f"{turn.user!r}: {fault}.\n{answer.text}"
        for turn, answer in zip(case.turns, answers, strict=True)
        for fault in faults(turn, answer)
    ]
    assert not wrong, "\n\n".join(wrong)
