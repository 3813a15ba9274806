"""What is read of a PC's registry, of wsl.exe and of PowerShell."""

from __future__ import annotations

import json
import re

import pytest

from tests.facts.answers import read
from wizard.codecs.windows.wsl_output import ListedDistro
from wizard.engine import evaluate
from wizard.facts.windows import inquiry as windows_inquiry
from wizard.facts.windows.go import GO_FOLDERS, VARIABLES, GoFolders
from wizard.facts.windows.inquiry import INQUIRY, InspectedFolder
from wizard.facts.windows.pc import (
    FEATURES,
    PC_CORES,
    PC_MEMORY,
    PENDING_REBOOT,
    SOMEBODY_ELSE,
    WINDOWS,
    Features,
    WindowsBuild,
)
from wizard.facts.windows.programs import COMPANY_ROOTS, DESKTOPS, GIT, PROXY, GitForWindows, SystemProxy
from wizard.facts.windows.wsl import LIST, LISTED, LXSS, POLICIES, WSL_PACKAGE, Lxss, RegisteredDistro
from wizard.facts.wsl import WslVersion
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import (
    Answer,
    Denied,
    Exited,
    Figure,
    FileProbe,
    Found,
    HostProbe,
    Missing,
    Probe,
    RegistryProbe,
    Unavailable,
    Values,
)
from wizard.model.wanted import Wanted

NT = RegistryProbe(r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion")
DISTROS = RegistryProbe(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Lxss", deep=True)
SETTINGS = RegistryProbe(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings")
FOUND = Found(b"M", 0o644, 0, 0, 0, 1)


def told(**parts: object) -> tuple[Probe, Answer]:
    return INQUIRY, Exited(0, json.dumps(parts).encode(), b"")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            {
                "CurrentBuildNumber": "26100",
                "UBR": 2314,
                "EditionID": "Professional",
                "DisplayVersion": "24H2",
            },
            "Windows 11 Professional 24H2 (26100.2314)",
        ),
        (
            {"currentbuildnumber": "19045", "ubr": 1, "ProductName": "Windows 10 Home"},
            "Windows 10 (19045.1)",
        ),
        (
            {"CurrentBuildNumber": "20348", "EditionID": "ServerStandard", "InstallationType": "Server Core"},
            "Windows Server ServerStandard (20348.0)",
        ),
    ],
)
def test_which_windows_by_its_build_not_by_its_name(values: dict[str, str | int], text: str) -> None:
    """The registry of Windows 11 still says "Windows 10"."""
    found = read(WINDOWS, (NT, Values(dict(values))))
    assert isinstance(found, WindowsBuild)
    assert found.text == text


@pytest.mark.parametrize(
    "answer", [Missing(), Denied(), Values({}), Values({"CurrentBuildNumber": 26100}), Unavailable("gone")]
)
def test_a_windows_that_does_not_say_is_unknown(answer: Answer) -> None:
    assert isinstance(read(WINDOWS, (NT, answer)), Unknown)


