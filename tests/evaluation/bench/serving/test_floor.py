"""The lower bound, really served; and the benchmarks that need nothing but a server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil

from evaluation.bench.serving import floor
from evaluation.bench.serving.load import Conversation, load_test
from evaluation.bench.serving.servers import Servers
from tests.conftest import MODEL

WITHOUT_SERVER = """
from pathlib import Path
from evaluation.bench.serving.floor import without_server
took = without_server(Path("{model}"), ["which skills do I need", "do I need a degree"])
assert 0 < took["encoder"] < took["understanding"], took
"""


def test_the_empty_handler_is_served_and_measured(tmp_path: Path) -> None:
    # Another module's servers may still run in this process: they are no business of this test.
    before = set(psutil.Process().children(recursive=True))
    with Servers(floor.side(tmp_path), "hello") as servers:
        load = load_test(servers.url, [Conversation("p", ["hello", "again"])])
        assert [answer.messages for answer in load.answers] == [floor.ANSWER] * 2
        assert servers.first_answer > 0
        memory, cpu = servers.memory()["server"], servers.cpu()
        assert 10 < memory.uss <= memory.rss
        assert cpu["server"] > cpu["actions"]
        started = set(psutil.Process().children(recursive=True)) - before
    assert started
    assert not [process for process in started if process.is_running()]


def test_our_nlu_without_a_server() -> None:
    script = WITHOUT_SERVER.format(model=MODEL)
    subprocess.run([sys.executable, "-c", script], check=True)
