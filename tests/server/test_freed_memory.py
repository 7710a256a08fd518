"""What was freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys


def test_the_process_gets_smaller() -> None:
    program = """
import psutil
from server.freed_memory import give_back

# Small pieces, of which each thousandth stays: the C library keeps what lies between.
used = [bytes(2_000) for _ in range(50_000)]
kept = used[::1_000]
most = psutil.Process().memory_info().rss
del used
give_back()
assert psutil.Process().memory_info().rss < most - 50_000_000
"""
    subprocess.run([sys.executable, "-c", program], check=True)
