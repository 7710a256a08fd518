"""Reports as HTML pages that need nothing else, from Jinja templates with autoescape, bilingual."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evaluation.names import name_of
from guide import formats
from guide.text import DEFAULT_LANGUAGE, Language, Text


def write_html_page(
    template: Path,
    path: Path,
    language: Language = DEFAULT_LANGUAGE,
    texts: Mapping[str, Text] = {},
    **values: Any,
) -> None:
    """Renders a template, with its folder's other files at hand, into a file.

    Numbers, dates and names take the filters ``number``, ``decimal``, ``percent``, ``moment`` and
    ``name``, which write them as the page's language does.

    Args:
        template: the template's file.
        path: where to; folders are made.
        language: of the page.
        texts: what the page itself says, ``text`` in the template. It may hold HTML; what its
            placeholders are filled with is escaped.
        values: what the template shows.
    """
    environment = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=True,  # it shows what strangers have typed
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": partial(formats.number, language=language),
        "decimal": partial(formats.decimal, language=language),
        "percent": partial(formats.percent, language=language),
        "moment": partial(formats.moment_in_words, language=language),
        "name": partial(name_of, language=language),
    }
    said = {name: Markup(text.in_language(language)) for name, text in texts.items()}
    page = environment.get_template(template.name).render(values, language=language, text=said)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
