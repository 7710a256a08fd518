"""Slack's CLI: the hooks that ``slack run`` needs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.channels.slack.stand_in import MANIFEST, read_manifest, refuse_manifest

HOOKS = json.loads(Path(".slack/hooks.json").read_text(encoding="utf-8"))


def test_the_cli_gets_the_manifest() -> None:
    # The CLI runs a hook in a shell, and appends options of its own.
    command = f"{HOOKS['hooks']['get-manifest']} --source=local"
    printed = subprocess.run(["sh", "-c", command], capture_output=True, check=True, text=True)

    manifest = json.loads(printed.stdout)
    assert manifest == read_manifest()
    assert refuse_manifest(manifest) is None


def test_the_cli_starts_what_make_run_starts_and_leaves_the_connection_to_it() -> None:
    assert HOOKS["hooks"]["start"] == "make run"
    assert "\nrun: " in Path("Makefile").read_text(encoding="utf-8")
    assert HOOKS["config"]["sdk-managed-connection-enabled"] is True


def test_it_watches_the_manifest_and_takes_it_from_here() -> None:
    assert HOOKS["config"]["watch"]["manifest"]["paths"] == [str(MANIFEST)]
    config = json.loads(Path(".slack/config.json").read_text(encoding="utf-8"))
    assert config["manifest"] == {"source": "local"}


def test_git_ignores_what_the_cli_writes_about_ones_own_app() -> None:
    ignored = Path(".slack/.gitignore").read_text(encoding="utf-8").split()
    assert {"apps.dev.json", "cache/"} <= set(ignored)
