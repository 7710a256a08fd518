"""nginx itself reads what it is given."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deploy.local.needed import find
from deploy.local.prepare import fill_templates
from deploy.local.settings import make_settings
from tests.conftest import MODEL


def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    nginx = find("nginx")
    if nginx is None:
        pytest.skip("nginx is not installed (apt-get install nginx)")
    fill_templates(tmp_path, make_settings(tmp_path, None, MODEL))

    prefix = tmp_path / "nginx"
    command = [nginx, "-t", "-e", "stderr", "-p", str(prefix), "-c", str(prefix / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert all(word not in done.stderr for word in ("[warn]", "[emerg]")), done.stderr
    assert "test is successful" in done.stderr
