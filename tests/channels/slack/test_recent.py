"""A bounded memory."""

from __future__ import annotations

import pytest

from channels.slack import recent
from channels.slack.recent import Recent


def test_what_was_set_last_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MOST", 2)
    memory: Recent[str, int] = Recent()
    memory.set("a", 1)
    memory.set("b", 2)
    memory.set("a", 3)
    memory.set("c", 4)

    assert "b" not in memory
    assert [memory.get(key, 0) for key in "abc"] == [3, 0, 4]
