"""Proxies as shells name them, and who is at those on this machine."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from tests.machines.build import Sees
from wizard.codecs.http_proxy import ProxyAddress
from wizard.facts.dns.proxies import LOOPBACK, PROXIES, Loopback, ProxySetting
from wizard.facts.shell import LOGIN
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, CommandProbe, Exited, FileProbe, Probe

MODE = CommandProbe(("/bin/sh", "-c", "wslinfo --networking-mode -n"))
TCP = FileProbe("/proc/net/tcp")
HEAD = "  sl  local_address rem_address   st\n"


def shell(**variables: str) -> tuple[Probe, Answer]:
    return LOGIN, Sees("/bin", (), variables).printed()


def test_a_line_of_a_start_file_goes_before_what_a_shell_says() -> None:
    line = "export HTTPS_PROXY=http://me:s3cr3t@proxy:3128"
    settings = read(PROXIES, at("~/.profile", f"{line}\n"), shell(HTTPS_PROXY="http://x", HTTP_PROXY="y:1"))
    assert not isinstance(settings, Unknown)
    assert settings.set == (
        ProxySetting(
            "HTTPS_PROXY",
            ProxyAddress("proxy", 3128),
            "~/.profile",
            "export HTTPS_PROXY=http://•••@proxy:3128",
            1,
        ),
        ProxySetting("HTTP_PROXY", ProxyAddress("y", 1), "$HTTP_PROXY", "y:1"),
    )


@pytest.mark.parametrize(
    "line", ["HTTPS_PROXY=http://x", "# export HTTPS_PROXY=http://x", "export HTTPS_PROXY="]
)
def test_what_programs_do_not_get_is_not_set(line: str) -> None:
    settings = read(PROXIES, at("~/.profile", f"{line}\n"))
    assert not isinstance(settings, Unknown)
    assert (settings.set, settings.gap) == ((), None)


@pytest.mark.parametrize(
    ("pairs", "loopback"),
    [
        ([shell(HTTPS_PROXY="http://proxy:1")], Loopback()),
        (
            [shell(HTTPS_PROXY="http://127.0.0.1:80"), (MODE, Exited(0, b"NAT\n", b"")), (TCP, file(HEAD))],
            Loopback(frozenset(), "nat"),
        ),
        (
            [
                shell(http_proxy="localhost:80"),
                (MODE, GONE),
                (TCP, file(HEAD + " 0: 00000000:0050 00000000:0000 0A\n")),
            ],
            Loopback(frozenset((80,)), ""),
        ),
        ([shell(http_proxy="localhost:80"), (TCP, GONE)], Loopback(None, "")),
    ],
)
def test_who_is_there_is_asked_only_for_this_machine(
    pairs: list[tuple[Probe, Answer]], loopback: Loopback
) -> None:
    assert read(LOOPBACK, *pairs) == loopback
