"""Multi-turn evaluation: whether the running assistant answers dialogues as it should."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from evaluation.understanding.metrics import Metric, Mistake
from evaluation.understanding.sets import Dialogue, Turn

Answers = list[dict[str, Any]]
Say = Callable[[str], Answers]


def plain(text: str) -> str:
    """Text without its line breaks, Markdown signs and case."""
    return " ".join(text.replace("*", "").replace("_", "").lower().split())


def complaint(turn: Turn, answers: Answers) -> str | None:
    """What is wrong with the answer to a turn; None if nothing is."""
    said = plain(" ".join(answer.get("text") or "" for answer in answers))
    missing = [
        _either(texts) for texts in turn.says if not any(plain(text) in said for text in texts)
    ]
    unwanted = [text for text in turn.never if plain(text) in said]
    if not said:
        return "no answer"
    parts = [f"doesn't say {text}" for text in missing]
    parts += [f"says “{text}”" for text in unwanted]
    return "; ".join(parts) or None


def _either(texts: Sequence[str]) -> str:
    return " or ".join(f"“{text}”" for text in texts)


def measure_dialogues(
    dialogues: Sequence[Dialogue], start_conversation: Callable[[], Say]
) -> dict[str, Metric]:
    """Talks through dialogues.

    Args:
        dialogues: At least one.
        start_conversation: Starts a conversation of a new person; what it returns sends a message
            and gives the answer's messages.

    Returns:
        The shares of turns and of whole dialogues that were answered right.
    """
    wrong: list[Mistake] = []
    spoilt = 0
    for dialogue in dialogues:
        say = start_conversation()
        before = len(wrong)
        for number, turn in enumerate(dialogue.turns, start=1):
            answers = say(turn.user)
            found = complaint(turn, answers)
            if found:
                answer = " ".join(answer.get("text") or "" for answer in answers)
                wrong.append(
                    Mistake(
                        dialogue.place,
                        f"turn {number}: {turn.user}",
                        "says " + ", ".join(_either(texts) for texts in turn.says)
                        if turn.says
                        else "doesn't say " + ", ".join(f"“{text}”" for text in turn.never),
                        f"{found}: {answer[:200]}",
                    )
                )
        spoilt += len(wrong) > before
    turns = sum(len(dialogue.turns) for dialogue in dialogues)
    return {
        "turns_right": Metric(1 - len(wrong) / turns, turns, tuple(wrong)),
        "dialogues_right": Metric(1 - spoilt / len(dialogues), len(dialogues), tuple(wrong)),
    }
