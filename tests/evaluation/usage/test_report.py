"""``make report``: the summary, the page, and what it says when something is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run, Store

PROJECT = Path(__file__).parents[3]


def test_make_report_runs_it(store: Store, run: Run, tmp_path: Path) -> None:
    store.ask("What does it pay?", "ask_salary", topic="salary")
    done = subprocess.run(
        [sys.executable, "-m", "evaluation.usage"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT), "PATH": "", "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run().stdout


def test_says_it_in_short_and_writes_the_page(store: Store, run: Run, tmp_path: Path) -> None:
    store.ask("What does it pay?", "ask_salary", topic="salary")
    store.ask("Can I get a visa?", "out_of_scope", "action_out_of_scope", kind="immigration")
    store.rate("a", "down", "Too long.")
    result = run()

    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "Asked since the beginning: 2 questions in 1 conversation; 1 not answered (50%).",
        "Feedback: 0 helpful, 1 not.",
        "Not answered most often:",
        "  1 × Can I get a visa? (not in the guide)",
        "The whole report is in reports/usage.html.",
    ]
    page = (tmp_path / "reports/usage.html").read_text()
    for shown in ("Can I get a visa?", "immigration", "Too long.", "on “Which skills?”", "salary"):
        assert shown in page


def test_looks_back_only_as_far_as_asked(store: Store, run: Run) -> None:
    store.ask("old", "ask_salary", days_ago=8)
    store.ask("new", "ask_skills", days_ago=1)

    assert run("--days", "7").stdout.startswith("Asked in the last 7 days: 1 question in 1 conv")


@pytest.mark.parametrize("arguments", [(), ("--days", "1")])
def test_says_when_there_is_nothing_yet(run: Run, tmp_path: Path, arguments: tuple[str]) -> None:
    result = run(*arguments)

    assert result.returncode == 0, result.stderr
    assert "Nothing to report yet: nobody has asked anything" in result.stdout
    assert "Nothing to report yet" in (tmp_path / "reports/usage.html").read_text()
    assert not (tmp_path / "events.db").exists()


def test_what_strangers_typed_is_never_markup(store: Store, run: Run, tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)>"
    store.ask(attack, "out_of_scope", "action_out_of_scope", kind=attack, channel=attack)
    store.rate("a", "down", attack)
    assert run().returncode == 0

    page = (tmp_path / "reports/usage.html").read_text()
    assert "<img" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") >= 3


@pytest.mark.parametrize(
    ("endpoints", "words"),
    [
        ("{}", "endpoints.yml sends the events nowhere"),
        ("event_broker: {type: pika, url: localhost}", "to a broker of the type 'pika'"),
        ("event_broker: {type: SQL, dialect: sqlite, db: .}", "The events can't be read:"),
        ("event_broker: [", "endpoints.yml can't be read"),
    ],
)
def test_says_why_it_cannot_read_the_events(
    run: Run, tmp_path: Path, endpoints: str, words: str
) -> None:
    (tmp_path / "endpoints.yml").write_text(endpoints)
    result = run()

    assert result.returncode == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("days", ["0", "-1", "many", "1.5"])
def test_says_what_a_number_of_days_is(run: Run, days: str) -> None:
    result = run("--days", days)

    assert result.returncode == 2
    assert f"'{days}' is not a number of days" in result.stderr
