"""Checks the guide: ``python -m guide.validate``; used by ``make validate`` and ``make reload``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from guide.answers.compose import Composer
from guide.changes import changed_answers, large_changes
from guide.errors import GuideError
from guide.every_reply import every_reply
from guide.load import GUIDE_DIRECTORY, load_guide
from guide.model import Guide
from guide.text import Language
from guide.yaml_file import YamlFile


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what is wrong and returns 1, or a one-line summary and 0."""
    parser = argparse.ArgumentParser(prog="python -m guide.validate", description=main.__doc__)
    parser.add_argument(
        "--against",
        type=Path,
        help="the guide as it was: print which answers change, if it's there",
    )
    parser.add_argument("--sure", action="store_true", help="figures may change by more than half")
    told = parser.parse_args(arguments)
    try:
        guide = load_guide()
        replies = sum(_render(guide, language) for language in get_args(Language))
        if told.against and told.against.is_dir():
            _compare(told.against, guide, told.sure)
    except GuideError as error:
        print(f"The guide is not valid.\n  {error}", file=sys.stderr)
        return 1
    items = sum(1 for topic in guide.topics for _ in topic.all_items())
    print(f"The guide is valid: {len(guide.topics)} topics, {items} items, {replies} replies.")
    return 0


def _render(guide: Guide, language: Language) -> int:
    """Makes every reply, so that none fails when somebody asks; returns how many there are."""
    count = 0
    replies = every_reply(Composer(guide, language))
    while True:
        try:
            target, reply = next(replies)
        except StopIteration:
            return count
        except (KeyError, ValueError, IndexError) as error:
            reason = f"after {count} replies in '{language}', one can't be made: {error!r}"
            raise GuideError(GUIDE_DIRECTORY, None, "", reason) from error
        file = GUIDE_DIRECTORY / f"{target.topic}.yml"
        if not reply.lead:
            raise GuideError(file, None, "", f"says nothing if asked {target.focus}")
        if reply.lead.endswith(":") and not reply.bullets:
            raise GuideError(file, None, "", f"lists nothing after “{reply.lead}”")
        count += 1


def _compare(folder: Path, guide: Guide, sure: bool) -> None:
    """Prints which answers change, old lines and new.

    Raises:
        GuideError: a figure changes by more than half, and nobody is sure of that.
    """
    try:
        before = load_guide(folder)
    except GuideError:
        print("The guide as it was is of an older program: changes can't be shown.")
        return
    changes = changed_answers(before, guide)
    print("\n".join(map(str, changes)) if changes else "No answer changes.")
    for path, reason in large_changes(before, guide):
        if not sure:
            salary = Path("data/guide/salary.yml")
            advice = "if that is right, say so: SURE=yes after the command"
            raise YamlFile(GUIDE_DIRECTORY / "salary.yml", salary).error(
                path, f"{reason}; {advice}"
            )


if __name__ == "__main__":
    sys.exit(main())
