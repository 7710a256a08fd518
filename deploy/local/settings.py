"""What one cluster's servers are told: free ports, new passwords, and users of the system."""

from __future__ import annotations

import os
import pwd
import secrets
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from deploy.local.needed import postgres_folder

PROJECT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
PORTS = (
    *("NGINX_PORT", "NGINX_ACTIONS_PORT", "POSTGRES_PORT", "REDIS_PORT"),
    *("RABBITMQ_NODE_PORT", "RABBITMQ_DIST_PORT", "ERL_EPMD_PORT"),
    *("RASA_1_PORT", "RASA_2_PORT", "ACTIONS_1_PORT", "ACTIONS_2_PORT"),
)
# Servers that don't run as root, or shouldn't: who they are then.
USERS = {"POSTGRES": "postgres", "REDIS": "redis", "RABBITMQ": "rabbitmq", "NGINX": "www-data"}
ALWAYS = """autostart = true
autorestart = true
startsecs = 1
startretries = 1000000
stopwaitsecs = 20
stopasgroup = true
killasgroup = true
redirect_stderr = true
stdout_logfile = %(here)s/%(program_name)s.log
stdout_logfile_maxbytes = 0"""
ON_DEMAND = ALWAYS.replace("autostart = true", "autostart = false")


def make_settings(folder: Path, port: int | None, model: Path) -> dict[str, str]:
    """The variables of the templates, and of the servers' environment.

    Args:
        folder: for the servers' data.
        port: where people reach the assistant; ``None`` for any free one.
        model: the model's archive.
    """
    ports = _free_ports(port)
    system = {
        f"{server}_USER_OF_SYSTEM": user if os.geteuid() == 0 else _own_name()
        for server, user in USERS.items()
    }
    passwords = {
        f"{server}_PASSWORD": secrets.token_hex(16) for server in ("POSTGRES", "REDIS", "RABBITMQ")
    }
    rasa, actions = (
        " ".join(
            f"server {LOOPBACK}:{ports[f'{kind}_{number}_PORT']} max_fails=2 fail_timeout=2s;"
            for number in (1, 2)
        )
        for kind in ("RASA", "ACTIONS")
    )
    return {
        **ports,
        **system,
        **passwords,
        "CLUSTER": str(folder),
        "PROJECT": str(PROJECT),
        "PYTHON": sys.executable,
        "MODEL": str(model),
        "USER": _own_name(),
        "ALWAYS": ALWAYS,
        "ON_DEMAND": ON_DEMAND,
        "POSTGRES_BIN": str(postgres_folder()),
        "NGINX_LISTEN": f"{LOOPBACK}:{ports['NGINX_PORT']}",
        "NGINX_ACTIONS_LISTEN": f"{LOOPBACK}:{ports['NGINX_ACTIONS_PORT']}",
        "NGINX_RASA": rasa,
        "NGINX_ACTIONS": actions,
        "NGINX_RATE": "10000",
        "NGINX_ACCESS_LOG": str(folder / "nginx" / "access.log"),
        # What deploy/.env.example tells of.
        "ACTIONS_URL": f"http://{LOOPBACK}:{ports['NGINX_ACTIONS_PORT']}/webhook",
        "POSTGRES_HOST": LOOPBACK,
        "POSTGRES_USER": "assistant",
        "CONVERSATIONS_DB": "conversations",
        "EVENTS_DB": "events",
        "REDIS_HOST": LOOPBACK,
        "RABBITMQ_HOST": LOOPBACK,
        "RABBITMQ_PORT": ports["RABBITMQ_NODE_PORT"],
        "RABBITMQ_USER": "assistant",
        "RATE_LIMIT_REDIS": f"redis://:{passwords['REDIS_PASSWORD']}@{LOOPBACK}:"
        f"{ports['REDIS_PORT']}/2",
        "SANIC_PROXIES_COUNT": "1",
        "SANIC_HOST": LOOPBACK,
        # RabbitMQ's own.
        "RABBITMQ_NODENAME": "assistant@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq" / "rabbitmq.conf"),
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "rabbitmq" / "plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "rabbitmq"),
        "RABBITMQ_LOG_BASE": str(folder / "rabbitmq"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_PID_FILE": str(folder / "rabbitmq" / "pid"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "ERL_EPMD_ADDRESS": LOOPBACK,
    }


def _free_ports(port: int | None) -> dict[str, str]:
    with ExitStack() as held:
        sockets = {name: held.enter_context(socket.socket()) for name in PORTS}
        for name, probe in sockets.items():
            probe.bind((LOOPBACK, port if name == "NGINX_PORT" and port else 0))
        return {name: str(probe.getsockname()[1]) for name, probe in sockets.items()}


def _own_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name
