"""Programs around WSL: container desktops, Git, the proxy, and the certificates of a company."""

from __future__ import annotations

import pytest

from tests.facts.answers import read
from tests.first_wave import probes_of
from wizard.facts.windows.programs import COMPANY_ROOTS, DESKTOPS, GIT, PROXY, GitForWindows, SystemProxy
from wizard.model.facts import Fact, Side
from wizard.model.probes import (
    FileProbe,
    Found,
    RegistryProbe,
    Values,
)
from wizard.model.wanted import Wanted

SETTINGS = RegistryProbe(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings")


FOUND = Found(b"M", 0o644, 0, 0, 0, 1)


def one(fact: Fact[object], key: str, found: Values) -> object:
    asked = probes_of([fact], Wanted(), Side.HOST)
    probe = next(each for each in asked if isinstance(each, RegistryProbe) and each.key == key)
    return read(fact, (probe, found))


def test_desktops_git_and_certificates() -> None:
    uninstall = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall"
    rows = {"a": {"DisplayName": "Rancher Desktop"}, "b": {"DisplayName": "Docker Desktop 4"}, "c": {"x": 1}}
    assert one(DESKTOPS, uninstall, Values({}, dict(rows))) == ("Docker Desktop", "Rancher Desktop")
    root = r"HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates\Root\Certificates"
    assert one(COMPANY_ROOTS, root, Values({}, {"8f43": {"Blob": b""}})) == ("8F43",)
    git = RegistryProbe(r"HKCU\Software\GitForWindows"), Values({"InstallPath": "C:\\Git"})
    manager = FileProbe("~/AppData/Local/Programs/Git/mingw64/bin/git-credential-manager.exe", 1, head=True)
    assert read(GIT, git, (manager, FOUND)) == GitForWindows("C:\\Git", manager.path)
    assert read(GIT, git) == GitForWindows("C:\\Git")
    assert read(GIT) == GitForWindows()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"ProxyEnable": 1, "ProxyServer": "p:8080", "ProxyOverride": "<local>"},
            SystemProxy("p:8080", "<local>"),
        ),
        ({"ProxyEnable": 0, "ProxyServer": "p:8080"}, SystemProxy()),
        ({"AutoConfigURL": "http://w/x.pac"}, SystemProxy(script="http://w/x.pac")),
        ({}, SystemProxy()),
    ],
)
def test_the_proxy_of_windows(values: dict[str, int | str], expected: SystemProxy) -> None:
    assert read(PROXY, (SETTINGS, Values(dict(values)))) == expected
