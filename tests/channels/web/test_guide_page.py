"""The guide's pages: whole, in each language, cached, and made of the guide in force."""

from __future__ import annotations

import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from channels.guide_links import guide_path
from channels.web import guide_page
from channels.web.guide_page import render_guide
from guide import GUIDE_DIRECTORY
from guide.answers.compose import Composer
from guide.edition import Edition, current_edition
from guide.overview import overview
from guide.text import LANGUAGES, Language
from tests.stand_in import Server

TIMEOUT = 10  # seconds
PUBLIC = "https://bot.example.com"


class Page(HTMLParser):
    """What a page consists of: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Takes text."""
        self.text += data

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The attributes of all elements of a kind that have these."""
        return [
            found
            for name, found in self.elements
            if name == tag and attributes.items() <= found.items()
        ]

    @property
    def ids(self) -> list[str]:
        """All ids."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def get(server: Server, path: str) -> requests.Response:
    return requests.get(f"{server.url}{path}", timeout=TIMEOUT)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def page(language: Language) -> Page:
    return Page(render_guide(current_edition(), language, PUBLIC))


def test_everything_in_the_overview_is_there_under_its_anchor(
    page: Page, language: Language
) -> None:
    ids = page.ids
    text = " ".join(page.text.split())
    for section in overview(Composer(current_edition().guide, language)):
        assert section.id in ids
        for entry in section.entries:
            assert entry.question in page.text
            for line in (*entry.lead, *entry.bullets, *entry.limit):
                assert line.id in ids
                words = re.sub(r"\b([A-Z]{3}) (?=\d)", "\\1\u00a0", line.text.replace("**", ""))
                assert " ".join(words.split()) in text
        for line in (*section.more, *section.silent):
            assert line.id in ids
    assert len(ids) == len(set(ids))


def test_steps_are_numbered_and_other_lists_are_not(page: Page, language: Language) -> None:
    sections = overview(Composer(current_edition().guide, language))
    steps = [entry for section in sections for entry in section.entries if entry.numbered]
    assert "how_to_become" in {entry.id for entry in steps}
    tags = [tag for tag, _ in page.elements]
    assert tags.count("ol") == len(steps)
    first = tags.index("ol") + 1
    items = [attributes["id"] for _, attributes in page.elements[first:] if "id" in attributes]
    assert items[: len(steps[0].bullets)] == [line.id for line in steps[0].bullets]


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    anchors = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert anchors
    assert set(anchors) <= set(page.ids)


def test_each_question_can_be_asked(page: Page, language: Language) -> None:
    addresses = [urlsplit(link["href"]) for link in page.all("a")]
    asked = [
        parse_qs(each.query)["q"][0] for each in addresses if each.path == "/chat" and each.query
    ]
    sections = overview(Composer(current_edition().guide, language))
    assert asked == [entry.question for section in sections for entry in section.entries]


def test_both_charts_are_there_with_their_words_and_for_the_dark(page: Page) -> None:
    charts = page.all("img")
    assert [Path(urlsplit(chart["src"]).path).stem for chart in charts] == ["salary", "career_path"]
    assert all(len(chart["alt"]) > 100 for chart in charts)
    dark = page.all("source", media="(prefers-color-scheme: dark)")
    assert ["theme=dark" in chart["srcset"] for chart in dark] == [True, True]


def test_a_search_engine_is_told_title_description_and_the_other_language(
    page: Page, language: Language
) -> None:
    assert page.all("html", lang=language)
    (description,) = page.all("meta", name="description")
    assert 100 < len(description["content"]) < 220
    alternates = {link["hreflang"]: link["href"] for link in page.all("link", rel="alternate")}
    assert alternates == {
        "en": f"{PUBLIC}/guide",
        "fr": f"{PUBLIC}/guide/fr",
        "x-default": f"{PUBLIC}/guide",
    }
    (canonical,) = page.all("link", rel="canonical")
    assert canonical["href"] == alternates[language]


def test_titles_and_descriptions_differ_between_languages() -> None:
    pages = [render_guide(current_edition(), language, "") for language in LANGUAGES]
    titles = {re.findall(r"<title>(.*)</title>", each)[0] for each in pages}
    descriptions = {Page(each).all("meta", name="description")[0]["content"] for each in pages}
    assert len(titles) == len(descriptions) == len(pages)


def test_without_a_public_address_its_links_are_paths() -> None:
    page = Page(render_guide(current_edition(), "fr", ""))
    assert page.all("link", rel="canonical") == []
    assert {link["href"] for link in page.all("link", rel="alternate")} == {"/guide", "/guide/fr"}


def test_it_says_who_published_the_guide_offers_the_programs_and_what_isnt_known() -> None:
    text = Page(render_guide(current_edition(), "en", "")).text
    assert "published by upGrad, and the programs it names are offered via upGrad too" in text
    assert "has no date" in text
    assert "Nobody has checked that the page is still there" in text


def test_it_runs_and_loads_nothing_of_others(page: Page) -> None:
    assert page.all("script") == []
    loaded = [each[name] for _, each in page.elements for name in ("src", "srcset") if name in each]
    assert loaded and all(address.startswith("/chat/") for address in loaded)
    assert not any(name.startswith("on") for _, each in page.elements for name in each)


def edited(folder: Path, old: str, new: str) -> Edition:
    """An edition of the guide in which a text of the pay is another."""
    shutil.copytree(GUIDE_DIRECTORY, folder)
    file = folder / "salary.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return Edition.read(folder)


def test_html_in_the_guide_is_shown_as_it_is_written(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=attacked()> & <script>attacked()</script>"
    edition = edited(tmp_path / "guide", "How much do ML engineers earn?", f"Pay {hostile}?")
    html = render_guide(edition, "en", "")
    assert len(Page(html).all("img")) == 2
    assert Page(html).all("script") == []
    assert hostile in unescape(html)


def test_a_reloaded_guide_is_served_at_once_with_its_chart(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = get(server, "/guide")
    edition = edited(tmp_path / "guide", "low: 95000", "low: 96000")
    monkeypatch.setattr(guide_page, "current_edition", lambda: edition)
    monkeypatch.setattr("channels.web.charts.current_edition", lambda: edition)

    after = get(server, "/guide")

    assert "96,000" in after.text and "96,000" not in before.text
    assert after.headers["ETag"] != before.headers["ETag"]
    charts = [Page(each.text).all("img")[0]["src"] for each in (before, after)]
    assert charts[0] != charts[1]
    assert get(server, charts[1]).headers["Cache-Control"].endswith("immutable")


def test_it_is_compressed_for_slow_lines(server: Server, language: Language) -> None:
    response = get(server, guide_path(language))
    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) < 25_000


@pytest.mark.parametrize("path", ["/guide/en", "/guide/de", "/guide/fr/salary", "/guide.html.j2"])
def test_there_are_no_others(server: Server, path: str) -> None:
    assert get(server, path).status_code == 404
