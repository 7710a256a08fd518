#!/usr/bin/env bash
# slack_sdk 3.48.0, WebClient.chat_stream, the helper for answers that appear as they are made.
#
# Most people expect that what is appended is sent: append("Looking that up…"), some seconds of work,
# append(answer), stop(). Text is held back until 256 characters have come together, so that a first line
# meant to bridge the wait is seen only with the end of the answer; a whole answer shorter than that is
# never streamed, but costs two calls (a start without text, a stop with all of it) instead of the one of
# chat_postMessage. append() returns None then. In the other direction nothing is cut: one append() of
# 30,000 characters is one call with 30,000, although Slack's limit for the field is 12,000. What sends at
# once is a chunk (append(chunks=[...])), or buffer_size=1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "slack_sdk==3.48.0"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

import slack_sdk.version
from slack_sdk import WebClient

calls: list[tuple[str, int]] = []


class Slack(BaseHTTPRequestHandler):
    """Notes each method called, with the number of characters of text."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.headers["Content-Type"].startswith("application/json"):
            fields = json.loads(body)
        else:
            fields = dict(urllib.parse.parse_qsl(body))
        chunks = fields.get("chunks", [])
        chunks = json.loads(chunks) if isinstance(chunks, str) else chunks
        calls.append((self.path.rpartition("/")[2], sum(len(chunk["text"]) for chunk in chunks)))
        answer = json.dumps({"ok": True, "ts": "1.2"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments: object) -> None:
        pass


server = HTTPServer(("127.0.0.1", 0), Slack)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = WebClient(token="xoxb-example", base_url=f"http://127.0.0.1:{server.server_port}/api/")


def stream(*texts: str, **settings: int) -> list[tuple[str, int]]:
    """The calls that streaming these texts makes; "waits" stands between two appends."""
    calls.clear()
    streamer = client.chat_stream(channel="D1", thread_ts="1.1", **settings)
    for text in texts:
        streamer.append(markdown_text=text)
        calls.append(("waits", 0))
    streamer.stop()
    return list(calls)


seen = {
    "short": stream("Looking that up…", "A bachelor's degree, usually."),
    "long": stream("x" * 30_000),
    "buffer_size=1": stream("Looking that up…", "A bachelor's degree, usually.", buffer_size=1),
}
for name, made in seen.items():
    print(f"{name}: {made}")
unchanged = seen == {
    "short": [("waits", 0), ("waits", 0), ("chat.startStream", 0), ("chat.stopStream", 45)],
    "long": [("chat.startStream", 30_000), ("waits", 0), ("chat.stopStream", 0)],
    "buffer_size=1": [
        ("chat.startStream", 16), ("waits", 0), ("chat.appendStream", 29), ("waits", 0),
        ("chat.stopStream", 0),
    ],
}
print("slack_sdk", slack_sdk.version.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON
