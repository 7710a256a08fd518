"""`make evaluate` as a person runs it, on a few questions of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

QUESTIONS = """version: "3.1"
nlu:
- intent: ask_salary
  examples: |
    - whats the annual paycheck in this profession
- intent: goodbye
  examples: |
    - what would my paycheck be after six years on the job
"""


def test_a_missed_gate_fails_and_names_the_examples(tmp_path: Path) -> None:
    (tmp_path / "questions.yml").write_text(QUESTIONS)
    metrics = {"intent_accuracy": {"measured": 1.0, "at_least": 0.9}}
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"questions": {"metrics": metrics, "wrong": []}}))
    outside = tmp_path / "more.jsonl"
    outside.write_text('{"text": "which cities are good for ai jobs", "intent": "ask_cities"}\n')
    report = tmp_path / "reports" / "index.html"

    command = [
        sys.executable,
        "-m",
        "evaluation.understanding",
        "--sets",
        str(tmp_path),
        "--report",
        str(report),
    ]
    done = subprocess.run(
        [*command, "--data", str(outside)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1, done.stderr
    assert done.stderr.strip().splitlines() == [
        "questions, intent_accuracy: 0.500, should be at least 0.900 "
        "(committed: 1.000; questions given their intent)",
        f"  new: {tmp_path}/questions.yml:8: “what would my paycheck be after six years on the "
        "job” is goodbye, taken for ask_salary",
        "",
        "1 of 1 gates are missed.",
    ]
    assert "more.jsonl\n  intent_accuracy   1.000" in done.stdout
    assert "what would my paycheck be" in report.read_text(encoding="utf-8")


def test_a_file_that_can_t_be_read_is_one_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone.jsonl"

    done = subprocess.run(
        [sys.executable, "-m", "evaluation.understanding", "--data", str(gone)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr == f"{gone}: can't be read: No such file or directory.\n"
