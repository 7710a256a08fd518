from __future__ import annotations

from collections.abc import Iterator

import pytest

from evaluation.understanding.follow_ups import Answers, Say, complaint, measure_dialogues
from evaluation.understanding.metrics import in_words
from evaluation.understanding.sets import Dialogue, Turn


@pytest.mark.parametrize(
    ("turn", "answer", "expected"),
    [
        (Turn("pay?", (("cad 100,000",),), ("100 dollars",)), "**CAD\n100,000** a year", None),
        (Turn("pay?", (("CAD 90,000",),), ()), "CAD 100,000", "doesn't say “CAD 90,000”"),
        (Turn("pay?", (), ("CAD 100",)), "CAD 100,000", "says “CAD 100”"),
        (Turn("pay?", (("CAD",),), ()), "", "no answer"),
        (Turn("pay?", (("no", "100,000"),), ()), "CAD 100,000", None),
        (Turn("pay?", (("a", "b"),), ()), "CDE", "doesn't say “a” or “b”"),
    ],
)
def test_what_is_wrong_with_an_answer(turn: Turn, answer: str, expected: str | None) -> None:
    found = complaint(turn, [{"text": answer}])
    assert (found.en if found else None) == expected


def test_shares_of_turns_and_dialogues() -> None:
    good, bad = Turn("a", (("yes",),), ()), Turn("b", (("no",),), ())
    dialogues = [Dialogue("f.yml:1", (good, good)), Dialogue("f.yml:5", (good, bad))]
    started: list[Iterator[str]] = []

    def start() -> Say:
        started.append(iter(()))
        return lambda message: [{"text": "Yes."}]

    metrics = measure_dialogues(dialogues, start)

    assert len(started) == 2
    assert metrics["turns_right"].value == pytest.approx(3 / 4)
    assert metrics["dialogues_right"].value == pytest.approx(1 / 2)
    (mistake,) = metrics["turns_right"].mistakes
    assert (mistake.place, mistake.text) == ("f.yml:5", "turn 2: b")
    assert in_words(mistake.expected, "en") == "says “no”"
    assert in_words(mistake.expected, "fr") == "dit «\u00a0no\u00a0»"


def test_no_answer_at_all_is_a_mistake() -> None:
    answers: Answers = []

    metrics = measure_dialogues(
        [Dialogue("f.yml:1", (Turn("a", (), ("x",)),))], lambda: lambda _: answers
    )

    assert metrics["turns_right"].value == 0.0
