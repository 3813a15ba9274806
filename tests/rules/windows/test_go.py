"""What earlier installations of Go left on Windows, and what of it reaches into the distros."""

from __future__ import annotations

import pytest

from tests.rules.pc import LEFT, SYSTEM, UNINSTALL, USER, Registry, says
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Values
from wizard.model.registry import EXPAND_SZ, SZ

OK, ADVICE, UNKNOWN = Verdict.OK, Verdict.ADVICE, Verdict.UNKNOWN
GO = "C:\\Program Files\\Go"


def folder(path: str, version: str = "", *, there: bool = True, program: bool = False) -> dict[str, object]:
    return {"folder": path, "there": there, "program": program, "version": version}


def looked(*folders: dict[str, object]) -> dict[str, object]:
    return {"folders": list(folders)}


def user(**values: str) -> Registry:
    types = {name: EXPAND_SZ if name == "Path" else SZ for name in values}
    return {USER: Values(dict(values), types=types)}


def quotes(found: Finding) -> list[str]:
    return [seen.quote for seen in found.evidence]


HOME = {r"HKCU\Volatile Environment": Values({"USERPROFILE": "C:\\Users\\anna"})}
HERE = folder(f"{GO}\\bin", "go1.25.5", program=True)


@pytest.mark.parametrize(
    ("registry", "inquiry", "verdict"),
    [
        ({}, looked(), OK),
        ({}, None, OK),
        (user(GOROOT="C:\\Go"), looked(folder("C:\\Go", "go1.17", there=False)), ADVICE),
        (user(GOROOT="C:\\Go"), looked(folder("c:\\go\\", "go1.17")), OK),
        (user(GOROOT="C:\\Go"), looked(), UNKNOWN),
        (user(GOROOT="C:\\Go"), None, UNKNOWN),
        (user(GOROOT="C:\\Go", Path=f"{GO}\\bin"), looked(folder("C:\\Go", "go1.17"), HERE), ADVICE),
        (user(GOROOT=GO, Path=f"{GO}\\bin"), looked(folder(GO, "go1.25.5"), HERE), OK),
        ({LEFT: Values({"installLocation": "D:\\Go\\"})}, looked(folder("D:\\Go", there=False)), ADVICE),
        ({LEFT: Values({"installLocation": "D:\\Go\\"})}, looked(folder("D:\\Go")), OK),
        ({LEFT: Values({"installLocation": "D:\\Go\\"})}, None, UNKNOWN),
        ({LEFT: Values({"installLocation": 5})}, looked(), OK),
    ],
)
def test_leftovers(registry: Registry, inquiry: dict[str, object] | None, verdict: Verdict) -> None:
    assert says("windows-go-leftovers", registry, inquiry).verdict is verdict


def test_the_usual_places_are_known_without_powershell() -> None:
    registry = user(GOROOT="C:\\Go")
    assert says("windows-go-leftovers", registry, files={}).verdict is ADVICE
    here = {"C:\\Go": None, "C:\\Go\\VERSION": "go1.17\n"}
    assert says("windows-go-leftovers", registry, files=here).verdict is OK


def test_two_installations_are_named_with_their_product_codes() -> None:
    rows = {
        "{A}": {"DisplayName": "Go Programming Language amd64 go1.25.5"},
        "{B}": {"DisplayName": "Go Programming Language amd64 go1.17"},
        "Docker": {"DisplayName": "Docker Desktop"},
    }
    found = says("windows-go-leftovers", {UNINSTALL: Values({}, dict(rows))}, looked())
    assert (found.verdict, len(found.evidence)) == (ADVICE, 2)
    assert [seen.source.rpartition("\\")[2] for seen in found.evidence] == ["{A}", "{B}"]
    del rows["{B}"]
    assert says("windows-go-leftovers", {UNINSTALL: Values({}, dict(rows))}, looked()).verdict is OK


def path(text: str, *, expands: bool = True, key: str = USER) -> Registry:
    return {key: Values({"Path": text}, types={"Path": EXPAND_SZ if expands else SZ})}


