"""Charts as PNG, served over HTTP for image blocks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from channels.slack.message import ChartReference
from channels.web.charts import chart_version
from guide.charts import CHARTS, draw
from guide.edition import Edition, current_edition
from guide.text import LANGUAGES, Language


async def png(name: str, language: Language) -> bytes:
    """Draws a chart once, outside the event loop, because the first one takes a second."""
    return await asyncio.to_thread(_draw, current_edition(), name, language)


@lru_cache(maxsize=len(CHARTS) * len(LANGUAGES))
def _draw(edition: Edition, name: str, language: Language) -> bytes:
    return draw(edition.guide, name, language, "light", "png")


def chart_url(chart: ChartReference, public_url: str) -> str:
    """The public URL where Slack's servers fetch a chart.

    Slack caches pictures by their URL, so a changed chart has another one.
    """
    query = urlencode({"language": chart.language, "version": chart_version()})
    return f"{public_url}/webhooks/slack/charts/{chart.name}.png?{query}"


def add_charts(blueprint: Blueprint) -> None:
    """Serves each chart at ``/charts/NAME.png?language=``."""
    for name in CHARTS:
        blueprint.add_route(_server_of(name), f"/charts/{name}.png", name=name)


def _server_of(name: str) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        content = await png(name, "fr" if request.args.get("language") == "fr" else "en")
        headers = {"Cache-Control": "public, max-age=86400"}
        return raw(content, headers=headers, content_type="image/png")

    return serve
