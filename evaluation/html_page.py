"""Reports as HTML pages that need nothing else, from Jinja templates with autoescape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def write_html_page(template: Path, path: Path, **values: Any) -> None:
    """Renders a template, with its folder's other files at hand, into a file.

    Args:
        template: the template's file.
        path: where to; folders are made.
        values: what the template shows.
    """
    environment = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=True,  # it shows what strangers have typed
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(template.name).render(values)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