@pytest.mark.parametrize(
    ("registry", "verdict"),
    [
        ({}, OK),
        (path(r"%SystemRoot%\system32;C:\tools"), OK),
        (path(r"%SystemRoot%\system32;C:\tools", expands=False), ADVICE),
        (path(r"C:\tools;D:\x", expands=False), OK),
        (path(r"%PATH%;C:\tools"), ADVICE),
        (path(r"C:\tools;%Path%"), ADVICE),
        (path("C:\\" + "x" * 1020), ADVICE),
        (path("C:\\" + "x" * 1021), ADVICE),
        (path("C:\\" + "x" * 1019), OK),
        (path("C:\\" + "x" * 1100), OK),
        (path(f"C:\\x;{GO}\\bin"), OK),
        (path(f"{GO}\\bin;C:\\x;{GO.lower()}\\BIN\\"), ADVICE),
        (path("C:\\Go\\bin"), ADVICE),
        (path('"C:\\Go\\bin"'), ADVICE),
        (path("C:\\Go\\bin", key=SYSTEM), ADVICE),
        (path("D:\\golang\\bin"), UNKNOWN),
        ({**path("%USERPROFILE%\\go\\bin"), **HOME}, OK),
        ({**path("%USERPROFILE%\\go\\bin;C:\\Users\\anna\\go\\bin;"), **HOME}, OK),
        (
            {**path(f"%USERPROFILE%\\..\\x;{GO}\\bin;%TOOLS%"), SYSTEM: Values({"TOOLS": f"{GO}\\bin"})},
            ADVICE,
        ),
        (path("%USERPROFILE%\\go\\bin"), UNKNOWN),
        (path("%SystemRoot%"), OK),
        (path("C:\\x;C:\\x"), OK),
    ],
)
def test_the_path(registry: Registry, verdict: Verdict) -> None:
    inquiry = looked(HERE, folder("C:\\Go\\bin", there=False), folder("C:\\Users\\anna\\go\\bin"))
    assert says("windows-path-damaged", registry, inquiry).verdict is verdict


def test_a_path_is_never_to_be_repaired_by_setx() -> None:
    found = says("windows-path-damaged", path("%PATH%;C:\\x"), looked())
    assert quotes(found) == ["Path = %PATH%;C:\\x"]
    assert found.why is not None
    assert "Never use setx" in found.why.render()


@pytest.mark.parametrize(
    ("listed", "leaks"),
    [
        ("", ""),
        ("USERPROFILE/p:TEMP/up", ""),
        ("GOROOT/p", "GOROOT"),
        ("gopath/p:USERPROFILE:GOFLAGS", "gopath, GOFLAGS"),
        ("SSL_CERT_FILE/p::GOPROXY/u", "SSL_CERT_FILE, GOPROXY"),
        ("GOROOT:GOROOT/p", "GOROOT"),
        ("MYGOROOT/p:GOROOTS", ""),
    ],
)
def test_what_wslenv_hands_on(listed: str, leaks: str) -> None:
    found = says("windows-wslenv-leak", user(WSLENV=listed, GOROOT="C:\\Go"))
    assert found.verdict is (ADVICE if leaks else OK)
    if leaks:
        assert dict(found.says.values)["names"] == leaks
        assert quotes(found)[0] == f"WSLENV = {listed}"


def test_the_users_wslenv_counts_before_the_systems() -> None:
    registry = {**user(WSLENV="TEMP/p"), SYSTEM: Values({"WSLENV": "GOROOT/p"})}
    assert says("windows-wslenv-leak", registry).verdict is OK
    assert says("windows-wslenv-leak", {SYSTEM: Values({"WSLENV": "GOROOT/p"})}).verdict is ADVICE


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"GOPATH": "C:\\my go"}, ADVICE),
        ({"GOPATH": "C:\\go "}, ADVICE),
        ({"GOROOT": " C:\\Go"}, ADVICE),
        ({"GOROOT": GO}, OK),
        ({"GOPATH": "C:\\go"}, OK),
        ({}, OK),
    ],
)
def test_blanks(values: dict[str, str], verdict: Verdict) -> None:
    assert says("windows-go-blanks", user(**values)).verdict is verdict
