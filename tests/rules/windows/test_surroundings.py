"""What is around WSL on a PC, and what follows of it for who works in a distro."""

from __future__ import annotations

from typing import Any

import pytest

from tests.codecs.windows.test_kernel_image import image
from tests.rules.pc import CI, LXSS, MSI, UNINSTALL, WIN11, Registry, says
from wizard.facts.windows.pc import HVCI_KEY
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Values

OK, ADVICE, UNKNOWN, NOT_APPLICABLE = Verdict.OK, Verdict.ADVICE, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE
GIT = r"HKLM\SOFTWARE\GitForWindows"
INTERNET = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
ROOTS = r"HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates\Root\Certificates"
PRINT = "8F43288AD272F3103B6FB1428485EA3014C0BCFE"
USUAL = "C:\\Program Files\\Git\\mingw64\\bin\\git-credential-manager.exe"
OWN = "~/AppData/Local/Programs/Git/mingw64/bin/git-credential-manager.exe"
NEW = {**WIN11, MSI: Values({"Version": "2.6.1.0"})}
ON = {"ProxyEnable": 1, "ProxyServer": "proxy.corp:8080"}


def told(finding: Finding) -> str:
    words = [finding.says.render(), *(seen.quote for seen in finding.evidence)]
    return "\n".join([*words, *(text.render() for text in (finding.why, finding.do) if text)])


def test_what_a_pc_is_stands_in_one_line() -> None:
    found = says("windows-pc", WIN11, {"memory": 34282078208, "cores": 16})
    assert found.verdict is OK
    assert found.says.render() == (
        "Windows 11 Professional (26100.7171), 32 GiB of memory, 16 logical processors."
    )
    assert says("windows-pc", WIN11, {"memory": None, "cores": 16}).verdict is UNKNOWN


@pytest.mark.parametrize(("version", "verdict"), [(1, ADVICE), (2, OK), (None, OK)])
def test_which_wsl_new_distros_get(version: int | None, verdict: Verdict) -> None:
    found = says("windows-default-version", {LXSS: Values({"DefaultVersion": version} if version else {})})
    assert found.verdict is verdict
    assert [seen.quote for seen in found.evidence] == (["DefaultVersion = 1"] if version == 1 else [])
    assert (found.do is not None and found.do.render().endswith(": wsl --set-default-version 2")) is (
        version == 1
    )


KERNEL = "C:\\Program Files\\WSL\\tools\\kernel"


@pytest.mark.parametrize(
    ("head", "config", "package", "verdict", "words"),
    [
        (image(b"6.6.87.2-microsoft-standard-WSL2 x"), "", "", OK, "6.6.87.2-microsoft-standard-WSL2"),
        ("MZ", "", "2.6.1.0", UNKNOWN, "Could not get"),
        ("", "", "", NOT_APPLICABLE, "not installed"),
        ("", "", "2.6.1.0", UNKNOWN, "tools\\kernel does not exist"),
        ("", "", None, UNKNOWN, "tools\\kernel does not exist"),
        (image(b"6.6.87.2 x"), "[wsl2]\nkernel=C:\\\\mine\n", "", ADVICE, "custom kernel"),
        (image(b"6.6.87.2 x"), "[wsl2]\nkernel=\n", "", OK, "6.6.87.2"),
    ],
)
def test_which_kernel_wsl_has(
    head: str | bytes, config: str, package: str | None, verdict: Verdict, words: str
) -> None:
    """A kernel that is missing where there is a package is no reason to be content."""
    text = head.decode("ascii") if isinstance(head, bytes) else head
    found = says(
        "windows-wsl-kernel", WIN11, {"package": package}, files={KERNEL: text, "~/.wslconfig": config}
    )
    assert (found.verdict, words in found.says.render()) == (verdict, True)


@pytest.mark.parametrize(
    ("state", "verdict", "words"),
    [(1, OK, "isolates browsers"), (2, OK, "turned off"), (None, OK, "turned off")],
)
def test_application_guard_is_no_trouble(state: int | None, verdict: Verdict, words: str) -> None:
    states = {"VirtualMachinePlatform": 1, **({"Windows-Defender-ApplicationGuard": state} if state else {})}
    found = says("windows-application-guard", {}, {"features": states})
    assert (found.verdict, words in found.says.render()) == (verdict, True)


def test_of_application_guard_nothing_is_known_without_an_answer() -> None:
    assert says("windows-application-guard", {}, {"features": None}).verdict is UNKNOWN
    assert says("windows-application-guard", {}).verdict is UNKNOWN


