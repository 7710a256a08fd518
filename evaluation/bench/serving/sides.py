"""The systems under test, ours and the baseline, each in a folder of its own under ``.bench/``."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from evaluation.bench.rasa_init import RASA, rasa_config
from evaluation.bench.serving.grow import grow

OURS = "ours"
BEFORE = "before"
BENCH = Path(".bench")
MODEL = Path("models/assistant.tar.gz")

_TAUGHT = ("domain.yml", "data/nlu", "data/rules.yml", "tests/test_stories.yml")
_SERVED = (
    *("data/guide", "guide", "actions"),
    *("components/__init__.py", "components/reading.py"),
    *("stores/__init__.py", "stores/confirmation.py", "stores/retention_days.py"),
)
# Neither trained nor served.
_NOT_OURS = {"deploy", "docs", "evaluation", "models", "reports", "results", "tests"}
# As text: Rasa fills in variables only where the YAML has no quotation marks.
_RASA_ENDPOINTS = """\
action_endpoint:
  url: ${ACTIONS_URL}
tracker_store:
  type: SQL
  dialect: sqlite
  db: ${CONVERSATIONS_DB}
event_broker:
  type: SQL
  dialect: sqlite
  db: ${EVENTS_DB}
"""
_RASA_PROCFILE = """\
actions: exec python -m rasa_sdk --actions actions --port $ACTIONS_PORT
server: exec python -m rasa run --model models/assistant.tar.gz --credentials credentials.yml \
--endpoints endpoints.yml --interface $SERVER_HOST --port $SERVER_PORT
"""
_yaml = YAML(typ="safe", pure=True)


@dataclass(frozen=True)
class Side:
    """A project that can be trained and served.

    Attributes:
        name: ``OURS``, ``BEFORE`` or ``RASA``.
        folder: Has everything in it; commands run there.
        train: What trains its model into ``models/assistant.tar.gz``.
        endpoints: The file in its folder that names the stores.
        python: The interpreter of its environment.
    """

    name: str
    folder: Path
    train: str
    endpoints: str = "endpoints.yml"
    python: Path = Path(sys.executable)

    @property
    def model(self) -> Path:
        """The trained model."""
        return self.folder / MODEL

    @property
    def commands(self) -> dict[str, str]:
        """What its Procfile starts of servers, by name."""
        lines = (self.folder / "Procfile").read_text(encoding="utf-8").splitlines()
        commands = dict(line.split(": ", 1) for line in lines if ": " in line)
        return {
            name: commands[name].replace(
                "--endpoints endpoints.yml", f"--endpoints {self.endpoints}"
            )
            for name in ("actions", "server")
            if name in commands
        }


def ours(times: int = 1, root: Path = Path()) -> Side:
    """A copy of the working tree's project, perhaps made several times as large."""
    name = OURS if times == 1 else f"{OURS}-x{times}"
    parts = tuple(
        path.name
        for path in sorted(root.iterdir())
        if path.name not in _NOT_OURS and path.name[0] != "." and ".db" not in path.name
    )
    folder = _folder(name, root, parts, parts, str(times))
    if times > 1 and not (folder / "actions/synthetic.py").exists():
        grow(folder, times)
    return Side(OURS, folder, _train_command(root))


def before(commit: str, root: Path = Path()) -> Side:
    """An earlier commit of this project: its own checkout and environment.

    Args:
        commit: As git names it.
        root: The project's folder, in a git repository.

    Raises:
        subprocess.CalledProcessError: If there is no such commit, or its setup fails.
    """
    name = ["git", "rev-parse", "--verify", f"{commit}^{{commit}}"]
    full = subprocess.run(name, cwd=root, check=True, capture_output=True, text=True).stdout.strip()
    folder = (BENCH / f"{BEFORE}-{full[:12]}").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    archive = ["git", "archive", "--format", "tar", full]
    files = subprocess.run(archive, cwd=root, check=True, capture_output=True).stdout
    subprocess.run(["tar", "x"], cwd=folder, input=files, check=True)
    subprocess.run(["scripts/setup"], cwd=folder, check=True)
    return Side(BEFORE, folder, _train_command(folder), python=folder / ".venv/bin/python")


def rasa_init(epochs: int, root: Path = Path()) -> Side:
    """The same guide, actions, domain and rules with what ``rasa init`` sets up around them.

    Pipeline and policies are those that Rasa fills into the config.yml that ``rasa init`` copies,
    the channel is its ``rest``, the stores are its SQL ones. The stories that ``rasa test`` checks
    are what TED learns from.

    Args:
        epochs: Of each of its networks; Rasa's default is 100.
        root: The project's folder.
    """
    # Training takes so long that it is repeated only for what it depends on.
    parts = (*_TAUGHT, *_SERVED)
    folder = _folder(f"rasa-init-{epochs}", root, parts, _TAUGHT, str(epochs))
    stories = folder / "tests/test_stories.yml"
    if stories.exists():
        stories.rename(folder / "data/stories.yml")
        _write(folder / "config.yml", rasa_config(epochs))
        (folder / "endpoints.yml").write_text(_RASA_ENDPOINTS, encoding="utf-8")
        _write(folder / "credentials.yml", {"rest": None})
        (folder / "Procfile").write_text(_RASA_PROCFILE, encoding="utf-8")
    command = "python -m rasa train --skip-validation --fixed-model-name assistant --out models"
    return Side(RASA, folder, command)


def _train_command(root: Path) -> str:
    # The line of the Makefile, so that what is measured is what `make train` does; but with Rasa's
    # cache, to measure training again, too.
    for line in (root / "Makefile").read_text(encoding="utf-8").splitlines():
        if " --skip-validation" in line:
            command = line[line.index("python") :].removesuffix("\\").strip()
            return command.replace("--force ", "").replace("--out .training", "--out models")
    raise ValueError("the Makefile has no command that trains")


def _folder(name: str, root: Path, parts: Sequence[str], keys: Sequence[str], extra: str) -> Path:
    """Copies parts of the project; what the keys hold gives the folder its name."""
    checksum = hashlib.sha256(extra.encode())
    for path in _files(root, keys):
        checksum.update(f"{path.relative_to(root)}".encode() + path.read_bytes())
    folder = (BENCH / f"{name.replace(' ', '-')}-{checksum.hexdigest()[:12]}").absolute()
    done = folder / ".copied"
    for path in _files(root, parts if not done.exists() else sorted({*parts} - {*keys})):
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    modules = root / "web/node_modules"
    if "web" in parts and modules.is_dir() and not (folder / "web/node_modules").exists():
        (folder / "web/node_modules").symlink_to(modules.absolute())
    done.touch()
    return folder


def _files(root: Path, parts: Sequence[str]) -> list[Path]:
    return sorted(
        path
        for part in parts
        for path in ([root / part] if (root / part).is_file() else (root / part).rglob("*"))
        if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts)
    )


def _write(path: Path, content: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        _yaml.dump(content, file)
