"""`python -m evaluation.bench.understanding`, as `make bench-nlu` runs it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

_QUESTIONS = {
    "card_arrival": [
        "where is my new card",
        "my card has not come yet",
        "when will the card be delivered",
        "i am still waiting for my card",
        "how long until the card arrives",
        "track the card you sent me",
    ],
    "exchange_rate": [
        "what is your exchange rate",
        "how do you convert euros",
        "is the rate for dollars good",
        "which rate do i get abroad",
        "rate for changing pounds",
        "tell me about currency conversion",
    ],
}
_TEST = [
    ("has my card been sent", "card_arrival"),
    ("the card still isn't here", "card_arrival"),
    ("what rate will i get for my euros", "exchange_rate"),
    ("do you convert dollars at a good rate", "exchange_rate"),
]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evaluation.bench.understanding", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def write(path: Path, rows: list[tuple[str, str]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("text", "category"), *rows])


def test_our_side_is_trained_and_measured(tmp_path: Path) -> None:
    examples = [(text, intent) for intent, texts in _QUESTIONS.items() for text in texts]
    write(tmp_path / "banking77_train.csv", examples)
    write(tmp_path / "banking77_test.csv", _TEST)
    report = tmp_path / "bench.json"
    row = ["--rows", "banking77-5-shot", "--seeds", "0", "--data", str(tmp_path)]
    done = run("--sides", "ours", *row, "--report", str(report))

    assert done.returncode == 0, done.stderr
    assert "| banking77-5-shot | ours | 1 | 1.000 |" in done.stdout
    (result,) = json.loads(report.read_text()).values()
    assert result["auroc"] is None
    assert 0 < result["train_s"] < result["train_process_s"]
    assert 0 < result["median_ms"] <= result["p95_ms"]
    assert 0.01 < result["model_mb"] < 1


def test_rows_without_data_are_skipped_in_so_many_words(tmp_path: Path) -> None:
    rows = ["clinc150-full", "banking77-10-shot"]
    done = run("--rows", *rows, "--data", str(tmp_path), "--report", str(tmp_path / "bench.json"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"clinc150-full is skipped: there is no clinc150_full.json in {tmp_path}.",
        "banking77-10-shot is skipped: there is no banking77_train.csv, banking77_test.csv in "
        f"{tmp_path}.",
    ]
    assert not (tmp_path / "bench.json").exists()


def test_data_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    for name in ("banking77_train.csv", "banking77_test.csv"):
        write(tmp_path / name, [("where is my card", "card_arrival")])
    done = run("--rows", "banking77-5-shot", "--data", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr == "The intent card_arrival has 1 examples; 5 are needed.\n"


def test_a_side_that_takes_too_long_is_stopped_and_said_so(tmp_path: Path) -> None:
    write(tmp_path / "banking77_train.csv", [(t, i) for i, ts in _QUESTIONS.items() for t in ts])
    write(tmp_path / "banking77_test.csv", _TEST)
    row = ["--rows", "banking77-5-shot", "--seeds", "0", "--data", str(tmp_path)]
    report = ["--report", str(tmp_path / "bench.json")]
    done = run("--sides", "rasa", *row, *report, "--limit", "0.01")
    assert done.returncode == 0, done.stderr
    assert "| banking77-5-shot | rasa init | 1 | stopped after 0.01 min |" in done.stdout
