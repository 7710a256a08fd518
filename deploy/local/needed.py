"""The servers that a cluster needs from the system."""

from __future__ import annotations

import shutil
from pathlib import Path

APT = "apt-get install redis-server postgresql nginx rabbitmq-server"
COMMANDS = ("redis-server", "nginx", "epmd", "/usr/lib/rabbitmq/bin/rabbitmq-server")
FOLDERS = "/usr/sbin:/usr/local/sbin"  # not on everybody's path


def what_is_missing() -> str | None:
    """One sentence if a server isn't installed, ``None`` if all are."""
    missing = [Path(command).name for command in COMMANDS if find(command) is None]
    if postgres_folder() is None:
        missing.append("postgres")
    if not missing:
        return None
    return f"A cluster needs {' and '.join(missing)} of the system: {APT}"


def find(command: str) -> str | None:
    """Where a command is."""
    return shutil.which(command) or shutil.which(command, path=FOLDERS)


def postgres_folder() -> Path | None:
    """The folder of the newest PostgreSQL's programs, which Debian keeps off the path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    folders = sorted((found.parent for found in versions), key=lambda path: path.parent.name)
    if folders:
        return folders[-1]
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None
