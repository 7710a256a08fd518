"""Events as stores have them, to be compared from store to store."""

from __future__ import annotations

import json
from functools import cache


@cache  # tests that wait for a store compare the same ones again and again
def as_told(sender: str, data: str) -> str:
    """An event of a conversation, alike for all stores: some have the sender in the data, too."""
    return json.dumps({"sender_id": sender, **json.loads(data)}, sort_keys=True)
