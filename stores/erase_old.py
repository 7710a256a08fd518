"""``make erase-old``: retention from the command line, once."""

import argparse
import os
import sys
from pathlib import Path

from stores.endpoints import ENDPOINTS, open_tracker_store
from stores.errors import StoreUnavailableError
from stores.retention import erase_old
from stores.retention_days import RetentionError, read_days


def main() -> None:
    """Erases them, and says how many there were.

    Raises:
        SystemExit: if that can't be done, with a sentence.
    """
    parser = argparse.ArgumentParser(prog="make erase-old", description=__doc__)
    parser.add_argument("--days", help="days since the last event (default: RETENTION_DAYS)")
    parser.add_argument(
        "--endpoints", type=Path, default=ENDPOINTS, help="Rasa's file of that name"
    )
    arguments = parser.parse_args()
    try:
        days = read_days(arguments.days or os.environ["RETENTION_DAYS"])
        if days is None:
            print("Nothing to do: RETENTION_DAYS is off, so conversations are kept.")
            return
        store = open_tracker_store(arguments.endpoints)
        number = 0 if store is None else erase_old(store, days)
    except (RetentionError, StoreUnavailableError) as error:
        sys.exit(str(error))
    conversations = "1 conversation" if number == 1 else f"{number} conversations"
    print(f"Erased {conversations} without a message in the last {days} days.")


if __name__ == "__main__":
    main()
