"""Bundling: an ES module and all that it imports as one minified file, made by esbuild."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Literal

WEB = Path(__file__).parents[2] / "web"
SOURCES = (WEB / "launcher", WEB / "chat")
LOCK = WEB / "package-lock.json"
SECONDS = 30

# Style sheets are imported as text, for shadow trees. What is loaded later stays a file of its own.
OPTIONS = ("--bundle", "--minify", "--target=es2022", "--charset=utf8", "--loader:.css=text",
           "--external:./chat/widget.mjs")  # fmt: skip


Format = Literal["esm", "iife"]


class BundlerMissingError(Exception):
    """The bundler isn't installed."""


def bundle(entry: Path, output: Format = "esm") -> bytes:
    """The module and all that it imports as one JavaScript file, in UTF-8.

    It is made when it is first asked for, and again when a file of the widget has changed.

    Args:
        entry: a JavaScript module in ``web/``.
        output: ``esm`` for a module, ``iife`` for a classic script that leaves no global names.

    Raises:
        BundlerMissingError: if esbuild isn't installed.
        subprocess.CalledProcessError: if a source isn't right; esbuild has said so on stderr.
    """
    return _bundle(entry, output, max(_newest_change(), entry.stat().st_mtime_ns))


def find_bundler() -> Path:
    """Where esbuild's program is, which needs no Node.js.

    Raises:
        BundlerMissingError: if it isn't installed.
    """
    for program in WEB.glob("node_modules/@esbuild/*/bin/esbuild"):
        return program
    raise BundlerMissingError


@lru_cache(maxsize=8)
def _bundle(entry: Path, output: Format, _changed: int) -> bytes:
    command = [str(find_bundler()), str(entry), *OPTIONS, f"--format={output}"]
    done = subprocess.run(command, cwd=WEB, stdout=subprocess.PIPE, timeout=SECONDS, check=True)
    return done.stdout


def _newest_change() -> int:
    """In nanoseconds since 1970."""
    sources = [file for folder in SOURCES for file in folder.iterdir()]
    return max(file.stat().st_mtime_ns for file in (*SOURCES, *sources, LOCK))
