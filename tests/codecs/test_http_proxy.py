"""What the value of HTTPS_PROXY means to Go."""

from __future__ import annotations

import pytest

from wizard.codecs.http_proxy import ProxyFault, read


@pytest.mark.parametrize(
    ("value", "host", "port"),
    [
        ("http://proxy:3128", "proxy", 3128),
        ("HTTP://proxy.corp/", "proxy.corp", 80),
        ("proxy:3128", "proxy", 3128),
        ("proxy", "proxy", 80),
        ("https://me:p%40ss@proxy:8443/", "proxy", 8443),
        ("me:secret@10.0.0.1:8080", "10.0.0.1", 8080),
        ("socks5://127.0.0.1", "127.0.0.1", 1080),
        ("http://[::1]:3128", "::1", 3128),
    ],
)
def test_addresses(value: str, host: str, port: int) -> None:
    address = read(value)
    assert (address.host, address.port, address.fault) == (host, port, None)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("http://proxy:3128 ", ProxyFault.SPACE),
        (" http://proxy:3128", ProxyFault.SPACE),
        ("http://proxy:3128\r", ProxyFault.SPACE),
        (" ", ProxyFault.SPACE),
        ('"http://proxy:3128"', ProxyFault.QUOTES),
        ("'http://proxy:3128", ProxyFault.QUOTES),
        ("http:/proxy:3128", ProxyFault.ADDRESS),
        ("http//proxy:3128", ProxyFault.ADDRESS),
        ("ftp://proxy:21", ProxyFault.ADDRESS),
        ("http://proxy:port", ProxyFault.ADDRESS),
        ("http://", ProxyFault.ADDRESS),
        ("http://me:p#ss@proxy:3128", ProxyFault.ADDRESS),
        ("http://me:p/ss@proxy:3128", ProxyFault.ADDRESS),
        ("http://proxy 3128", ProxyFault.ADDRESS),
    ],
)
def test_faults(value: str, fault: ProxyFault) -> None:
    assert read(value).fault is fault


@pytest.mark.parametrize(
    ("value", "is_loopback"),
    [
        ("http://127.0.0.1:7890", True),
        ("http://127.1.2.3:7890", True),
        ("http://LocalHost:7890", True),
        ("http://[::1]:7890", True),
        ("http://localhost.corp:7890", False),
        ("http://10.0.0.1:7890", False),
    ],
)
def test_whether_it_is_this_machine(value: str, is_loopback: bool) -> None:
    assert read(value).is_loopback is is_loopback


def test_a_password_goes_nowhere() -> None:
    assert "secret" not in repr(read("http://me:secret@proxy:3128 "))
