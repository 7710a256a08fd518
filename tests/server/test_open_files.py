"""The limit of open files is what the system allows."""

from __future__ import annotations

import subprocess
import sys


def test_the_limit_of_open_files_is_raised() -> None:
    program = (
        "import resource as r; hard = r.getrlimit(r.RLIMIT_NOFILE)[1];"
        "r.setrlimit(r.RLIMIT_NOFILE, (256, hard));"
        "from server.open_files import raise_limit; raise_limit();"
        "print(r.getrlimit(r.RLIMIT_NOFILE)[0] == min(hard, 65536))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr
