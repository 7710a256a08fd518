"""Charts as SVG: their URLs and the route that serves them, with ETag, cache and gzip."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlencode

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

import guide.charts
from channels.error_sentences import error_response
from channels.web import kept_charts
from channels.web.cached_content import CachedContent
from guide.charts import CHARTS, Theme
from guide.edition import Edition, current_edition
from guide.text import DEFAULT_LANGUAGE, LANGUAGES, Language, bilingual

PATH = "/chat/charts"
NO_CHART = bilingual("There is no such chart.", "Ce graphique n'existe pas.")
THEMES: tuple[Theme, ...] = get_args(Theme)
# A browser runs nothing in a picture, but this one may be opened by itself: its style is inline.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def chart_url(answer: Mapping[str, Any]) -> str | None:
    """The URL of an answer's chart, without its theme; ``None`` if it has no chart.

    Args:
        answer: what the action says of its answer (``actions.respond.say``).
    """
    if answer.get("chart") not in CHARTS:
        return None
    return svg_url(answer["chart"], answer["chart_language"])


def svg_url(name: str, language: Language) -> str:
    """The URL of a chart, without its theme."""
    query = urlencode({"language": language, "version": chart_version()})
    return f"{PATH}/{name}.svg?{query}"


def chart_version() -> str:
    """Changes with what the charts show and how they are drawn, so that a new one is fetched."""
    return _version_of(current_edition())


@lru_cache(maxsize=1)
def _version_of(edition: Edition) -> str:
    drawing = hashlib.sha256()
    for topic in CHARTS:
        drawing.update(edition.guide.topic(topic).json().encode())
    for source in sorted(Path(guide.charts.__file__).parent.glob("*.py")):
        drawing.update(source.read_bytes())
    return drawing.hexdigest()[:16]


def add_charts(blueprint: Blueprint) -> None:
    """Adds the route for the charts, and gets them all when the server has started.

    Those that aren't kept (`channels.web.kept_charts`) are drawn beside the server's own work: the
    first needs a second for its library.
    """

    @blueprint.get(f"{PATH}/<file:str>")
    async def chart(request: Request, file: str) -> HTTPResponse:
        name, _, suffix = file.partition(".")
        language = request.args.get("language", DEFAULT_LANGUAGE)
        theme = request.args.get("theme", THEMES[0])
        known = name in CHARTS and language in LANGUAGES and theme in THEMES
        if suffix != "svg" or not known:
            return error_response(request, NO_CHART, 404)
        loop = asyncio.get_running_loop()
        picture = await loop.run_in_executor(
            None, _picture, current_edition(), name, language, theme
        )
        current = request.args.get("version") == chart_version()
        caching = "public, max-age=31536000, immutable" if current else "no-cache"
        policy = {"Content-Security-Policy": POLICY}
        return picture.respond(request, "image/svg+xml", caching, policy)

    @blueprint.listener("after_server_start")
    async def get_all(_: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        for name in CHARTS:
            for language in LANGUAGES:
                for theme in THEMES:
                    loop.run_in_executor(None, _picture, current_edition(), name, language, theme)


@lru_cache(maxsize=len(CHARTS) * len(LANGUAGES) * len(THEMES))
def _picture(edition: Edition, name: str, language: Language, theme: Theme) -> CachedContent:
    return CachedContent.of(kept_charts.svg(edition, name, language, theme))
