"""``make report``: says in short what people asked, and writes the whole report."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from evaluation.usage.counts import Counts, count
from evaluation.usage.report import REPORT, write_report
from evaluation.usage.texts import period
from evaluation.usage.turns import read_transcript
from guide.text import DEFAULT_LANGUAGE, LANGUAGES
from stores.errors import StoreUnavailableError
from stores.events import read_events

MOST_IN_SHORT = 5


def main() -> None:
    """Reads the events, prints a summary and writes the page.

    Raises:
        SystemExit: if the events can't be read, with a sentence.
    """
    arguments = _parser().parse_args()
    since = None
    if arguments.days is not None:
        since = datetime.now(timezone.utc) - timedelta(days=arguments.days)
    try:
        transcript = read_transcript(read_events(arguments.endpoints), since)
    except StoreUnavailableError as error:
        sys.exit(str(error))
    counts = count(transcript)
    write_report(counts, arguments.days, language=arguments.language)
    for line in summary(counts, arguments.days):
        print(line)
    print(f"The whole report is in {REPORT}.")


def summary(counts: Counts, days: int | None) -> list[str]:
    """The report in a few lines."""
    if not counts.messages:
        return [f"Nothing to report yet: nobody has asked anything {period(days, 'en')}."]
    share = counts.unanswered / counts.questions
    lines = [
        f"Asked {period(days, 'en')}: {_number(counts.questions, 'question')} in "
        f"{_number(counts.conversations, 'conversation')}; "
        f"{counts.unanswered} not answered ({share:.0%}).",
        f"Feedback: {counts.up} helpful, {counts.down} not.",
    ]
    if counts.not_answered:
        lines.append("Not answered most often:")
        lines += [
            f"  {asked.times} × {asked.text} ({asked.outcome})"
            for asked in counts.not_answered[:MOST_IN_SHORT]
        ]
    return lines


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make report", description=__doc__)
    parser.add_argument("--days", type=_days, metavar="N", help="look back N days only")
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=DEFAULT_LANGUAGE,
        help="of the page (default: %(default)s)",
    )
    parser.add_argument(
        "--endpoints", type=Path, default=Path("endpoints.yml"), help="Rasa's file of that name"
    )
    return parser


def _days(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 100_000:
        raise argparse.ArgumentTypeError(f"'{value}' is not a number of days")
    return int(value)


if __name__ == "__main__":
    main()
