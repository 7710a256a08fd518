"""Says when the assistant really answers, and where.

A process of the Procfile. It stays until it is stopped, because honcho stops all processes as soon
as one ends.
"""

import json
import os
import signal
import sys
import urllib.request

from scripts.servers import action_server_is_up, is_up, local_address, port, wait_for

QUESTION = "What does a machine learning engineer earn in Canada?"
# The conversation that the question is asked in, so that reports can leave it out.
SENDER = "ready-check"
GIVE_UP_AFTER_SECONDS = 180


def answers(server: str) -> bool:
    """Whether the assistant answers a question.

    Args:
        server: The Rasa server's address, such as ``http://127.0.0.1:5005``.
    """
    request = urllib.request.Request(
        f"{server}/webhooks/rest/webhook",
        data=json.dumps({"sender": SENDER, "message": QUESTION}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return bool(json.load(response))
    except (OSError, ValueError):
        return False


def main() -> None:
    """Waits until the assistant answers, prints the page's address, and stays.

    Raises:
        SystemExit: If the servers don't come up in time, or don't answer the question.
    """
    # Being stopped is this program's normal end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    number = port("SERVER_PORT")
    server = f"http://{local_address(os.environ['SERVER_HOST'])}:{number}"
    # The Rasa server listens once its model is loaded.
    if not wait_for(lambda: action_server_is_up() and is_up(server), GIVE_UP_AFTER_SECONDS):
        sys.exit(
            f"The assistant did not start within {GIVE_UP_AFTER_SECONDS // 60} minutes, so it is "
            "being stopped. The lines above, or those with LOG_LEVEL=INFO, should tell why."
        )
    if not answers(server):
        sys.exit(f"The assistant has no answer to '{QUESTION}', so it is being stopped.")
    print(f"Ready: open http://localhost:{number}/chat (Ctrl-C stops the assistant)", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
