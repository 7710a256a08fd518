"""The benchmarks: start-up, training, memory, latency percentiles, throughput, scaling.

Each group of rows in the table is a function here, which may be run alone.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shutil import which
from statistics import median
from typing import NamedTuple

from evaluation.bench.rasa_init import DEFAULT_EPOCHS, RASA
from evaluation.bench.serving import floor
from evaluation.bench.serving.load import (
    Channel,
    Conversation,
    LoadResult,
    conversations,
    load_test,
)
from evaluation.bench.serving.redis_server import redis_server
from evaluation.bench.serving.servers import Servers
from evaluation.bench.serving.sides import BENCH, OURS, Side, ours
from evaluation.bench.serving.traffic import Traffic
from evaluation.bench.serving.training import Training, at_default_epochs, train, train_once
from server.supervision.servers import LOOPBACK

QUESTIONS = (
    "How much do ML engineers earn?",
    "what skills do i need",
    "which certifications are worth it",
    "do i need a degree",
    "how do i become a machine learning engineer",
    "what does an ml engineer do all day",
    "where do i start from scratch",
    "is networking important",
    "how long does it take",
    "what does the career path look like",
)
LOCK_STORE = "stores.redis_lock_store.AtomicRedisLockStore"
TURNS = (1, 20, 100)
TIMES = (10, 50)


class Metric(NamedTuple):
    """One cell of the table; ``value`` is None where it was not measured, and ``note`` says why."""

    row: str
    name: str
    side: str
    value: float | None
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Bench:
    """What is compared.

    Attributes:
        ours: Trained.
        rasa: Trained with few epochs; None if that can't be done.
        rasa_one: The same with a single epoch, for the time of each.
        before: An earlier commit of ours, if one is to be compared with.
        epochs: Of ``rasa``.
        questions: What is asked, but for `traffic`; all sides answer them with the same words.
        quick: Take a tenth of the time.
    """

    ours: Side
    rasa: Side | None
    rasa_one: Side | None
    epochs: int
    questions: tuple[str, ...]
    quick: bool
    before: Side | None = None

    @property
    def sides(self) -> list[Side]:
        """Those that can be served."""
        return [side for side in (self.ours, self.before, self.rasa) if side is not None]

    def servers(self, side: Side, **settings: str) -> Servers:
        """A side's servers, to be started."""
        return Servers(side, self.questions[0], settings)

    def shorter(self, number: int) -> int:
        """As many, or a tenth of it in quick mode."""
        return max(number // 10, 1) if self.quick else number


def common_questions(sides: list[Side]) -> tuple[str, ...]:
    """The questions that all sides answer with the very same messages."""
    said = []
    for side in sides:
        with Servers(side, QUESTIONS[0]) as servers:
            load = load_test(servers.url, [Conversation(f"check-{q}", [q]) for q in QUESTIONS])
            texts = ["\n".join(m.get("text", "") for m in a.messages) for a in load.answers]
            said.append(dict(zip(QUESTIONS, texts, strict=True)))
    return tuple(q for q in QUESTIONS if len({answers[q] for answers in said}) == 1)


def start(bench: Bench) -> Iterator[Metric]:
    """Start-up time: seconds from the start of the servers to the first answer."""
    for side in bench.sides:
        times = []
        for _ in range(1 if bench.quick else 3):
            with bench.servers(side) as servers:
                times.append(servers.first_answer)
        yield Metric("start", "first answer after", side.name, median(times), "s")


def training(bench: Bench) -> Iterator[Metric]:
    """Seconds, processor seconds and memory of training, cold and warm; the model's size."""
    cold = train(bench.ours, f"cache-{os.getpid()}")
    warm = train(bench.ours, f"cache-{os.getpid()}")
    yield from _training(OURS, "training", cold)
    yield Metric("training", "trained again, nothing changed", OURS, warm.wall, "s")
    if bench.rasa is None or bench.rasa_one is None:
        return
    few = train_once(bench.rasa)
    note = ""
    if bench.epochs != DEFAULT_EPOCHS:
        few = at_default_epochs(few, train_once(bench.rasa_one), bench.epochs)
        note = f"extrapolated to 100 epochs from 1 and {bench.epochs}"
    yield from _training(RASA, "training", few, note)
    warm = train(bench.rasa, "cache-cold")
    yield Metric("training", "trained again, nothing changed", RASA, warm.wall, "s")


def _training(side: str, row: str, took: Training, note: str = "") -> Iterator[Metric]:
    yield Metric(row, "training", side, took.wall, "s", note)
    yield Metric(row, "processor time of training", side, took.cpu, "s", note)
    yield Metric(row, "most memory in training", side, took.peak_mb, "MB")
    yield Metric(row, "model", side, took.model_mb, "MB")


def memory(bench: Bench) -> Iterator[Metric]:
    """Memory of every process after start and after 10,000 messages of 1,000 conversations."""
    for side in bench.sides:
        # The other side is slower, and grows the same way with a tenth of the messages.
        people = bench.shorter(1000) if side.name != RASA else bench.shorter(100)
        with bench.servers(side) as servers:
            before = servers.memory()
            load = load_test(servers.url, islice(conversations(bench.questions, 10), people), 8)
            after = servers.memory()
        for when, measured in (("after start", before), (f"after {people * 10} messages", after)):
            total = sum(m.rss for m in measured.values())
            place = when if when == "after start" else "after all messages"
            note = "" if when == "after start" else when
            yield Metric("memory", f"all processes, {place}", side.name, total, "MB", note)
            for name, m in measured.items():
                yield Metric("memory", f"{name}, {place}", side.name, m.rss, "MB")
                yield Metric("memory", f"{name}, {place}, its own", side.name, m.uss, "MB")
        yield Metric("memory", "errors", side.name, len(load.errors), "")


def latency(bench: Bench) -> Iterator[Metric]:
    """Latency percentiles with 1 and 8 people; throughput and processor time with 16."""
    empty = floor.side(BENCH / "floor")
    for side in [*bench.sides, empty]:
        with bench.servers(side) as servers:
            load_test(servers.url, islice(conversations(bench.questions, 5), 4))  # warms up
            for people in (1, 8):
                seconds = bench.shorter(40)
                load = load_test(servers.url, conversations(bench.questions, 5), people, seconds)
                for quantile in (50, 95, 99):
                    milliseconds = load.latency_ms(quantile / 100)
                    name = f"p{quantile}, {people} at once"
                    yield Metric("latency", name, side.name, milliseconds, "ms")
                yield Metric(
                    "latency", f"errors, {people} at once", side.name, len(load.errors), ""
                )
            before = servers.cpu()
            load = load_test(servers.url, conversations(bench.questions, 5), 16, bench.shorter(40))
            after = servers.cpu()
            used = {name: after[name] - before[name] for name in after}
            yield Metric("latency", "messages a second", side.name, load.throughput, "/s")
            for name, seconds_used in used.items():
                milliseconds = seconds_used * 1000 / len(load.answers)
                yield Metric("latency", f"processor, {name}", side.name, milliseconds, "ms")
    alone = floor.without_server(bench.ours.model, bench.questions)
    for name, milliseconds in alone.items():
        yield Metric("latency", f"{name} alone, without a server", OURS, milliseconds, "ms")


def traffic(bench: Bench) -> Iterator[Metric]:
    """Buttons' texts, texts never seen, and a mix: all sides served at once and asked by turns."""
    loads: dict[tuple[str, int, str], LoadResult] = defaultdict(LoadResult)
    processor: dict[tuple[str, int, str], float] = defaultdict(float)
    texts = Traffic()
    with ExitStack() as started:
        servers = {side.name: started.enter_context(bench.servers(side)) for side in bench.sides}
        for server in servers.values():
            load_test(server.url, [Conversation("warm-up", texts.buttons)])
        for at_once, number in [(1, 12), (8, 24)] * bench.shorter(4):
            for kind in texts.kinds:
                people = texts.people(kind, number)
                for name, server in servers.items():
                    before = sum(server.cpu().values())
                    load = load_test(server.url, people, at_once)
                    processor[kind, at_once, name] += sum(server.cpu().values()) - before
                    whole = loads[kind, at_once, name]
                    whole.answers += load.answers
                    whole.seconds += load.seconds
        for (kind, at_once, name), load in loads.items():
            row = f"{kind}, {at_once} at once"
            took = processor[kind, at_once, name] * 1000 / len(load.answers)
            yield Metric("traffic", f"{row}: processor time a message", name, took, "ms")
            yield Metric("traffic", f"{row}: p50", name, load.latency_ms(0.5), "ms")
            yield Metric("traffic", f"{row}: messages a second", name, load.throughput, "/s")
            yield Metric("traffic", f"{row}: errors", name, len(load.errors), "")
        for name, server in servers.items():
            used = sum(each.rss for each in server.memory().values())
            yield Metric("traffic", "memory of all processes", name, used, "MB")


def length(bench: Bench) -> Iterator[Metric]:
    """Latency by conversation length: round trips at turn 1, 20 and 100."""
    for side in bench.sides:
        channels: list[tuple[str, Channel]] = [(side.name, "rest")]
        if side.name == OURS:
            channels.append(("ours, on the page", "web"))
        with bench.servers(side) as servers:
            for name, channel in channels:
                runs = [
                    load_test(
                        servers.url, islice(conversations(bench.questions, 102), 1), 1, 1e9, channel
                    )
                    for _ in range(bench.shorter(10))
                ]
                for turn in TURNS:
                    # With its neighbours: a single answer has chance in it.
                    near = [run.answers[i].seconds for run in runs for i in _near(turn)]
                    yield Metric("length", f"turn {turn}", name, median(near) * 1000, "ms")


def _near(turn: int) -> range:
    return range(turn - 1, turn) if turn == 1 else range(turn - 2, turn + 1)


def size(bench: Bench) -> Iterator[Metric]:
    """Scaling: training, memory and latency with ten and fifty times the guide and intents."""
    for times in TIMES[:1] if bench.quick else TIMES:
        side = ours(times)
        took = train(side, f"cache-{os.getpid()}")
        yield from (f._replace(name=f"{f.name}, x{times}") for f in _training(OURS, "size", took))
        with bench.servers(side) as servers:
            load_test(servers.url, islice(conversations(bench.questions, 5), 4))
            load = load_test(servers.url, conversations(bench.questions, 5), 1, bench.shorter(20))
            total = sum(m.rss for m in servers.memory().values())
        yield Metric("size", f"p50, x{times}", OURS, load.latency_ms(0.5), "ms")
        yield Metric("size", f"all processes, x{times}", OURS, total, "MB")
        note = "not run: an epoch takes as many times as long"
        yield Metric("size", f"p50, x{times}", RASA, None, "ms", note)


def workers(bench: Bench) -> Iterator[Metric]:
    """Throughput with one and with two worker processes, which share locks in Redis."""
    if which("redis-server") is None:
        note = "not run: redis-server isn't installed"
        yield Metric("workers", "messages a second, 2 workers", OURS, None, "/s", note)
        return
    with redis_server() as port:
        for number in (1, 2):
            side = with_redis(bench.ours, port)
            with bench.servers(side, SANIC_WORKERS=str(number)) as servers:
                people = conversations(bench.questions, 5)
                load_test(servers.url, islice(people, 16), 16)  # warms up
                load = load_test(servers.url, people, 16, bench.shorter(30))
            name = f"messages a second, {number} worker{'s' if number > 1 else ''}"
            yield Metric("workers", name, OURS, load.throughput, "/s")


def with_redis(side: Side, port: int) -> Side:
    """The same side with the lock store of a cluster, as deploy/endpoints.yml has it."""
    endpoints = (side.folder / "endpoints.yml").read_text(encoding="utf-8")
    locks = f"\nlock_store:\n  type: {LOCK_STORE}\n  url: {LOOPBACK}\n  port: {port}\n"
    path = Path("endpoints-redis.yml")
    (side.folder / path).write_text(endpoints + locks, encoding="utf-8")
    return Side(side.name, side.folder, side.train, endpoints=str(path))


ROWS: dict[str, Callable[[Bench], Iterator[Metric]]] = {
    row.__name__: row for row in (start, training, memory, latency, traffic, length, size, workers)
}
