"""Markdown as plain text, for people who read many answers one after the other."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark")
_BREAKS = ("softbreak", "hardbreak")
_WORDS = ("text", "code_inline", "html_inline")


def readable(markdown: str) -> str:
    """Markdown as plain text: paragraphs, and a bullet before each entry of a list."""
    blocks = SyntaxTreeNode(_PARSER.parse(markdown)).children
    return "\n\n".join("\n".join(_lines(block)) for block in blocks)


def _lines(block: SyntaxTreeNode) -> list[str]:
    if block.type == "bullet_list":
        return [f"• {' '.join(_lines(entry))}" for entry in block.children]
    return [_inline(part) for part in block.walk() if part.type == "inline"]


def _inline(inline: SyntaxTreeNode) -> str:
    return "".join(
        "\n" if part.type in _BREAKS else part.content
        for part in inline.walk()
        if part.type in _BREAKS or part.type in _WORDS
    )
