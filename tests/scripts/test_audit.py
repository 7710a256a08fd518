"""What the two audits report, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.audit import ADVISORY_ID, DECISIONS, Advisory, NotChecked
from scripts.audit import read_npm_audit as npm
from scripts.audit import read_pip_audit as pip


def pip_report(**package: Any) -> dict[str, Any]:
    """A report as pip-audit writes it, on one package."""
    return {"dependencies": [package], "fixes": []}


def test_every_name_of_a_python_advisory_is_known() -> None:
    report = pip_report(
        name="pydantic",
        version="1.10.9",
        vulns=[
            {
                "id": "PYSEC-2026-1812",
                "fix_versions": ["1.10.13", "2.4.0"],
                "aliases": ["CVE-2024-3772", "GHSA-mr82-8j83-vxmv"],
                "description": "",
            }
        ],
    )

    assert list(pip(report)) == [
        Advisory(
            "pydantic 1.10.9",
            frozenset({"PYSEC-2026-1812", "CVE-2024-3772", "GHSA-mr82-8j83-vxmv"}),
            ("1.10.13", "2.4.0"),
        )
    ]


def test_a_package_that_was_left_out_is_not_taken_for_safe() -> None:
    with pytest.raises(NotChecked, match="absl-py"):
        list(pip(pip_report(name="absl-py", skip_reason="not found")))


def test_an_npm_advisory_is_found_once_below_those_that_depend_on_it() -> None:
    found = {
        "name": "marked",
        "range": "<4.0.10",
        "url": "https://github.com/advisories/GHSA-rrrm-qjm4-v8hf",
    }
    report = {"vulnerabilities": {"marked": {"via": [found]}, "deep-chat": {"via": ["marked"]}}}

    assert list(npm(report)) == [Advisory("marked <4.0.10", frozenset({"GHSA-rrrm-qjm4-v8hf"}))]


def test_decisions_are_read_from_the_page() -> None:
    decided = ADVISORY_ID.findall(DECISIONS.read_text(encoding="utf-8"))

    assert {"CVE-2024-3660", "PYSEC-2026-1812", "GHSA-mr82-8j83-vxmv"} <= set(decided)
