"""``make answers`` as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.answers.__main__ import main


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "evaluation.answers", "--page", str(folder / "page.html")]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_run_compared_with_the_grades_of_another(tmp_path: Path) -> None:
    data, grades = tmp_path / "set.txt", tmp_path / "grades.jsonl"
    data.write_text("hello\nwhich soft skills do I need?\nwhich cities?\n", encoding="utf-8")
    said = run(tmp_path, "--data", str(data))
    assert f"Grade the answers in a browser: {tmp_path}/page.html" in said
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    embedded = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    lines = [
        dialogue | {"grade": grade, "note": ""}
        for dialogue, grade in zip(json.loads(embedded)["dialogues"], "AB", strict=False)
    ]
    lines[1]["answers"] = ["What was said then."]
    grades.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    said = run(tmp_path, "--data", str(data), "--grades", str(grades))
    assert "before        now" in said
    counted = {line[:20].strip(): line[20:].split() for line in said.splitlines()}
    assert counted["A right and helpful"] == ["1", "(50%)", "1", "(100%)"]
    assert counted["B beside the point"] == ["1", "(50%)", "0", "(", "0%)"]
    assert counted["to be graded"] == ["1", "2"]


@pytest.mark.parametrize("wrong", ["--data", "--grades"])
def test_a_file_that_is_wrong_is_told(tmp_path: Path, wrong: str) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.jsonl"
    good.write_text("pay?\n", encoding="utf-8")
    bad.write_text('{"text": "pay?"}\n{"text": ""}\n', encoding="utf-8")
    arguments = {"--data": str(good)} | {wrong: str(bad)}
    with pytest.raises(SystemExit) as stopped:
        main([part for pair in arguments.items() for part in pair])
    place = {"--data": f"{bad}:2: expected 'text'", "--grades": f"{bad}:1: 'answers' should be"}
    assert str(stopped.value).startswith(place[wrong])
