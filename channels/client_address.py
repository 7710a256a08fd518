"""The client's IP address, behind reverse proxies too, and whether it is this machine itself."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from sanic.request import Request

# Proxies add one of these to what they pass on.
_PROXY_HEADERS = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


def client_address(request: Request) -> str:
    """The network address a request came from, as far as it tells people apart.

    That is the other end of the connection or, behind as many proxies as Sanic's setting
    ``SANIC_PROXIES_COUNT`` says, the address that the outermost of them saw: ``X-Forwarded-For``
    is believed no further, because anyone can write it. One household or server has a whole /64
    network of IPv6 addresses, so that counts as one.
    """
    address = (request.remote_addr or request.ip).strip("[]")
    parsed = _parse(address)
    if parsed is None:
        return address
    return _network(parsed)


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine itself, not through a proxy on it.

    What a client writes can only make a request less local.
    """
    parsed = _parse(request.ip)
    passed_on = any(header in request.headers for header in _PROXY_HEADERS)
    return parsed is not None and parsed.is_loopback and not passed_on


@lru_cache(maxsize=1024)
def _network(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


@lru_cache(maxsize=1024)
def _parse(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address; ``None`` for a Unix socket, or a name that some proxies write instead."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    # What a server that listens on IPv6 sees of IPv4: ::ffff:192.0.2.1.
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed
