"""Blocks of charts that Slack draws itself."""

from __future__ import annotations

from typing import get_args

import pytest

from channels.slack.native_charts import native_chart
from guide.charts import CHARTS
from guide.edition import current_edition
from guide.text import Language
from tests.channels.slack.stand_in import check_blocks

GUIDE = current_edition().guide


@pytest.mark.parametrize("language", get_args(Language))
def test_the_chart_of_pay_keeps_to_slacks_limits(language: Language) -> None:
    chart = native_chart(GUIDE, "salary", language)
    assert chart is not None
    check_blocks([chart.to_dict()])
    assert chart.title == GUIDE.topic("salary").chart.title.in_language(language)  # type: ignore[attr-defined]


def test_the_ladder_has_no_figures() -> None:
    assert set(CHARTS) == {"salary", "career_path"}
    assert native_chart(GUIDE, "career_path", "en") is None
