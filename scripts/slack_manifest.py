"""Prints the Slack app's manifest as JSON: the ``get-manifest`` hook of Slack's CLI.

``.slack/hooks.json`` names it; see https://docs.slack.dev/tools/slack-cli/reference/hooks and the
source of slackapi/slack-cli of 20 July 2026, read on 28 November 2026. The CLI adds arguments of
its own.
"""

from __future__ import annotations

import json
from pathlib import Path

from ruamel.yaml import YAML

MANIFEST = Path("docs/slack-manifest.yml")


def main() -> None:
    """Prints it."""
    print(json.dumps(YAML(typ="safe").load(MANIFEST.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
