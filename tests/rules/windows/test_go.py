"""What earlier installations of Go left on Windows."""

from __future__ import annotations

import pytest

from tests.rules.pc import LEFT, SYSTEM, UNINSTALL, USER, Registry, says
from tests.rules.windows.variables import GO, HERE, folder, looked, user
from wizard.model.edits.registry import RemoveRegistryValue
from wizard.model.findings import Restart, Risk, Verdict
from wizard.model.probes import Values
from wizard.model.registry import SZ

OK, ADVICE, FIXABLE, UNKNOWN = Verdict.OK, Verdict.ADVICE, Verdict.FIXABLE, Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("registry", "inquiry", "verdict"),
    [
        ({}, looked(), OK),
        ({}, None, OK),
        (user(GOROOT="C:\\Go"), looked(folder("C:\\Go", "go1.17", there=False)), FIXABLE),
        (user(GOROOT="C:\\Go"), looked(folder("c:\\go\\", "go1.17")), OK),
        (user(GOROOT="C:\\Go"), looked(), UNKNOWN),
        (user(GOROOT="C:\\Go"), None, UNKNOWN),
        (user(GOROOT="C:\\Go", Path=f"{GO}\\bin"), looked(folder("C:\\Go", "go1.17"), HERE), FIXABLE),
        (user(GOROOT="C:\\Go", Path="%GoRoot%\\bin"), looked(folder("C:\\Go", there=False)), ADVICE),
        ({USER: Values({"GOROOT": "C:\\Go"})}, looked(folder("C:\\Go", there=False)), ADVICE),
        (
            {SYSTEM: Values({"GOROOT": "C:\\Go"}, types={"GOROOT": SZ})},
            looked(folder("C:\\Go", there=False)),
            ADVICE,
        ),
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
    assert says("windows-go-leftovers", registry, files={}).verdict is FIXABLE
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


def test_only_the_users_own_goroot_is_deleted() -> None:
    registry = {**user(goroot="C:\\Go"), SYSTEM: Values({"GOROOT": "D:\\Go"}, types={"GOROOT": SZ})}
    gone = looked(folder("C:\\Go", there=False), folder("D:\\Go", there=False))
    found = says("windows-go-leftovers", registry, gone)
    assert found.edits == (RemoveRegistryValue(USER, "goroot"),)
    assert (found.risk, found.restart, len(found.evidence)) == (Risk.CAREFUL, Restart.SHELL, 2)
    assert found.do is not None


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
