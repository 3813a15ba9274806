"""What the registry and wsl.exe say of WSL: its package, its distros, and the policies of the administrator."""

from __future__ import annotations

import json

import pytest

from tests.facts.answers import read
from wizard.codecs.windows.wsl_output import ListedDistro
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.wsl import (
    LIST,
    LISTED,
    LXSS,
    POLICIES,
    WSL_ANSWER,
    WSL_PACKAGE,
    Lxss,
    RegisteredDistro,
)
from wizard.facts.wsl import WslVersion
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Answer,
    Denied,
    Exited,
    Missing,
    Probe,
    RegistryProbe,
    Unavailable,
    Values,
)

DISTROS = RegistryProbe(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Lxss", deep=True)


def told(**parts: object) -> tuple[Probe, Answer]:
    return INQUIRY, Exited(0, json.dumps(parts).encode(), b"")


def test_distros_as_the_registry_has_them() -> None:
    keys = {
        "{b}": {
            "DistributionName": "Debian",
            "Flags": 15,
            "Version": 2,
            "DefaultUid": 1000,
            "State": 1,
            "Flavor": "debian",
            "OsVersion": "13",
        },
        "{a}": {"DistributionName": "Alt", "Flags": 7, "Version": 2, "State": 3, "RunOOBE": 1},
        "{c}": {"DistributionName": "Bad", "Flags": "15", "DefaultUid": "0"},
        "AppxInstallerCache": {"x": 1},
    }
    found = read(LXSS, (DISTROS, Values({"DefaultDistribution": "{B}", "DefaultVersion": 1}, dict(keys))))  # type: ignore[arg-type]
    assert not isinstance(found, Unknown)
    assert found.default_version == 1
    debian, alt, bad = found.distros
    assert debian == RegisteredDistro("Debian", 2, 1000, "debian", "13", is_default=True)
    assert (alt.version, alt.is_whole, alt.is_fresh) == (1, False, True)
    assert bad.damaged == ("DefaultUid", "Flags")
    assert read(LXSS, (DISTROS, Missing())) == Lxss()


def test_version_in_the_registry_is_the_format_of_the_disk_not_wsl_1_or_2() -> None:
    found = read(LXSS, (DISTROS, Values({}, {"{a}": {"DistributionName": "x", "Version": 1, "Flags": 15}})))
    assert not isinstance(found, Unknown)
    assert found.distros[0].version == 2


NOBODY = {
    "en": "Nothing is installed here yet.\r\n"
    "See what there is: 'wsl.exe --list --online'\r\nTake one: 'wsl.exe --install <Distro>'\r\n",
    "zh": "这里还没有任何发行版。\r\n"
    "查看有哪些：“wsl.exe --list --online”\r\n安装一个：“wsl.exe --install <Distro>”\r\n",
}


TABLE = "  NAME            STATE           VERSION\r\n* Ubuntu-24.04    Running         2\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_the_list_of_wsl_exe(encoding: str) -> None:
    assert read(LISTED, (LIST, Exited(0, TABLE.encode(encoding), b""))) == (
        ListedDistro("Ubuntu-24.04", "Running", 2),
    )
    for text in NOBODY.values():
        assert read(LISTED, (LIST, Exited(4294967295, text.encode(encoding), b""))) == ()


@pytest.mark.parametrize(
    "answer",
    [Exited(1, b"no WSL\r\n", b""), Exited(0, b"", b""), Exited(0, b"\xff\x00", b""), Unavailable("late")],
)
def test_a_list_that_is_none_is_unknown(answer: Answer) -> None:
    assert isinstance(read(LISTED, (LIST, answer)), Unknown)


def test_no_wsl_is_not_asked_for_its_distros() -> None:
    """It would offer to install itself, and wait for a key. In doubt it is asked."""
    features = {"VirtualMachinePlatform": 2, "Microsoft-Windows-Subsystem-Linux": 2}
    assert read(LISTED, told(package="", features=features)) == ()
    assert read(WSL_ANSWER, told(package="", features=features)) is None
    registered = (DISTROS, Values({}, {"{a}": {"DistributionName": "x", "Flags": 15}}))
    for known in (told(package="2.6.1.0", features=features), told(package="", features={}), registered):
        assert isinstance(read(LISTED, known, (LIST, Unavailable("late"))), Unknown)


def test_the_package_of_wsl() -> None:
    key = RegistryProbe(r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI")
    assert read(WSL_PACKAGE, (key, Values({"Version": "2.6.1.0"}))) == WslVersion((2, 6, 1, 0))
    assert read(WSL_PACKAGE, told(package="1.2.5.0")) == WslVersion((1, 2, 5, 0))
    assert read(WSL_PACKAGE, told(package="")) == WslVersion(None)
    for gap in (told(package=None), (INQUIRY, Unavailable("gone"))):
        assert isinstance(read(WSL_PACKAGE, gap), Unknown)
    assert isinstance(read(WSL_PACKAGE, (key, Denied()), told(package="2.0.0.0")), Unknown)


def test_policies_are_known_in_any_case() -> None:
    key = RegistryProbe(r"HKLM\Software\Policies\WSL")
    found = read(POLICIES, (key, Values({"allowwsl": 0, "AllowWSL1": 1})))
    assert not isinstance(found, Unknown)
    assert (found.forbids("AllowWSL"), found.forbids("AllowWSL1"), found.forbids("AllowX")) == (
        True,
        False,
        False,
    )
