"""Static files: the chat's page, the embed script and its files, with ETag, cache and gzip."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from functools import lru_cache
from pathlib import Path
from typing import Any

from sanic import Blueprint
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, text

from channels.error_sentences import in_preferred_language
from channels.web.bundle import WEB, BundlerMissingError, Format, bundle, find_bundler
from channels.web.cached_content import CachedContent
from guide.text import bilingual

# What has an address of its own; everything else in web/ stays private.
PAGES = {
    "/chat": WEB / "index.html",
    "/chat/demo": WEB / "demo.html",
    "/chat/page.css": WEB / "page.css",
    "/chat/demo.css": WEB / "demo.css",
    "/chat/guide.css": WEB / "guide.css",
    "/chat/icon.svg": WEB / "icon.svg",
    "/chat/widget.d.mts": WEB / "widget.d.mts",
}
# The launcher, as a classic script and as an ES module, by its path.
SCRIPTS: dict[str, tuple[Path, Format]] = {
    "/widget.js": (WEB / "widget.js", "iife"),
    "/chat/widget.mjs": (WEB / "widget.mjs", "esm"),
}
# What the launcher loads, by its path under /chat/files/<version>: files as they are, and modules
# that are one file for the browser and many for us. A page that can't load the icon can't use the
# chat.
FILES = {"icon.svg": WEB / "icon.svg"}
BUNDLES = {"chat/panel.js": WEB / "chat" / "panel.js"}
VERSION_PLACEHOLDER = "VERSION"

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mts": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
NOT_INSTALLED = bilingual(
    "The chat isn't complete: its packages are not installed. "
    "Run '.venv/bin/npm ci --prefix web' in the project's folder, then reload this page.",
    "Le clavardage n'est pas complet : ses paquets ne sont pas installés. Lancez "
    "« .venv/bin/npm ci --prefix web » dans le dossier du projet, puis rechargez cette page.",
)

ASK_EACH_TIME = "no-cache"  # the browser keeps it, and asks whether it is still the one
KEEP_FOR_A_YEAR = "public, max-age=31536000, immutable"

SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def add_page(blueprint: Blueprint, origins: frozenset[str] = frozenset()) -> None:
    """Adds the page and its files to the blueprint, and the security headers to all it answers.

    Args:
        blueprint: its routes start at the server's root.
        origins: whose pages may have the chat in a frame.
    """
    methods = ["GET", "HEAD"]
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    headers = SECURITY_HEADERS | {
        "Content-Security-Policy": " ".join((policy, *sorted(origins)))  # frame-ancestors is last
    }
    for path, file in PAGES.items():
        blueprint.add_route(_server_of(file), path, methods=methods, name=file.name)

    for path in SCRIPTS:
        blueprint.add_route(_launcher_of(path), path, methods=methods, name=SCRIPTS[path][0].name)

    @blueprint.route("/chat/files/<version:str>/<path:path>", methods=methods)
    async def file_of_version(request: Request, version: str, path: str) -> HTTPResponse:
        """A file that never changes under its address, because a change changes the version."""
        if path not in FILES and path not in BUNDLES:
            raise NotFound(f"There is no file {path}.")
        caching = KEEP_FOR_A_YEAR if version == _version() else ASK_EACH_TIME
        return _answer(request, _content(path), Path(path).suffix, caching)

    @blueprint.exception(BundlerMissingError)
    async def not_installed(request: Request, _: BundlerMissingError) -> HTTPResponse:
        told = f"{in_preferred_language(request, NOT_INSTALLED)}\n"
        return text(told, status=503, headers={"Cache-Control": "no-store"})

    @blueprint.middleware("response")
    async def secure(_: Request, response: HTTPResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)


def _server_of(file: Path) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        return _answer(request, _read(file), file.suffix, ASK_EACH_TIME)

    return serve


def _launcher_of(path: str) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        """A script with the launcher in it, which names the version of the files it loads."""
        script = bundle(*SCRIPTS[path]).replace(VERSION_PLACEHOLDER.encode(), _version().encode())
        return _answer(request, _compress(script), ".js", ASK_EACH_TIME)

    return serve


def _answer(request: Request, content: CachedContent, suffix: str, caching: str) -> HTTPResponse:
    find_bundler()  # without it no page is of use
    return content.respond(request, CONTENT_TYPES[suffix], caching)


def _version() -> str:
    """Tells all files that are loaded together, as they are now, from any others."""
    digest = hashlib.sha256()
    for path in (*FILES, *BUNDLES):
        digest.update(f"{path} {_content(path).tag}".encode())
    return digest.hexdigest()[:16]


def _content(path: str) -> CachedContent:
    return _compress(bundle(BUNDLES[path])) if path in BUNDLES else _read(FILES[path])


@lru_cache(maxsize=len(BUNDLES) + len(SCRIPTS))
def _compress(content: bytes) -> CachedContent:
    return CachedContent.of(content)


def _read(file: Path) -> CachedContent:
    return _read_at(file, file.stat().st_mtime_ns) if file.is_file() else CachedContent.of(b"")


@lru_cache(maxsize=128)  # more than there are files; an edited file is read again
def _read_at(file: Path, _changed: int) -> CachedContent:
    return CachedContent.of(file.read_bytes())
