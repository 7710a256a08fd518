from __future__ import annotations

import pytest

from stores.retention_days import RetentionError, read_days, retention_days


@pytest.mark.parametrize(("value", "days"), [("30", 30), ("1", 1), ("off", None), ("OFF", None)])
def test_days_are_read(value: str, days: int | None) -> None:
    assert read_days(value) == days


@pytest.mark.parametrize("value", ["0", "-1", "a month", "", "1.5"])
def test_other_days_are_refused_in_a_sentence(value: str) -> None:
    with pytest.raises(RetentionError, match="RETENTION_DAYS must be a number of days or 'off'"):
        read_days(value)


def test_days_that_are_not_set_are_thirty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETENTION_DAYS", raising=False)

    assert retention_days() == 30


def test_days_are_those_that_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETENTION_DAYS", "7")

    assert retention_days() == 7
