"""Converts Markdown to mrkdwn, Slack's own markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark").enable("strikethrough")
_BULLETS = ("•", "◦", "▪")
_INDENT = "    "
# Slack sees a marker only at the edge of a word; this makes an edge and can't be seen.
_EDGE = "\u200b"
_MARKERS = {"strong": "*", "em": "_", "s": "~"}


@dataclass(frozen=True)
class Paragraph:
    """A piece of a text that can stand alone.

    Attributes:
        mrkdwn: its lines.
        is_aside: whether all of it was in italics, as a line about the source is.
    """

    mrkdwn: str
    is_aside: bool = False


def escape(text: str) -> str:
    """Plain text as mrkdwn, so that nothing in it is a mention or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraphs(markdown: str) -> list[Paragraph]:
    """Converts Markdown: a paragraph for each of its paragraphs, headings and lists."""
    return [_paragraph(node) for node in SyntaxTreeNode(_PARSER.parse(markdown)).children]


def _paragraph(node: SyntaxTreeNode) -> Paragraph:
    if node.type == "paragraph":
        parts = node.children[0].children
        if len(parts) == 1 and parts[0].type == "em":
            return Paragraph(_inline(parts[0].children), is_aside=True)
    return Paragraph("\n".join(_lines(node)))


def _lines(node: SyntaxTreeNode, depth: int = 0) -> Iterator[str]:
    if node.type == "inline":
        yield from _inline(node.children).split("\n")
    elif node.type == "heading":
        yield f"*{_inline(node.children[0].children).replace('*', '')}*"
    elif node.type in ("bullet_list", "ordered_list"):
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, first):
            bullet = _BULLETS[min(depth, 2)] if node.type == "bullet_list" else f"{number}."
            yield from _item(item, bullet, depth)
    elif node.type == "blockquote":
        for child in node.children:
            yield from (f"> {line}" for line in _lines(child))
    elif node.type in ("fence", "code_block"):
        yield f"```\n{escape(node.content)}```"
    elif node.type == "hr":
        yield "———"
    elif node.type == "html_block":
        yield escape(node.content.strip())
    else:
        for child in node.children:
            yield from _lines(child, depth)


def _item(item: SyntaxTreeNode, bullet: str, depth: int) -> Iterator[str]:
    opening = f"{_INDENT * depth}{bullet} "
    for child in item.children:
        if child.type in ("bullet_list", "ordered_list"):
            yield from _lines(child, depth + 1)
        else:
            for line in _lines(child, depth):
                yield opening + line
                opening = _INDENT * depth + "  "


def _inline(nodes: list[SyntaxTreeNode]) -> str:
    text = ""
    for node in nodes:
        if node.type in _MARKERS:
            marker = _MARKERS[node.type]
            before = _EDGE if text[-1:].isalnum() else ""
            text += f"{before}{marker}{_inline(node.children).strip()}{marker}"
            continue
        plain = _leaf(node)
        if plain[:1].isalnum() and re.search(r"[*_~]$", text):
            text += _EDGE
        text += plain
    return text


def _leaf(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if node.type == "code_inline":
        return f"`{escape(node.content)}`"
    if node.type == "link":
        return _link(str(node.attrs["href"]), _inline(node.children))
    if node.type == "image":
        return _link(str(node.attrs["src"]), escape(node.content))
    return escape(node.content)


def _link(address: str, label: str) -> str:
    address = escape(address).replace("|", "%7C")
    return f"<{address}|{label}>" if label and label != address else f"<{address}>"
