from __future__ import annotations

import subprocess
import sys

import psutil
import pytest

from evaluation.bench.capacity import PARTS, Used, compute, table, times_of_the_dead
from evaluation.bench.serving.load import Answer, LoadResult

BEFORE = Used(dict.fromkeys(PARTS, 1.0), 1_000_000, 100)
AFTER = Used(dict.fromkeys(PARTS, 2.0) | {"rasa": 4.0}, 1_200_000, 1100)
LOAD = LoadResult([Answer(0.05, "", [])] * 100 + [Answer(60, "HTTP 500", [])], 10)


def test_a_message_costs_what_was_used_divided_by_the_answers() -> None:
    figures = compute(LOAD, BEFORE, AFTER, 1_000_000)

    assert (figures["messages"], figures["errors"]) == (100, 1)
    assert figures["messages_a_second"] == 10
    assert figures["rasa_cpu_ms"] == 30 and figures["nginx_cpu_ms"] == 10
    assert figures["cpu_ms"] == 30 + 10 * (len(PARTS) - 1)
    assert figures["events_a_message"] == 10
    assert figures["bytes_a_message"] == 2000


def test_a_day_s_messages_need_cores_at_its_peak_and_disk_for_a_month() -> None:
    figures = compute(LOAD, BEFORE, AFTER, 86_400)

    assert figures["peak_a_second"] == 4
    assert figures["cores_at_peak"] == pytest.approx(4 * 0.09)
    assert figures["cores_planned"] == pytest.approx(4 * 0.09 / 0.6)
    assert figures["rasa_servers"] == pytest.approx(4 * 0.03 / 0.6)
    assert figures["gigabytes_in_30_days"] == pytest.approx(86_400 * 30 * 2000 / 1e9)


def test_the_table_shows_every_part_and_the_arithmetic() -> None:
    lines = table(compute(LOAD, BEFORE, AFTER, 86_400))

    assert lines[0] == "100 messages, 1 errors: 10.0 a second, p50 50 ms, p95 50 ms"
    assert [line.split()[0] for line in lines[2 : 2 + len(PARTS)]] == list(PARTS)
    assert "One core: 1000 / 90.0 = 11.1 messages a second" in lines


def test_processor_time_of_children_that_have_ended_counts() -> None:
    me = psutil.Process()
    before = times_of_the_dead(me)
    subprocess.run([sys.executable, "-c", "sum(range(20_000_000))"], check=True)
    assert 0.1 < times_of_the_dead(me) - before < 60
