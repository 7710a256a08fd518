"""A description of the server's routes, and requests to them of which most are almost valid."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.hostile.texts import PIECES, texts, valid_texts
from tests.hostile.wire import Request

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Route:
    """What a route takes.

    Attributes:
        path: with valid parameters.
        method: the one it answers.
        fields: what its JSON object has in it; none if it has no body.
    """

    path: str
    method: str = "GET"
    fields: dict[str, st.SearchStrategy[Any]] = field(default_factory=dict)


def ids(count: int) -> st.SearchStrategy[str]:
    """So many random UUIDs, the same ones again and again."""
    return st.integers(0, count - 1).map(
        lambda number: str(uuid.UUID(int=0x1D << 100 | number, version=4))
    )


messages = st.one_of(
    valid_texts, valid_texts, st.sampled_from(["What does it pay?", "Et à 5 ans ?"])
)
CONVERSATIONS = 25
"""On the web; as many again over REST. Long enough ones, and not so many that it takes for ever."""

TALKING = (
    Route(
        "/chat/messages",
        "POST",
        {
            "conversation": ids(CONVERSATIONS),
            "id": st.uuids(version=4).map(str),
            "message": messages,
        },
    ),
    Route("/chat/history", "POST", {"conversation": ids(CONVERSATIONS)}),
    Route(
        "/chat/feedback",
        "POST",
        {
            "conversation": ids(CONVERSATIONS),
            "answer": texts,
            "rating": st.sampled_from(["up", None]),
        },
    ),
    Route(
        "/webhooks/rest/webhook",
        "POST",
        {"sender": ids(CONVERSATIONS).map(lambda each: f"rest-{each}"), "message": messages},
    ),
    Route(
        "/webhooks/rest/webhook?stream=true",
        "POST",
        {"sender": ids(CONVERSATIONS).map(lambda each: f"rest-{each}"), "message": messages},
    ),
)
LOOKING = tuple(
    Route(path)
    for path in (
        *("/", "/chat", "/chat/demo", "/chat/page.css", "/widget.js", "/webhooks/rest/"),
        *("/health", "/ready", "/metrics", "/chat/files/1/launcher/launcher.js"),
        *(
            "/chat/charts/salary.svg?language=fr&theme=dark",
            "/version",
            "/socket.io",
            "/model/train",
        ),
    )
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**30, -(10**400), 1e308, float("nan"), float("inf"), "", 0]),
    texts,
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(PIECES), inner, max_size=4)
    ),
    max_leaves=8,
)
EXTRAS = (
    "metadata",
    "input_channel",
    "intent",
    "entities",
    "slots",
    "sender",
    "message",
    "__proto__",
)


@st.composite
def objects(draw: Draw, fields: dict[str, st.SearchStrategy[Any]]) -> dict[str, Any]:
    """An object that is right, or has one thing wrong with it."""
    body = {name: draw(strategy) for name, strategy in fields.items()}
    damage = draw(st.sampled_from(["none", "none", "none", "value", "missing", "extra"]))
    if damage == "value":
        body[draw(st.sampled_from(sorted(body)))] = draw(values)
    elif damage == "missing":
        del body[draw(st.sampled_from(sorted(body)))]
    elif damage == "extra":
        body[draw(st.sampled_from(EXTRAS))] = draw(values)
    return body


@st.composite
def bodies(draw: Draw, fields: dict[str, st.SearchStrategy[Any]]) -> bytes:
    """JSON of such an object; one in three is damaged as bytes."""
    body: str = json.dumps(draw(objects(fields)), ensure_ascii=draw(st.booleans()))
    data = body.encode(errors="surrogatepass")
    damage = draw(st.integers(0, 20))  # of which most are none
    if damage == 7:
        return data[: int(draw(st.integers(0, len(data))))]
    if damage == 1:
        return bytes(draw(st.binary(max_size=300)))
    if damage == 2:
        opening: str = draw(st.sampled_from(["[", '{"message":', '{"conversation":[']))
        return (opening * int(draw(st.sampled_from([100, 5000, 100_000])))).encode()
    if damage == 3:
        encoding: str = draw(st.sampled_from(["utf-16", "utf-32", "utf-7"]))
        return body.encode(encoding, errors="replace")
    if damage == 4:
        return gzip.compress(data)
    if damage == 5:  # two of each key
        return data[:-1] + b"," + data[1:]
    if damage == 6:
        filler: bytes = draw(st.sampled_from([b" ", b"\x00", b"a", b"\xff", b'"\\u0000",']))
        return data[:-1] + (filler * 1_000_000)[: draw(st.sampled_from([40_000, 1_000_000]))]
    return data


HEADERS = st.one_of(
    st.sampled_from(
        [
            b"Content-Type: text/plain",
            b"Content-Type: application/json; charset=utf-16",
            b"Content-Type: multipart/form-data; boundary=",
            b"Content-Type: \xff\xfe",
            b"Content-Encoding: gzip",
            b"Content-Encoding: deflate, br",
            b"Accept-Encoding: gzip;q=0, *;q=\xff",
            b"Accept: text/html;q=nan",
            b"Accept: " + b"a/b," * 1000,
            b"Origin: null",
            b"Origin: file://",
            b"Origin: http://[",
            b"Origin: http://evil.ca\r\nSec-Fetch-Site: same-origin",
            b"X-Forwarded-For: 127.0.0.1",
            b"X-Forwarded-For: ,,;\xff, unknown, [::1",
            b"X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8",
            b"X-Forwarded-Host: [\r\nX-Forwarded-Port: -1\r\nX-Forwarded-Path: %",
            b'Forwarded: for="[::1";by=;host',
            b"Host: a b[\xff",
            b"Host: " + b"h" * 3000,
            b"If-None-Match: *\xff",
            b"Range: bytes=-1,5-2",
            b'Cookie: \xff=;;"',
            b"X-Request-ID: " + b"9" * 4000,
            b'X-Request-ID: "\r\nX-Request-ID: {evil}',
            b"Authorization: Bearer \xff",
            b"Upgrade: websocket",
            b"Expect: 200-ok",
            b"Bad header",
            b": empty",
            b"X: a\rb\nc",
            b"Access-Control-Request-Method: POST",
            b"X: " + b"x" * 20_000,
        ]
    ),
    st.binary(max_size=60).map(lambda value: b"X: " + value.replace(b"\r\n", b"")),
)
METHODS = (
    b"GET",
    b"POST",
    b"PUT",
    b"DELETE",
    b"OPTIONS",
    b"HEAD",
    b"TRACE",
    b"PATCH",
    b"\xff",
    b"a b",
)
PATHS = (
    *(
        "/../",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%00",
        "/%ff",
        "/%",
        "//",
        "/;/",
        "/\\..\\",
        "/chat/files/",
    ),
    *(
        "/chat/files/x/..%2f..%2fdefaults.env",
        "/chat/charts/..%2fsalary.svg",
        "/chat/charts/%00.svg",
    ),
    *("/chat/charts/salary.svg?language=xx&theme[]=1&version=%ff", "/webhooks/slack/events", "/é"),
    *("*", "nowhere", "http://[::1", "http://evil.ca/chat", "/?" + "a=b&" * 1000, "/" + "a" * 9000),
)


@st.composite
def requests(draw: Draw) -> Request:
    """A request to one of the routes, with up to three things wrong with it."""
    route = draw(st.sampled_from(TALKING * 3 + LOOKING))
    method, target, is_whole = route.method.encode(), route.path.encode(), True
    body = draw(bodies(route.fields)) if route.fields else b""
    content = body
    headers = [b"Host: localhost"]
    if draw(st.integers(0, 3)) == 1:
        headers += draw(st.lists(HEADERS, min_size=1, max_size=3))
    damage = draw(st.integers(0, 30))  # of which most are none
    if damage == 8:
        method = draw(st.sampled_from(METHODS))
    elif damage == 1:
        target = draw(st.sampled_from(PATHS)).encode()
    elif damage == 2:
        target += draw(st.binary(max_size=30)).replace(b"\r\n", b"")
    length = b"Content-Length: %d" % len(body)
    if damage == 3 and body:
        headers.append(b"Transfer-Encoding: chunked")
        cut = draw(st.integers(0, len(body)))
        pieces = [piece for piece in (body[:cut], body[cut:]) if piece]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    elif damage == 4:
        wrong = [b"", b"+5", b"1e3", b"x", b"9" * 30, b"5\r\nContent-Length: 6"]
        headers.append(b"Content-Length: " + draw(st.sampled_from(wrong)))
    elif damage == 5:
        headers += [length, b"Transfer-Encoding: " + draw(st.sampled_from([b"chunked", b"gzip"]))]
    elif damage == 6 and body:
        headers.append(b"Transfer-Encoding: chunked")
        body = draw(
            st.sampled_from([b"zz\r\n", b"+1\r\n\r\n", b"5;" + b"x" * 90, b"ffffffff\r\nab"])
        )
        is_whole = False
    elif damage == 7:
        headers.append(
            b"Content-Length: %d" % (len(body) + draw(st.sampled_from([1, 1000, 10**9])))
        )
        is_whole = False
    elif body or route.method == "POST":
        headers.append(length)
    return Request(method, target, tuple(headers), body, content, is_whole)
