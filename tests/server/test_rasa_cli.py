from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import runpy, sys
sys.argv = ["rasa", "--version"]
runpy.run_module("server.rasa_cli", run_name="__main__")
print("tensorflow" in sys.modules)
"""


def test_it_is_rasas_command_line_without_tensorflow() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Rasa Version      :         3.6.21" in done.stdout
    assert done.stdout.endswith("False\n")
