from __future__ import annotations

import re
from pathlib import Path

from evaluation.answers.grades import Graded
from evaluation.answers.page import write_page
from evaluation.answers.player import Answer

RUDE = '</script><script>alert("x")</script><img src=http://site.localhost/x>'


def test_what_strangers_write_stays_text(tmp_path: Path) -> None:
    former = [Graded((RUDE,), (RUDE,), "A", RUDE)]
    write_page({(RUDE, RUDE): [Answer(RUDE, (RUDE,))] * 2}, former, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "alert" in page
    assert "<img" not in page and "<script>" not in page
    assert len(re.findall("</script", page)) == 2  # the data and the program


def test_the_page_asks_for_nothing_else(tmp_path: Path) -> None:
    write_page({("pay?",): [Answer("CAD 100,000")]}, [], tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.findall(r"(?:src|href|url|import)\s*[=(]\s*[\"']?(?:https?:)?//", page)
