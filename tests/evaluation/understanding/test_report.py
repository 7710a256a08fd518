from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaluation.understanding.baseline import load_baseline
from evaluation.understanding.examples import Example
from evaluation.understanding.measure import Measurement, SetResult
from evaluation.understanding.metrics import metrics_of
from evaluation.understanding.nearest import Neighbour
from evaluation.understanding.report import write_report
from evaluation.understanding.sets import HeldOutSet
from guide.text import bilingual

from .messages import scored

MESSAGES = (
    scored("pay", "ask_salary", "ask_salary", in_scope=0.9),
    scored("<b>wage</b>", "ask_salary", "ask_cities", in_scope=0.8),
    scored("refused", "ask_salary", "out_of_scope", in_scope=0.3),
    scored("pizza", "out_of_scope", "out_of_scope", in_scope=0.1),
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    held_out = HeldOutSet(
        "questions", bilingual("questions", "des questions"), tuple(m.question for m in MESSAGES)
    )
    baseline = {
        "questions": {
            "metrics": {
                "intent_accuracy": {"measured": 0.9, "at_least": 0.8},
                "refused": {"measured": 0.8, "at_least": 0.7},
            },
            "wrong": ["refused"],
        }
    }
    (tmp_path / "baseline.json").write_text(json.dumps(baseline))
    now = Measurement([SetResult(held_out, MESSAGES, metrics_of(MESSAGES))])
    near = Neighbour(Example("what wage", "ask_cities", None, "data/nlu/cities.yml:7"), 0.81)
    write_report(
        now,
        load_baseline(tmp_path / "baseline.json"),
        0.5,
        {"<b>wage</b>": [near]},
        tmp_path / "reports" / "index.html",
    )
    return (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def test_the_page_lists_every_mistake_with_its_nearest_examples(page: str) -> None:
    assert "&lt;b&gt;wage&lt;/b&gt;" in page and "<b>wage" not in page
    assert 'Is <b>salary</b>, taken for <b class="bad">cities</b>' in page
    assert "81 % like cities: “what wage”" in page
    assert "data/nlu/cities.yml:7" in page
    assert page.count('<span class="tag bad">new</span>') == 1


def test_the_page_says_which_gates_are_missed(page: str) -> None:
    assert "1 of 2 gates missed" in page
    assert page.count('<strong class="bad">missed</strong>') == 1
    assert "-56.7" in page  # a third of the questions are right, 90 % were


def test_the_page_needs_nothing_else_and_its_ids_are_its_own(page: str) -> None:
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "@import" not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_plots_have_a_text_and_the_page_s_colours(page: str) -> None:
    labels = re.findall(r'role="img" aria-label="([^"]+)"', page)

    assert len(labels) == page.count("<svg") == 3
    assert "are wrong" in labels[0]
    assert "#010101" not in page and "var(--ink)" in page
