"""Capacity planning, ``make capacity``: what a message costs each part, what many a day take."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.local.cluster import Cluster
from evaluation.bench.serving.load import LoadResult, conversations, load_test
from server.supervision.servers import wait_for

PARTS = ("nginx", "rasa", "actions", "consumer", "postgres", "redis", "rabbitmq")
QUESTIONS = (
    "How much do ML engineers earn?",
    "And with 8 years of experience?",
    "Which skills do I need?",
    "Do I need a degree?",
    "Comment devenir ingénieur en apprentissage automatique?",
)
SETTINGS = {"RATE_LIMIT_ADDRESS": "off", "RATE_LIMIT_CONVERSATION": "off", "SLACK_BOT_TOKEN": ""}
A_DAY = 24 * 60 * 60
PEAK_FACTOR = 4
"""The busiest seconds of a day against its average: an assumption, not measured."""
USED_SHARE = 0.6
"""How much of a core is planned for: the rest is for a server that is away, and for waves."""
REPORT = Path("reports/capacity.json")


@dataclass
class Used:
    """What the parts of a cluster have used so far.

    Attributes:
        seconds: of processor time, by part.
        bytes: of both databases.
        events: in the report's store.
    """

    seconds: dict[str, float]
    bytes: int
    events: int


def main() -> None:
    """Measures, prints a table with the arithmetic, and writes ``reports/capacity.json``."""
    parser = argparse.ArgumentParser(prog="make capacity", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long to ask")
    parser.add_argument("--people", type=int, default=8, help="how many ask at the same time")
    parser.add_argument("--a-day", type=int, default=1_000_000, help="messages a day")
    arguments = parser.parse_args()
    with Cluster(more_settings=SETTINGS) as cluster:
        people = conversations(QUESTIONS, len(QUESTIONS))
        load_test(cluster.url, people, arguments.people, 5, channel="web")  # warms up
        before = used(cluster)
        load = load_test(cluster.url, people, arguments.people, arguments.seconds, channel="web")
        wait_for(lambda: _count(cluster, "events") == _count(cluster, "conversations"), 120)
        after = used(cluster)
    figures = compute(load, before, after, arguments.a_day)
    print("\n".join(table(figures)))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def used(cluster: Cluster) -> Used:
    """Looks at a running cluster."""
    seconds = dict.fromkeys(PARTS, 0.0)
    for process in cluster.call("getAllProcessInfo"):
        part = process["name"].split("-")[0]
        if part in seconds:
            whole = psutil.Process(process["pid"])
            for each in (whole, *whole.children(recursive=True)):
                times = each.cpu_times()
                seconds[part] += times.user + times.system
            seconds[part] += times_of_the_dead(whole)
    size = 0
    for name in ("conversations", "events"):
        with cluster.database(name) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size += int(cursor.fetchone()[0])
    return Used(seconds, size, _count(cluster, "events"))


def times_of_the_dead(process: psutil.Process) -> float:
    """Processor time (seconds) of a process's children that have ended and been reaped."""
    times = process.cpu_times()
    return float(times.children_user + times.children_system)


def compute(load: LoadResult, before: Used, after: Used, a_day: int) -> dict[str, float]:
    """The figures of a message, and of so many messages a day."""
    messages = len(load.answers) - len(load.errors)
    figures = {
        "messages": messages,
        "errors": len(load.errors),
        "messages_a_second": load.throughput,
        "p50_ms": load.latency_ms(0.5),
        "p95_ms": load.latency_ms(0.95),
    }
    for part in PARTS:
        seconds = after.seconds[part] - before.seconds[part]
        figures[f"{part}_cpu_ms"] = 1000 * seconds / messages
    cpu = sum(figures[f"{part}_cpu_ms"] for part in PARTS)
    peak = a_day / A_DAY * PEAK_FACTOR
    return figures | {
        "cpu_ms": cpu,
        "messages_a_second_of_a_core": 1000 / cpu,
        "events_a_message": (after.events - before.events) / messages,
        "bytes_a_message": (after.bytes - before.bytes) / messages,
        "a_day": a_day,
        "peak_a_second": peak,
        "cores_at_peak": peak * cpu / 1000,
        "cores_planned": peak * cpu / 1000 / USED_SHARE,
        "rasa_servers": peak * figures["rasa_cpu_ms"] / 1000 / USED_SHARE,
        "action_servers": peak * figures["actions_cpu_ms"] / 1000 / USED_SHARE,
        "gigabytes_in_30_days": a_day * 30 * (after.bytes - before.bytes) / messages / 1e9,
    }


def table(figures: dict[str, float]) -> list[str]:
    """The figures as lines, with the arithmetic."""
    lines = [
        f"{figures['messages']:.0f} messages, {figures['errors']:.0f} errors: "
        f"{figures['messages_a_second']:.1f} a second, p50 {figures['p50_ms']:.0f} ms, "
        f"p95 {figures['p95_ms']:.0f} ms",
        "Processor time of a message (ms):",
        *(f"  {part:<10}{figures[f'{part}_cpu_ms']:8.1f}" for part in PARTS),
        f"  {'all':<10}{figures['cpu_ms']:8.1f}",
        f"One core: 1000 / {figures['cpu_ms']:.1f} = "
        f"{figures['messages_a_second_of_a_core']:.1f} messages a second",
        f"{figures['a_day']:.0f} messages a day: / {A_DAY} × {PEAK_FACTOR} (peak) = "
        f"{figures['peak_a_second']:.1f} a second",
        f"  cores: {figures['peak_a_second']:.1f} × {figures['cpu_ms']:.1f} / 1000 = "
        f"{figures['cores_at_peak']:.1f}; / {USED_SHARE} = {figures['cores_planned']:.1f} to plan",
        f"  of them Rasa servers (one core each): {figures['rasa_servers']:.1f}, "
        f"action servers: {figures['action_servers']:.1f}",
        f"  store: {figures['bytes_a_message'] / 1000:.1f} kB and "
        f"{figures['events_a_message']:.1f} events a message; "
        f"{figures['gigabytes_in_30_days']:.0f} GB in 30 days",
    ]
    return lines


def _count(cluster: Cluster, name: str) -> int:
    with cluster.database(name) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM events")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
