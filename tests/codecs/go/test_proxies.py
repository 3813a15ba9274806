"""GOPROXY as Go reads it: each row was asked of the go command, 1.21.13 and 1.27.3, with a proxy that refuses all."""

from __future__ import annotations

import pytest

from wizard.codecs.go import proxies

SOUND = [
    "https://goproxy.cn",
    "https://goproxy.cn,direct",
    "https://goproxy.cn , direct",
    "https://goproxy.cn\t,direct",
    "https://a.example|https://b.example|direct",
    "goproxy.cn",
    "localhost:3000",
    "goproxy.cn:443/x",
    "HTTPS://x",
    "http://a_b.c",
    "https://u:p@h/x",
    "https://u:p%40q@h/x",
    "https://[::1]:80",
    "https://a.b:",
    "https://goproxy.cn/?a=b",
    "https://bücher.example",
    "file:///srv/p",
    "direct",
    "off",
    ",,direct,",
]
WRONG: list[tuple[str, str | None]] = [
    ('"https://goproxy.cn,direct"', "https://goproxy.cn,direct"),
    ("'https://goproxy.cn'", "https://goproxy.cn"),
    ("“https://goproxy.cn”", "https://goproxy.cn"),
    ("https://goproxy.cn;direct", "https://goproxy.cn,direct"),
    ("https://goproxy.cn direct", "https://goproxy.cn,direct"),
    ("https://goproxy.cn，direct", "https://goproxy.cn,direct"),
    ("https://goproxy.cn | DIRECT", "https://goproxy.cn|direct"),
    ("https:goproxy.cn", "https://goproxy.cn"),
    ("https:/goproxy.cn,direct", "https://goproxy.cn,direct"),
    ("/srv/p", "file:///srv/p"),
    ("DIRECT", "direct"),
    ("none", None),
    ("on", None),
    (",", None),
    (" ", None),
    ("ftp://x", None),
    ("https://", None),
    ("https://goproxy.cn:99x", None),
    ("https://%zz", None),
    ("https://go proxy", None),
    ("https://u p@h", None),
    ("https://{x}", None),
    ("https://goproxy.cn\\", None),
    ("file://host/x", None),
    ("file:/x", None),
    ("file:///x?y", None),
    ("x:y", None),
]


@pytest.mark.parametrize("value", SOUND)
def test_what_go_can_use_is_sound(value: str) -> None:
    assert proxies.is_sound(value)


@pytest.mark.parametrize(("value", "becomes"), WRONG)
def test_what_go_cannot_use_becomes_what_was_meant_if_anybody_can_tell(
    value: str, becomes: str | None
) -> None:
    assert not proxies.is_sound(value)
    assert proxies.meant(value) == becomes
    assert becomes is None or proxies.is_sound(becomes)


@pytest.mark.parametrize(
    ("value", "unreached", "becomes"),
    [
        ("direct,https://a.example", ("https://a.example",), "https://a.example,direct"),
        ("https://a.example|direct|https://b.example", ("https://b.example",), None),
        ("off,https://a.example", ("https://a.example",), None),
        ("https://a.example,direct", (), None),
        ("https://a.example", (), None),
    ],
)
def test_behind_direct_and_off_go_asks_nobody(
    value: str, unreached: tuple[str, ...], becomes: str | None
) -> None:
    assert proxies.unreached(value) == unreached
    if becomes is not None:
        assert proxies.direct_last(value) == becomes
        assert proxies.unreached(becomes) == ()


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        ("http://proxy.corp.example:8081/x,direct", ("proxy.corp.example",)),
        ("http://u:p@proxy.corp.example/x", ("proxy.corp.example",)),
        ("http://localhost:3000", ()),
        ("http://127.0.0.1:3000", ()),
        ("http://[::1]:3000", ()),
        ("http://[fd00::2]:3000", ("[fd00::2]",)),
        ("proxy.corp.example", ()),
    ],
)
def test_http_to_another_machine_is_told_by_its_host_alone(value: str, hosts: tuple[str, ...]) -> None:
    assert proxies.unencrypted(value) == hosts


@pytest.mark.parametrize(
    ("value", "does"),
    [
        ("https://proxy.golang.org,direct", True),
        ("https://goproxy.cn|https://goproxy.io|direct", True),
        ("https://mirrors.aliyun.com/goproxy/", True),
        ("https://goproxy.corp.example,direct", False),
        ("https://proxy.golang.org.corp.example", False),
        ("file:///srv/proxy", False),
    ],
)
def test_who_asks_only_known_proxies_is_told_from_who_asks_others(value: str, does: bool) -> None:
    known = ("proxy.golang.org", "goproxy.cn", "goproxy.io", "mirrors.aliyun.com")
    assert proxies.asks_only(value, known) is does


@pytest.mark.parametrize(
    ("value", "chain", "again"),
    [
        ("direct", [("direct", False)], "direct"),
        (
            "https://a.b|https://c.d, direct",
            [("https://a.b", True), ("https://c.d", False), ("direct", False)],
            "https://a.b|https://c.d,direct",
        ),
        (",,https://a.b||direct,", [("https://a.b", True), ("direct", False)], "https://a.b|direct"),
        ("", [], ""),
    ],
)
def test_a_list_is_taken_apart_and_joined_again(
    value: str, chain: list[tuple[str, bool]], again: str
) -> None:
    assert [tuple(hop) for hop in proxies.hops(value)] == chain
    assert proxies.joined(proxies.hops(value)) == again
    assert tuple(hop.entry for hop in proxies.hops(value)) == proxies.entries(value)
