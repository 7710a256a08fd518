"""The guide as pages (server-side rendered HTML, one a language), with ETag, cache and gzip."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Coroutine
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.guide_links import guide_path
from channels.web.bundle import WEB
from channels.web.cached_content import CachedContent
from channels.web.charts import svg_url
from channels.web.guide_texts import TEXTS
from channels.web.page import ASK_EACH_TIME, CONTENT_TYPES
from guide.answers.compose import Composer
from guide.edition import Edition, current_edition
from guide.overview import Section, overview
from guide.text import DEFAULT_LANGUAGE, LANGUAGES, Language

TEMPLATE = WEB / "guide.html.j2"
PUBLIC_URL = "PUBLIC_URL"
"""Environment variable: the server's address on the internet, which search engines are told."""

# HTML in a text is shown as the characters that it is made of.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})

_AMOUNT = re.compile(r"\b([A-Z]{3}) (?=\d)")


def add_guide_page(blueprint: Blueprint) -> None:
    """Adds a route for each language."""
    for language in LANGUAGES:
        blueprint.add_route(
            _server_of(language),
            guide_path(language),
            methods=["GET", "HEAD"],
            name=f"guide_{language}",
        )


def render_guide(edition: Edition, language: Language, server: str) -> str:
    """Renders the page.

    Args:
        edition: of the guide.
        language: of the page.
        server: the server's public address, without a slash at its end; empty if it has none.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"markdown": _inline, "question_url": _question_url}
    sections = overview(Composer(edition.guide, language))
    sources = edition.guide.sources
    return environment.get_template(TEMPLATE.name).render(
        language=language,
        default_language=DEFAULT_LANGUAGE,
        languages={each: TEXTS["name"].in_language(each) for each in LANGUAGES},
        text={name: text.in_language(language) for name, text in TEXTS.items()},
        page=lambda each: server + guide_path(each),
        is_public=bool(server),
        sections=sections,
        sources=sources,
        guide_title=sources.title.in_language(language),
        users=lambda section: _users(sections, section),
        chart_url=svg_url,
    )


def _server_of(
    language: Language,
) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        content = await asyncio.to_thread(_page, current_edition(), language)
        return content.respond(request, CONTENT_TYPES[".html"], ASK_EACH_TIME)

    return serve


@lru_cache(maxsize=len(LANGUAGES))
def _page(edition: Edition, language: Language) -> CachedContent:
    server = os.environ.get(PUBLIC_URL, "").rstrip("/")
    return CachedContent.of(render_guide(edition, language, server).encode())


def _users(sections: tuple[Section, ...], published: str) -> list[Section]:
    """The topics whose answers rest on a section of the published guide."""
    return [
        each
        for each in sections
        if any(reference.partition(".")[0] == published for reference in each.references)
    ]


def _inline(text: str) -> Markup:
    """A line of Markdown as HTML, a currency on the line of its amount."""
    text = _AMOUNT.sub("\\1\N{NO-BREAK SPACE}", text)
    return Markup(_MARKDOWN.renderInline(text))


def _question_url(question: str) -> str:
    return "/chat?" + urlencode({"q": question})
