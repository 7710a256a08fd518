"""Where a request comes from, as far as it tells people apart."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.client_address import client_address, is_local


def request(ip: str, remote_addr: str = "", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(ip=ip, remote_addr=remote_addr, headers=named)


@pytest.mark.parametrize(
    ("seen", "address"),
    [
        (request("192.0.2.1"), "192.0.2.1"),
        (request("::ffff:192.0.2.1"), "192.0.2.1"),  # IPv4 on a server that listens on IPv6
        (request("127.0.0.1", "192.0.2.9"), "192.0.2.9"),  # behind as many proxies as are set
        (request("127.0.0.1", "[2001:db8::1]"), "2001:db8::/64"),
        (request("unix"), "unix"),
    ],
)
def test_the_address(seen: Any, address: str) -> None:
    assert client_address(seen) == address


def test_a_household_s_network_is_one_address() -> None:
    one, other, stranger = "2001:db8:1:2::3", "2001:db8:1:2:4:5:6:7", "2001:db8:1:3::3"

    assert client_address(request(one)) == client_address(request(other))
    assert client_address(request(one)) != client_address(request(stranger))


@pytest.mark.parametrize(
    ("seen", "local"),
    [
        (request("127.0.0.1"), True),
        (request("::1"), True),
        (request("192.0.2.1"), False),
        (request("127.0.0.1", X_Forwarded_For="192.0.2.1"), False),
        (request("127.0.0.1", Via="1.1 proxy"), False),
        (request("unix"), False),
    ],
)
def test_only_this_machine_itself_is_local(seen: Any, local: bool) -> None:
    assert is_local(seen) is local
