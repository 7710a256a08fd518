from __future__ import annotations

import os
import socket
import subprocess
import sys

from server.supervision.servers import free_port


def test_a_port_that_is_taken_is_one_sentence() -> None:
    variable = "SERVER_PORT"
    ports = {variable: str(free_port())}
    hosts = {"SERVER_HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "server.supervision.check_ports"]
    with socket.create_server(("127.0.0.1", int(ports[variable]))):
        done = subprocess.run(
            command, env={**os.environ, **hosts, **ports}, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Can't listen on port {ports[variable]} of 127.0.0.1")
    assert done.stderr.endswith(f"choose another port with the variable {variable}.\n")
    assert subprocess.run(command, env={**os.environ, **hosts, **ports}).returncode == 0
