"""Checks the guide: ``python -m guide.validate``; used by ``make validate``."""

from __future__ import annotations

import sys

from guide.errors import GuideError
from guide.load import load_guide


def main() -> int:
    """Prints what is wrong and returns 1, or a one-line summary and 0."""
    try:
        guide = load_guide()
    except GuideError as error:
        print(f"The guide is not valid.\n  {error}", file=sys.stderr)
        return 1
    items = sum(1 for topic in guide.topics for _ in topic.all_items())
    print(f"The guide is valid: {len(guide.topics)} topics, {items} items.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
