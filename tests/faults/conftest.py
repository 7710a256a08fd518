"""One assistant under supervisord for all faults, with its conversations on a small disk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.served import Served

REPEATS = int(os.environ.get("FAULT_REPEATS", "1"))
"""How often each fault happens. Before a release, ten times: see docs/operations.md."""

DISK_SIZE = "128m"
"""Room for the conversations of ten repeats: programs ask as fast as they can."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "time" in metafunc.fixturenames:
        metafunc.parametrize("time", range(1, REPEATS + 1))


@pytest.fixture(scope="package")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of its own, if this user may mount one; else a folder."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_SIZE}", "tmpfs", str(folder)]
    mounted = os.getuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    yield folder
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk(disk: Path) -> Path:
    """The disk, for tests that fill it or make it read-only."""
    if not disk.is_mount():
        pytest.skip("needs the right to mount a small disk (root, outside most containers)")
    return disk


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory, disk: Path) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("served"), disk) as running:
        yield running
