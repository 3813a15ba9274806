"""What is wrong with a PATH of Windows, and which single entries of the user's own are taken out of it."""

from __future__ import annotations

import pytest

from tests.rules.pc import SYSTEM, USER, Registry, says
from tests.rules.windows.variables import GO, HERE, HOME, folder, looked
from wizard.model.edits.registry import DropItem, SetRegistryType
from wizard.model.findings import Finding, Restart, Risk, Verdict
from wizard.model.probes import Values
from wizard.model.registry import EXPAND_SZ, SZ

OK, ADVICE, FIXABLE, UNKNOWN = Verdict.OK, Verdict.ADVICE, Verdict.FIXABLE, Verdict.UNKNOWN


def quotes(found: Finding) -> list[str]:
    return [seen.quote for seen in found.evidence]


def path(text: str, *, expands: bool = True, key: str = USER) -> Registry:
    return {key: Values({"Path": text}, types={"Path": EXPAND_SZ if expands else SZ})}


@pytest.mark.parametrize(
    ("registry", "verdict"),
    [
        ({}, OK),
        (path(r"%SystemRoot%\system32;C:\tools"), OK),
        (path(r"%SystemRoot%\system32;C:\tools", expands=False), FIXABLE),
        (path(r"C:\tools;D:\x", expands=False), OK),
        (path(r"%PATH%;C:\tools"), FIXABLE),
        (path(r"C:\tools;%Path%"), FIXABLE),
        (path("C:\\" + "x" * 1020), ADVICE),
        (path("C:\\" + "x" * 1021), ADVICE),
        (path("C:\\" + "x" * 1019), OK),
        (path("C:\\" + "x" * 1100), OK),
        (path(f"C:\\x;{GO}\\bin"), OK),
        (path(f"{GO}\\bin;C:\\x;{GO.lower()}\\BIN\\"), FIXABLE),
        (path("C:\\Go\\bin"), FIXABLE),
        (path('"C:\\Go\\bin"'), FIXABLE),
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
    found = says("windows-path-damaged", path("%PATH%;C:\\x", key=SYSTEM), looked())
    assert quotes(found) == ["Path = %PATH%;C:\\x"]
    assert found.do is not None
    assert "Do not use setx" in found.do.render()


GONE = looked(HERE, folder("C:\\Go\\bin", there=False))


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("%PATH%;C:\\x", [(1, "%PATH%")]),
        ("C:\\x; %path% ", [(2, " %path% ")]),
        ('C:\\Go\\bin;C:\\x;"c:\\go\\bin\\";', [(1, "C:\\Go\\bin"), (3, '"c:\\go\\bin\\"')]),
        (f"{GO}\\bin;C:\\x;{GO.lower()}\\BIN\\;{GO}\\bin", [(3, f"{GO.lower()}\\BIN\\"), (4, f"{GO}\\bin")]),
        ('"C:\\a;b";C:\\Go\\bin', [(2, "C:\\Go\\bin")]),
        ("C:\\x%PATH%", []),
        (f"{GO}\\bin;%TOOLS%", []),
        (f"%TOOLS%;{GO}\\bin", []),
    ],
)
def test_entries_that_lead_nowhere_or_are_there_twice_are_taken_out(
    text: str, dropped: list[tuple[int, str]]
) -> None:
    registry = {**path(text), SYSTEM: Values({"TOOLS": f"{GO}\\bin"})}
    found = says("windows-path-damaged", registry, GONE)
    assert found.edits == tuple(DropItem(USER, "Path", number, entry) for number, entry in dropped)
    assert found.verdict is (FIXABLE if dropped else ADVICE)


def test_a_value_that_lost_its_type_gets_it_back_and_keeps_its_text() -> None:
    found = says("windows-path-damaged", path(r"%PATH%;%USERPROFILE%\bin", expands=False), GONE)
    assert found.edits == (DropItem(USER, "Path", 1, "%PATH%"), SetRegistryType(USER, "Path", EXPAND_SZ))
    alone = says("windows-path-damaged", path(r"%PATH%;C:\x", expands=False), GONE)
    assert alone.edits == (DropItem(USER, "Path", 1, "%PATH%"),)


@pytest.mark.parametrize(
    ("registry", "risk"),
    [
        (path(f"{GO}\\bin;{GO}\\bin"), Risk.SAFE),
        (path(f"%PATH%;{GO}\\bin;{GO}\\bin"), Risk.SAFE),
        (path(f"{GO}\\bin;{GO}\\bin;C:\\Go\\bin"), Risk.CAREFUL),
        (path("%TOOLS%", expands=False), Risk.CAREFUL),
        (path("%TOOLS%;C:\\Go\\bin", expands=False), Risk.CAREFUL),
    ],
)
def test_only_what_changes_nothing_else_is_safe(registry: Registry, risk: Risk) -> None:
    """A second entry of one folder adds nothing; a folder that is not there today may be there tomorrow."""
    found = says("windows-path-damaged", registry, GONE)
    assert (found.verdict, found.risk, found.restart) == (FIXABLE, risk, Restart.SHELL)
    assert (found.may_break is None) is (risk is Risk.SAFE)


def test_the_path_of_all_users_is_never_changed() -> None:
    bad = "%PATH%;C:\\Go\\bin"
    found = says("windows-path-damaged", {**path(bad), **path(bad, key=SYSTEM)}, GONE)
    assert {edit.path for edit in found.edits} == {rf"{USER}\\Path"}
    assert len(found.evidence) == 4
    assert says("windows-path-damaged", path(bad, key=SYSTEM), GONE).edits == ()


def test_a_value_that_is_not_known_exactly_is_left_to_a_person() -> None:
    found = says("windows-path-damaged", {USER: Values({"Path": "%PATH%;C:\\x"})}, GONE)
    assert (found.verdict, found.edits) == (ADVICE, ())
    assert says("windows-path-damaged", {USER: Values({"Path": "%TOOLS%"})}, GONE).verdict is UNKNOWN
