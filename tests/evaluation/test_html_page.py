"""A page from a template, in which nothing that was typed is HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from evaluation.html_page import write_html_page


def test_what_was_typed_is_escaped_and_folders_are_made(tmp_path: Path) -> None:
    template, page = tmp_path / "page.html.j2", tmp_path / "reports" / "page.html"
    template.write_text("<p>{{ typed }}</p>")

    write_html_page(template, page, typed="<b>é</b>")

    assert page.read_text(encoding="utf-8") == "<p>&lt;b&gt;é&lt;/b&gt;</p>"
    with pytest.raises(UndefinedError):
        write_html_page(template, page)
