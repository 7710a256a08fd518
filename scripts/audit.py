"""``make audit``: known advisories of the locked packages that nobody has decided on yet.

A decision is a mention of the advisory's id in ``docs/advisories.md``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DECISIONS = Path("docs/advisories.md")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-audit.lock")
PIP_AUDIT = (
    ".venv/audit/bin/pip-audit --vulnerability-service osv --disable-pip --no-deps "
    "--progress-spinner off --format json"
).split()
NPM_AUDIT = "npm audit --json".split()
ADVISORY_ID = re.compile(r"\b(?:CVE-\d{4}-\d+|PYSEC-\d{4}-\d+|GHSA(?:-\w{4}){3})\b")
TIMEOUT_SECONDS = 600


class NotChecked(Exception):  # noqa: N818 (what it says)
    """The packages could not be looked up; the text says why in a sentence."""


@dataclass(frozen=True)
class Advisory:
    """Something known to be wrong with a locked package.

    Attributes:
        package: its name and version.
        ids: every name the advisory goes by.
        fixed_in: versions without it, empty if there is none.
    """

    package: str
    ids: frozenset[str]
    fixed_in: tuple[str, ...] = ()


def main() -> int:
    """Prints what is open.

    Returns:
        0 if every advisory has been decided on, 1 if one has not, 2 if it can't be told.
    """
    found: set[Advisory] = set()
    not_checked: list[str] = []
    for check in (check_python, check_npm):
        try:
            found |= set(check())
        except NotChecked as why:
            not_checked.append(str(why))
    decided = set(ADVISORY_ID.findall(DECISIONS.read_text(encoding="utf-8")))
    open_ = sorted((each for each in found if not each.ids & decided), key=lambda a: a.package)
    for advisory in open_:
        fixed = f"fixed in {', '.join(advisory.fixed_in)}" if advisory.fixed_in else "no fix known"
        print(f"{advisory.package}: {', '.join(sorted(advisory.ids))} ({fixed})")
    if open_:
        print(f"Each of these needs another version, or a decision in {DECISIONS}.")
    for sentence in not_checked:
        print(sentence, file=sys.stderr)
    if not (open_ or not_checked):
        print(f"{len(found)} known advisories, all decided on in {DECISIONS}.")
    return 1 if open_ else 2 if not_checked else 0


def check_python() -> Iterator[Advisory]:
    """Looks the Python packages up in the OSV database.

    Raises:
        NotChecked: if it can't be reached.
    """
    locks = [option for lock in LOCKS for option in ("--requirement", lock)]
    report = _json([*PIP_AUDIT, *locks], Path(), "Python packages", "api.osv.dev")
    yield from read_pip_audit(report)


def check_npm() -> Iterator[Advisory]:
    """Looks the web page's packages up in the npm registry.

    Raises:
        NotChecked: if it can't be reached.
    """
    report = _json(NPM_AUDIT, Path("web"), "web page's packages", "the npm registry")
    if "vulnerabilities" not in report:
        raise NotChecked(_unreachable("web page's packages", "the npm registry", report))
    yield from read_npm_audit(report)


def read_pip_audit(report: dict[str, Any]) -> Iterator[Advisory]:
    """Reads what ``pip-audit --format json`` reports.

    Raises:
        NotChecked: if it has left a package out.
    """
    skipped = [each["name"] for each in report["dependencies"] if "skip_reason" in each]
    if skipped:
        raise NotChecked(f"The Python packages could not be checked: {_names(skipped)} left out.")
    for package in report["dependencies"]:
        for found in package["vulns"]:
            yield Advisory(
                f"{package['name']} {package['version']}",
                frozenset({found["id"], *found["aliases"]}),
                tuple(found["fix_versions"]),
            )


def read_npm_audit(report: dict[str, Any]) -> Iterator[Advisory]:
    """Reads what ``npm audit --json`` reports."""
    for package in report["vulnerabilities"].values():
        for found in package["via"]:
            if isinstance(found, dict):  # else the name of another package in the report
                ids = ADVISORY_ID.findall(found["url"]) or [found["url"]]
                yield Advisory(f"{found['name']} {found['range']}", frozenset(ids))


def _json(command: list[str], folder: Path, packages: str, database: str) -> dict[str, Any]:
    try:
        # Both programs exit with 1 if they find something, and also if they fail.
        run = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
        )
        report: dict[str, Any] = json.loads(run.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        raise NotChecked(_unreachable(packages, database)) from None
    return report


def _unreachable(packages: str, database: str, report: dict[str, Any] | None = None) -> str:
    reason = f" ({report['message']})" if report and report.get("message") else ""
    return f"The {packages} could not be checked: {database} can't be reached from here{reason}."


def _names(names: Iterable[str], most: int = 3) -> str:
    names = list(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


if __name__ == "__main__":
    sys.exit(main())
