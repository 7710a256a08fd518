"""Understand messages with one model in a process of its own.

`python -m evaluation.bench.understanding.parse MODEL`.

Reads lines, each a JSON list of messages, and prints for each line what became of them: the
rankings, the milliseconds of each message, and the most memory so far.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

from rasa.core.agent import Agent

from evaluation.bench.understanding.process import only_for_results, peak_memory_mb


def main() -> None:
    """Answer until there is nothing more to read; the argument is the model's path."""
    with only_for_results() as results:
        agent = Agent.load(sys.argv[1])
        loop = asyncio.new_event_loop()
        for line in sys.stdin:
            messages = [parse(agent, loop, text) for text in json.loads(line)]
            results.write(json.dumps({"messages": messages, "peak_mb": peak_memory_mb()}) + "\n")


def parse(agent: Agent, loop: asyncio.AbstractEventLoop, text: str) -> dict[str, Any]:
    """Return the ranking of a message, and its milliseconds by the clock and of work."""
    start, cpu_start = time.perf_counter(), time.process_time()
    parsed = loop.run_until_complete(agent.parse_message(text))
    milliseconds = (time.perf_counter() - start) * 1000
    cpu_milliseconds = (time.process_time() - cpu_start) * 1000
    ranking = [(intent["name"], intent["confidence"]) for intent in parsed["intent_ranking"]]
    return {"ranking": ranking, "ms": milliseconds, "cpu_ms": cpu_milliseconds}


if __name__ == "__main__":
    main()
