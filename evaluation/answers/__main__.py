"""``make answers``: plays questions and dialogues, and writes a page to grade the answers on."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from server import rasa_3_6_21

rasa_3_6_21.defer_tensorflow()  # before anything of Rasa is imported

from rasa.utils.log_utils import configure_structlog

from evaluation.answers.dialogues import read_dialogues
from evaluation.answers.grades import GRADES, counts, read_grades
from evaluation.answers.page import PAGE, write_page
from evaluation.answers.player import Answer, Player
from evaluation.answers.readable import readable
from evaluation.understanding.examples import DataError
from guide.text import DEFAULT_LANGUAGE, LANGUAGES


def main(arguments: Sequence[str] | None = None) -> None:
    """Plays the dialogues, writes the page and prints the counts.

    Raises:
        SystemExit: if a file can't be used, with a sentence that names it and the line.
    """
    told = _parser().parse_args(arguments)
    try:
        dialogues = read_dialogues(told.data)
        former = read_grades(told.grades) if told.grades else []
        print("Loading the model…", flush=True)
        _quieten()
        with Player() as player:
            print(f"Playing {len(dialogues)} questions and dialogues…", flush=True)
            played = {turns: _readable(player.play(turns)) for turns in dialogues}
    except DataError as error:
        sys.exit(str(error))
    write_page(played, former, told.page, told.language)
    if told.grades:
        _print_counts(*counts(played, former))
    print(f"Grade the answers in a browser: {told.page}")


def _print_counts(before: Counter[str | None], now: Counter[str | None]) -> None:
    print(f"{'':22}before        now")
    meanings: dict[str | None, str] = {grade: text.en for grade, text in GRADES.items()}
    for grade, meaning in [*meanings.items(), (None, "to be graded")]:
        print(f"{grade or ' '} {meaning:18}{_count(before, grade):>8}{_count(now, grade):>11}")


def _count(counted: Counter[str | None], grade: str | None) -> str:
    graded = sum(counted.values()) - counted[None]
    share = f" ({counted[grade] / graded:3.0%})" if grade and graded else " " * 7
    return f"{counted[grade]}{share}"


def _quieten() -> None:
    """Rasa and its libraries have nothing to say here."""
    warnings.filterwarnings("ignore")
    logging.getLogger().setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)


def _readable(answers: Sequence[Answer]) -> list[Answer]:
    return [replace(answer, text=readable(answer.text)) for answer in answers]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make answers", description=__doc__)
    parser.add_argument(
        "--data",
        nargs="+",
        type=Path,
        required=True,
        metavar="FILE",
        help="questions: .jsonl with 'text' or 'turns', or .txt with a question a line",
    )
    parser.add_argument(
        "--grades", type=Path, metavar="FILE", help="grades that the page has saved before"
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=DEFAULT_LANGUAGE,
        help="of the page (default: %(default)s)",
    )
    parser.add_argument(
        "--page", type=Path, default=PAGE, metavar="FILE", help=f"the page (default: {PAGE})"
    )
    return parser


if __name__ == "__main__":
    main()