@pytest.mark.parametrize("name", ["Docker Desktop", "Rancher Desktop", "Podman Desktop"])
def test_a_desktop_ends_with_wsl(name: str) -> None:
    found = says("windows-container-desktops", {UNINSTALL: Values({}, {"x": {"DisplayName": f"{name} 4"}})})
    assert found.verdict is ADVICE
    assert name in found.says.render()
    assert "Shutting down WSL stops" in told(found)


def test_other_programs_are_no_desktops() -> None:
    rows = {"x": {"DisplayName": "Notepad++"}}
    assert says("windows-container-desktops", {UNINSTALL: Values({}, rows)}).verdict is OK  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("registry", "files", "verdict", "words"),
    [
        ({}, {}, NOT_APPLICABLE, "not installed"),
        ({GIT: Values({"InstallPath": "C:\\Git"})}, {}, OK, "was not found"),
        ({GIT: Values({"InstallPath": "x"})}, {OWN: "MZ"}, OK, "can use"),
        (
            {GIT: Values({"InstallPath": "C:\\Program Files\\Git"})},
            {USUAL: "MZ"},
            OK,
            "can use",
        ),
    ],
)
def test_git(registry: Registry, files: dict[str, str | None], verdict: Verdict, words: str) -> None:
    found = says("windows-git", registry, files=files)
    assert (found.verdict, words in told(found)) == (verdict, True)


def test_where_nobody_could_look_for_the_manager_nothing_is_known() -> None:
    assert says("windows-git", {GIT: Values({"InstallPath": "C:\\Git"})}).verdict is UNKNOWN


def proxy(rows: dict[str, Any], config: str = "", registry: Registry = NEW) -> Finding:
    return says("windows-proxy", {**registry, INTERNET: Values(rows)}, files={"~/.wslconfig": config})


@pytest.mark.parametrize(
    ("rows", "config", "verdict", "words"),
    [
        ({}, "", OK, "no proxy"),
        ({"ProxyEnable": 0, "ProxyServer": "x:1"}, "", OK, "no proxy"),
        (ON, "", OK, "autoProxy"),
        (ON, "[wsl2]\nautoProxy=false\n", ADVICE, "does not pass"),
        ({**ON, "AutoConfigURL": "http://wpad/x.pac"}, "", ADVICE, "script (PAC)"),
        ({"AutoConfigURL": "http://wpad/x.pac"}, "", ADVICE, "script (PAC)"),
        ({**ON, "ProxyServer": "127.0.0.1:7890"}, "", ADVICE, "runs on this PC"),
        ({**ON, "ProxyServer": "http=localhost:1;https=localhost:1"}, "", ADVICE, "runs on this PC"),
        ({**ON, "ProxyServer": "127.0.0.1:7890"}, "[wsl2]\nnetworkingMode=mirrored\n", OK, "autoProxy"),
        ({**ON, "ProxyServer": "localhost.corp:7890"}, "", OK, "autoProxy"),
    ],
)
def test_proxy(rows: dict[str, Any], config: str, verdict: Verdict, words: str) -> None:
    found = proxy(rows, config)
    assert (found.verdict, words in told(found)) == (verdict, True)


def test_an_old_wsl_does_not_know_the_proxy_of_windows() -> None:
    assert proxy(ON, registry={**WIN11, MSI: Values({"Version": "1.2.5.0"})}).verdict is ADVICE


def test_which_wsl_it_is_has_to_be_known() -> None:
    found = proxy(ON, registry=WIN11)
    assert (found.verdict, len(found.evidence)) == (UNKNOWN, 1)


@pytest.mark.parametrize(
    "rows",
    [
        {**ON, "ProxyServer": "http=corp\\anna:Sommer2026@proxy:8080;https=anna:Sommer2026@proxy:8080"},
        {"AutoConfigURL": "http://anna:Sommer2026@wpad/proxy.pac"},
    ],
)
def test_a_password_of_the_proxy_is_not_shown(rows: dict[str, Any]) -> None:
    assert "anna" not in told(proxy(rows))
    assert "Sommer" not in told(proxy(rows))


def test_certificates_of_a_company() -> None:
    assert says("windows-company-roots", {}).verdict is OK
    found = says("windows-company-roots", {ROOTS: Values({}, {PRINT: {}})})
    assert found.verdict is ADVICE
    assert PRINT in told(found)
    assert "update-ca-certificates" in told(found)


def test_memory_integrity_is_told_though_the_policy_is_not_known() -> None:
    """PowerShell may not run; what the registry says is said all the same."""
    found = says("windows-appcontrol-unsigned", {CI: Values({}), HVCI_KEY: Values({"Enabled": 1})})
    assert found.verdict is UNKNOWN
    assert HVCI_KEY in [seen.source for seen in found.evidence]
