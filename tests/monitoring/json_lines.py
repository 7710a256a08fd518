"""The JSON lines that a server has logged."""

from __future__ import annotations

import json
from typing import Any

from evaluation.assistant import Assistant


def lines(assistant: Assistant, server: str) -> list[dict[str, Any]]:
    """All that a server has printed so far; each line must be an object."""
    return [json.loads(line) for line in assistant.log(server).splitlines()]


def lines_of(assistant: Assistant, server: str, request_id: str) -> list[dict[str, Any]]:
    return [line for line in lines(assistant, server) if line.get("request_id") == request_id]
