"""The charts' addresses: cached, compressed, and nothing else behind them."""

from __future__ import annotations

import pytest

from channels.web.charts import chart_url, chart_version
from tests.web_client import WebClient

PAY = "How much do ML engineers earn?"


class TestCharts:
    def test_a_chart_is_kept_by_the_browser_until_it_changes(self, web: WebClient) -> None:
        address = web.answer(PAY)["image"]["src"] + "&theme=dark"
        first = web.get(address)

        assert first.headers["Content-Type"] == "image/svg+xml"
        assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert first.headers["X-Content-Type-Options"] == "nosniff"
        again = web.get(address, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        old = web.get("/chat/charts/salary.svg?language=en&theme=dark&version=old")
        assert (old.content, old.headers["Cache-Control"]) == (first.content, "no-cache")

    def test_every_theme_and_language_has_its_own(self, web: WebClient) -> None:
        charts = {
            web.get(f"/chat/charts/{name}.svg?language={language}&theme={theme}").content
            for name in ("salary", "career_path")
            for language in ("en", "fr")
            for theme in ("light", "dark")
        }
        assert len(charts) == 8

    def test_is_compressed_for_slow_lines(self, web: WebClient) -> None:
        address = "/chat/charts/salary.svg"
        packed = web.get(address, **{"Accept-Encoding": "gzip"})
        plain = web.get(address, **{"Accept-Encoding": "identity"})

        assert packed.content == plain.content
        assert int(packed.headers["Content-Length"]) < 20_000
        assert "Content-Encoding" not in plain.headers

    def test_runs_nothing_even_when_opened_by_itself(self, web: WebClient) -> None:
        policy = web.get("/chat/charts/salary.svg").headers["Content-Security-Policy"]

        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")

    @pytest.mark.parametrize(
        "address",
        ["skills.svg", "salary.png", "salary", "..%2f..%2fcredentials.svg",
         "salary.svg?language=de", "salary.svg?theme=blue"],
    )  # fmt: skip
    def test_there_are_no_others(self, web: WebClient, address: str) -> None:
        assert web.get(f"/chat/charts/{address}").status_code == 404


def test_an_address_has_language_and_version() -> None:
    answer = {"chart": "salary", "chart_language": "fr", "chart_alt": "…"}

    assert chart_url(answer) == (f"/chat/charts/salary.svg?language=fr&version={chart_version()}")


@pytest.mark.parametrize("answer", [{}, {"chart": None}, {"chart": "skills"}])
def test_an_answer_without_a_chart_has_no_address(answer: dict[str, str]) -> None:
    assert chart_url(answer) is None