def test_distros_as_the_registry_has_them() -> None:
    keys = {
        "{b}": {
            "DistributionName": "Debian",
            "Flags": 15,
            "Version": 2,
            "DefaultUid": 1000,
            "State": 1,
            "BasePath": "\\\\?\\C:\\Users\\me\\wsl\\b",
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
    assert debian == RegisteredDistro(
        "Debian", 2, 1000, "debian", "13", "C:\\Users\\me\\wsl\\b", is_default=True
    )
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
        ListedDistro("Ubuntu-24.04", "Running", 2, True),
    )
    for text in NOBODY.values():
        assert read(LISTED, (LIST, Exited(4294967295, text.encode(encoding), b""))) == ()


@pytest.mark.parametrize(
    "answer",
    [Exited(1, b"no WSL\r\n", b""), Exited(0, b"", b""), Exited(0, b"\xff\x00", b""), Unavailable("late")],
)
def test_a_list_that_is_none_is_unknown(answer: Answer) -> None:
    assert isinstance(read(LISTED, (LIST, answer)), Unknown)


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


def test_figures_come_from_windows_where_the_wizard_runs_elsewhere() -> None:
    there = (HostProbe("memory"), Unavailable("inside WSL")), told(memory=34 << 30)
    assert read(PC_MEMORY, *there) == 34 << 30
    assert read(PC_MEMORY, (HostProbe("memory"), Figure(5)), told(memory=7)) == 5
    assert isinstance(read(PC_CORES, (HostProbe("cores"), Unavailable("inside WSL")), told()), Unknown)


def test_what_powershell_leaves_out_is_unknown_by_itself() -> None:
    answer = told(features={"virtualmachineplatform": 1}, other=None)
    assert read(FEATURES, answer) == Features(platform=True)
    assert isinstance(read(SOMEBODY_ELSE, answer), Unknown)


@pytest.mark.parametrize(
    "out", [b"", b"[]", b'{"memory":"a"}', b"{", b"\xff\xfe{", b'{"features":{"a":"b"}}']
)
def test_a_powershell_that_babbles_is_no_evidence(out: bytes) -> None:
    assert isinstance(read(FEATURES, (INQUIRY, Exited(0, out, b""))), Unknown)


def test_a_byte_order_mark_and_blank_lines_of_powershell_are_no_trouble() -> None:
    answer = INQUIRY, Exited(0, b'\xef\xbb\xbf\r\n{"other":false}\r\n', b"")
    assert read(SOMEBODY_ELSE, answer) is False


def test_the_script_is_one_constant_word_without_quotes_to_lose() -> None:
    *words, text = INQUIRY.argv
    assert words[0] == "powershell.exe"
    assert words[-1] == "-Command"
    assert not re.search(r'["\r\n]', text)
    assert text.count("'") % 2 == 0
    for opening, closing in ("()", "{}", "[]"):
        assert text.count(opening) == text.count(closing)
    for name in windows_inquiry.InquiryReport.__struct_fields__:
        assert f" {name} = " in text
    for name in windows_inquiry.InspectedFolder.__struct_fields__:
        assert f"{name} = (" in text or f"{name} = $" in text


def test_restarts_that_wait() -> None:
    keys = [probe for probe in PENDING_REBOOT.ask(None) if isinstance(probe, RegistryProbe)]  # type: ignore[arg-type]
    assert read(PENDING_REBOOT) == ()
    assert read(PENDING_REBOOT, (keys[1], Values({}))) == (keys[1].key,)
    assert read(PENDING_REBOOT, (keys[0], Denied()), (keys[1], Values({}))) == (keys[1].key,)
    assert isinstance(read(PENDING_REBOOT, (keys[0], Denied())), Unknown)


def test_variables_with_their_kind() -> None:
    key = RegistryProbe(r"HKCU\Environment")
    found = read(
        VARIABLES, (key, Values({"Path": "%A%", "N": 5, "GOROOT": "C:\\Go"}, types={"Path": 2, "N": 4}))
    )
    assert not isinstance(found, Unknown)
    assert [(each.name, each.type) for each in found.user] == [("Path", 2), ("GOROOT", None)]


def test_names_in_a_path_are_replaced_as_far_as_they_are_known() -> None:
    keys = {r"HKCU\Environment": {"GOPATH": "%USERPROFILE%\\go", "LOOP": "%loop%x"}}
    keys[r"HKCU\Volatile Environment"] = {"USERPROFILE": "C:\\Users\\me"}
    found = read(VARIABLES, *((RegistryProbe(key), Values(dict(rows))) for key, rows in keys.items()))
    assert not isinstance(found, Unknown)
    assert found.expanded("%GoPath%\\bin;%SystemRoot%") == "C:\\Users\\me\\go\\bin;%SystemRoot%"
    assert found.expanded("%LOOP%").startswith("%loop%")
    assert GoFolders((InspectedFolder("C:\\Go\\"),)).at('"c:/go"') is not None


def test_usual_folders_are_looked_at_without_powershell() -> None:
    file = FileProbe("C:\\Go\\VERSION", 256, head=True)
    found = read(GO_FOLDERS, (INQUIRY, Unavailable("gone")), (file, Unavailable("no drive")))
    assert not isinstance(found, Unknown)
    place = found.at("C:\\Program Files\\Go")
    assert place is not None
    assert not place.there


def one(fact: Fact[object], key: str, found: Values) -> object:
    asked = evaluate.probes_of([fact], Wanted(), Side.HOST)
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
