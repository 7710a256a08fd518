"""Lower bound of latency: an empty handler in Rasa's server, and our NLU without a server.

``python -m evaluation.bench.serving.floor PORT`` serves the handler where Rasa's ``rest`` channel
would be.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.bench.serving.sides import Side

ANSWER = [{"recipient_id": "anybody", "text": "An answer."}]
EMPTY = "empty handler"


def serve(port: int) -> None:
    """Serves the constant answer with the server that ``rasa run`` starts, until it is stopped."""
    from server.rasa_3_6_21 import defer_unused_imports

    defer_unused_imports()
    from rasa.core.channels.channel import InputChannel
    from rasa.core.run import configure_app
    from sanic import Blueprint
    from sanic.request import Request
    from sanic.response import HTTPResponse, json

    class Empty(InputChannel):
        @classmethod
        def name(cls) -> str:
            return "rest"

        def blueprint(self, on_new_message: object) -> Blueprint:
            blueprint = Blueprint("empty")

            @blueprint.post("/webhook")
            async def receive(request: Request) -> HTTPResponse:
                return json(ANSWER)

            return blueprint

    app = configure_app([Empty()])
    app.run(host="127.0.0.1", port=port, workers=1)


def side(folder: Path) -> Side:
    """The handler as a side; there is no action server, so another stands still in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    root = Path().absolute()
    (folder / "Procfile").write_text(
        "actions: exec sleep infinity\n"
        f"server: export PYTHONPATH={root}; "
        "exec python -m evaluation.bench.serving.floor $SERVER_PORT\n",
        encoding="utf-8",
    )
    return Side(EMPTY, folder.absolute(), "")


def without_server(model: Path, questions: Sequence[str]) -> dict[str, float]:
    """Times our components alone on each question, in this process.

    Returns:
        Median milliseconds: ``encoder``, and ``understanding``, which is all of NLU.
    """
    import asyncio
    import logging
    import time
    from statistics import median

    from server.rasa_3_6_21 import defer_unused_imports

    defer_unused_imports()
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    from components.universal_sentence_encoder import UniversalSentenceEncoder

    # Without this, Rasa would print every message that it understands into the table.
    configure_structlog(logging.WARNING)
    encoder, agent = UniversalSentenceEncoder(), Agent.load(str(model))
    assert agent.processor is not None

    async def parse(text: str) -> None:
        await agent.parse_message(text)

    metrics: dict[str, list[float]] = {"encoder": [], "understanding": []}
    for question in [questions[0], *questions]:
        start = time.perf_counter()
        encoder.encode([question])
        encoded = time.perf_counter()
        asyncio.run(parse(question))
        metrics["encoder"].append((encoded - start) * 1000)
        metrics["understanding"].append((time.perf_counter() - encoded) * 1000)
    return {name: median(values[1:]) for name, values in metrics.items()}


if __name__ == "__main__":
    serve(int(sys.argv[1]))
