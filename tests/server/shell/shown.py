"""An answer's text as the shell shows it, however its lines are broken."""

from __future__ import annotations

import re


def dense(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def as_shown(markdown: str) -> str:
    """An answer's Markdown as it is shown, but for its lines."""
    text = re.sub(r"\[(.*?)\]\((.*?)\)", r"\1 (\2)", markdown)  # links
    text = re.sub(r"^- ", "• ", text, flags=re.MULTILINE)
    text = re.sub(r"^(\d)\. ", r"\1 ", text, flags=re.MULTILINE)
    text = re.sub(r"^_(.*)_$", r"\1", text, flags=re.MULTILINE)  # the source line
    return text.replace("**", "")
