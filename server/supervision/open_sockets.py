"""Socket activation: supervisord keeps a server's socket open while the server is started anew.

One of its processes starts with supervisord; another takes its turn (``server/handover.py``).

supervisord opens the socket of an ``fcgi-program`` and hands it on as standard input, but closes it
when the last of the program's processes ends. Held here too, it stays: connections wait in it
instead of being refused, until the next process takes them (``server/socket_activation.py``).

An extension of supervisord; the way in is that of its RPC interfaces, the one it has for them.
"""

from __future__ import annotations

from supervisor import events
from supervisor.process import FastCGIProcessGroup
from supervisor.supervisord import Supervisor


class OpenSockets:
    """An RPC interface without methods.

    Args:
        supervisord: whose sockets stay open until it is stopped.
    """

    def __init__(self, supervisord: Supervisor) -> None:
        groups = supervisord.process_groups.values()
        servers = [group for group in groups if isinstance(group, FastCGIProcessGroup)]
        for server in servers:
            for name in sorted(server.processes)[1:]:
                server.processes[name].config.autostart = False
        self._sockets = [server.socket_manager.get_socket() for server in servers]
        events.subscribe(events.SupervisorStoppingEvent, lambda _: self._sockets.clear())
