"""Readiness probe: says when the assistant really answers, and where.

A process of the Procfile. It stays until it is stopped, because honcho stops all processes as soon
as one ends.
"""

import json
import signal
import sys
import urllib.error
import urllib.request
from http import HTTPStatus

from server.supervision.servers import port, rasa_server, wait_for

GIVE_UP_AFTER_SECONDS = 180
LONGEST_ANSWER_SECONDS = 5  # the parts that `/ready` looks at have 2


class ReadinessProbe:
    """Asks a server's ``/ready`` whether every part works that an answer needs.

    Not the event broker: conversations go on without it, and it catches up.

    Args:
        server: the Rasa server's address, such as ``http://127.0.0.1:5005``.
    """

    def __init__(self, server: str) -> None:
        self._address = f"{server}/ready?exclude=event_broker"
        self.why_not = "it never answered"

    def is_ready(self) -> bool:
        """Whether it is ready; if not, ``why_not`` says why."""
        try:
            with urllib.request.urlopen(self._address, timeout=LONGEST_ANSWER_SECONDS) as response:
                return bool(response.status == HTTPStatus.OK)
        except urllib.error.HTTPError as error:
            parts = json.load(error)["parts"].items()
            self.why_not = "; ".join(f"{part}: {how}" for part, how in parts if how != "ok")
        except OSError:
            pass  # The server listens once its model is loaded.
        return False

    def guide_version(self) -> str | None:
        """Which guide it answers from (``guide.version``), if it says so."""
        try:
            with urllib.request.urlopen(self._address, timeout=LONGEST_ANSWER_SECONDS) as response:
                version: str | None = json.load(response).get("guide")
        except OSError:
            return None
        return version


def main() -> None:
    """Waits until the assistant is ready, prints the page's address, and stays.

    Raises:
        SystemExit: If it doesn't in time; the message says what doesn't work.
    """
    # Being stopped is this program's normal end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    number = port("SERVER_PORT")
    probe = ReadinessProbe(rasa_server())
    if not wait_for(probe.is_ready, GIVE_UP_AFTER_SECONDS):
        sys.exit(
            f"The assistant was not ready within {GIVE_UP_AFTER_SECONDS // 60} minutes "
            f"({probe.why_not}), so it is being stopped. The lines above, or those with "
            "LOG_LEVEL=INFO, should tell why."
        )
    print(f"Ready: open http://localhost:{number}/chat (Ctrl-C stops the assistant)", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
