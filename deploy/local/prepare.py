"""Makes what the servers of a cluster need before they start: folders, settings, a database."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from string import Template

from deploy.local.settings import PROJECT, USERS

HERE = Path(__file__).parent
TEMPLATES = {
    "supervisord.conf": HERE / "supervisord.conf.template",
    "nginx/nginx.conf": HERE / "nginx.conf.template",
    "nginx/default.conf": PROJECT / "deploy" / "nginx" / "default.conf.template",
    "rabbitmq/rabbitmq.conf": HERE / "rabbitmq.conf.template",
    "redis/redis.conf": HERE / "redis.conf.template",
}


class ClusterError(Exception):
    """The cluster can't be started; the text says why."""


def prepare(folder: Path, settings: Mapping[str, str]) -> None:
    """Fills the cluster's folder.

    Args:
        folder: it is there, and empty.
        settings: see ``make_settings``.

    Raises:
        ClusterError: if PostgreSQL can't make its part.
    """
    fill_templates(folder, settings)
    (folder / "rabbitmq" / "plugins").write_text("[].\n")
    password = folder / "postgres.password"
    password.write_text(settings["POSTGRES_PASSWORD"])
    for server in USERS:
        user = settings[f"{server}_USER_OF_SYSTEM"]
        for path in folder.glob(f"{server.lower()}*"):
            _give(path, user)
    _make_database(folder, settings, password)
    password.unlink()


def fill_templates(folder: Path, settings: Mapping[str, str]) -> None:
    """Makes a folder for each server, and writes the files of ``TEMPLATES``.

    Args:
        folder: it is there, and empty.
        settings: see ``make_settings``.
    """
    for server in USERS:
        (folder / server.lower()).mkdir(mode=0o700)
    for name, template in TEMPLATES.items():
        text = Template(template.read_text(encoding="utf-8")).safe_substitute(settings)
        (folder / name).write_text(text, encoding="utf-8")


def _give(path: Path, user: str) -> None:
    if os.geteuid() == 0:
        for each in (path, *path.rglob("*")):
            shutil.chown(each, user, user)


def _make_database(folder: Path, settings: Mapping[str, str], password: Path) -> None:
    user = settings["POSTGRES_USER_OF_SYSTEM"]
    made = subprocess.run(
        [
            *(f"{settings['POSTGRES_BIN']}/initdb", "--pgdata", str(folder / "postgres")),
            *("--username", settings["POSTGRES_USER"], "--pwfile", str(password)),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale"),
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        user=user if os.geteuid() == 0 else None,
    )
    if made.returncode:
        raise ClusterError(f"PostgreSQL can't make its folder: {made.stderr.strip()}")
