"""What the rehearsal reveals of real cases, rules know before: they plan none of the harm, and call none of it fine."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from tests.transports.shell.test_rehearse_field import CASES, NEW, TAB, Case
from wizard.model.edits.files import DropLine, SetEntry
from wizard.model.findings import Verdict
from wizard.model.rehearsal.shells import GodebugHas, VariableUnset

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

PIN, GODEBUG, GOROOT = "go-install-pin-version", "go-env-godebug", "go-install-goroot-mismatch"
WANTED = '[go]\nversion = "1.26.6"\nsources = ["https://go.example/dl/"]\n'


def machine(case: Case, files: dict[str, str]) -> dict[str, str | bytes]:
    """The home of *case* with *files*, as a rule sees it."""
    return {
        "etc/passwd": f"root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:{case.starts}\n",
        "home/me/old/VERSION": "go1.25.5\n",
        "home/me/old/bin/go": ELF,
        "home/me/opt/go/VERSION": "go1.25.5\n",
        "home/me/opt/go/bin/go": ELF,
        "home/me/sdk/go1.26.6/VERSION": "go1.26.6\n",
        "home/me/sdk/go1.26.6/bin/go": ELF,
        **{f"home/me/{name}": text for name, text in files.items()},
    }


NOT_REACHED = [name for name, case in CASES.items() if case.missed and not case.harms and not case.alone]
LINKS = {"home/me/sdk/go": "go1.26.6"}


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("S1 ")])
def test_a_manager_that_is_reached_chooses(judge: Judge, name: str) -> None:
    case = CASES[name]
    finding = judge(PIN, WANTED, machine(case, case.before), links=LINKS)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert finding.do is not None
    assert name.removeprefix("S1 ") in finding.do.render()


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("S2 ")])
def test_a_line_that_is_used_does_not_go(judge: Judge, name: str) -> None:
    case = CASES[name]
    finding = judge(GOROOT, "", machine(case, case.before), links=LINKS)
    assert finding.verdict in (Verdict.FIXABLE, Verdict.ADVICE)
    assert not any(isinstance(edit, DropLine) for edit in finding.edits)


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("S3 ")])
def test_a_folder_of_many_programs_stays(judge: Judge, name: str) -> None:
    case = CASES[name]
    finding = judge(PIN, WANTED, machine(case, case.before), links=LINKS)
    assert [type(edit) for edit in finding.edits] == [SetEntry]


@pytest.mark.parametrize("name", NOT_REACHED)
def test_what_is_not_reached_is_not_fine(judge: Judge, name: str) -> None:
    """The files are as after the repair, and what it was for is still not so."""
    case = CASES[name]
    (purpose,) = case.purposes
    files = machine(case, {**case.before, **case.after})
    if purpose == NEW:
        rule, wanted = PIN, WANTED
    elif isinstance(purpose, GodebugHas):
        rule, wanted = GODEBUG, f'[godebug]\n{purpose.key} = "{purpose.value}"\n'
    else:
        assert isinstance(purpose, VariableUnset)
        rule, wanted = GOROOT, ""
    finding = judge(rule, wanted, files, links=LINKS)
    assert finding.verdict is not Verdict.OK
    if case.line and TAB in case.missed and finding.verdict is Verdict.ADVICE:
        said = {f"{each.source}:{each.line}" for each in finding.evidence}
        assert case.line in said
