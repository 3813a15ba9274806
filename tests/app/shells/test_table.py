"""What each kind of shell gets: measured where that can be, else read from start files."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.app.plans.test_rehearsing import Machine
from tests.facts.answers import ME, at
from tests.stubs import Stub
from wizard.app.look import Look
from wizard.app.shells.table import NAMES, ShellTable, ShellValues, shell_table
from wizard.engine.plan import PlanInput
from wizard.model.errors import InputError
from wizard.model.facts import Side
from wizard.model.ports import SiteKind
from wizard.model.probes import AccountProbe, Answer, Answers, Missing, Probe
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import REHEARSED, HowEnded, Measured, ShellKind, Shells
from wizard.model.wanted import Wanted

TERMINAL, INNER, EDITOR, _, SCRIPT, EXEC = REHEARSED
SETUP = "~/.vscode-server/server-env-setup"
GO = Measured(
    HowEnded.REACHED,
    variables={"GODEBUG": "netdns=go", "PATH": "/go/bin"},
    go=("/go/bin/go", "/usr/bin/go"),
    version="go version go1.26.1 linux/amd64",
    go_env={"GOROOT": "/go", "GOPROXY": "https://proxy.golang.org,direct"},
)
NONE = Measured(HowEnded.EXITED)
LOST = Measured(HowEnded.LATE)


class _AllMissing(Answers, frozen=True, dict=True):
    """Files that were not laid are not there."""

    def __getitem__(self, probe: Probe) -> Answer:
        return self._table.get(probe, Missing())


def look(*files: tuple[Probe, Answer]) -> Look:
    answers = _AllMissing(((AccountProbe(), ME), *files))
    return Look((), PlanInput(answers, ME, "m", "Debian"), (), None, {Side.DISTRO.value: answers})


def measured(*files: tuple[Probe, Answer], **shells: Measured) -> ShellTable:
    found = {ShellKind(kind): seen for kind, seen in shells.items()}
    return shell_table(Machine(Shells(found, found)), look(*files), Wanted())


def read(*files: tuple[Probe, Answer]) -> ShellTable:
    return shell_table(Machine(Shells({}, {})), look(*files), Wanted(), measures=False)


def test_shells_that_get_the_same_share_a_column() -> None:
    table = measured(terminal=GO, inner=GO, editor=NONE, script=NONE)
    assert table.is_measured
    assert [each.kinds for each in table.columns] == [(TERMINAL, INNER), (EDITOR, SCRIPT)]
    here, there = table.columns
    assert [here.cell(name).render() for name in ("go", "version", "GOROOT", "GODEBUG", "GOFLAGS")] == [
        "/go/bin/go",
        "1.26.1",
        "/go",
        "netdns=go",
        "not set",
    ]
    assert [there.cell(name).render() for name in ("go", "GOROOT")] == ["not found", "not set"]


def test_a_shell_that_could_not_be_asked_says_so() -> None:
    (column,) = measured(terminal=LOST).columns
    assert {column.cell(name).render() for name in NAMES} == {"could not be found out"}


def test_only_what_is_set_anywhere_takes_a_row() -> None:
    assert measured(terminal=NONE).rows == ("go", "version", "GOROOT", "GOPROXY", "GODEBUG")
    flags = replace(NONE, variables={"GOFLAGS": "-v"})
    assert "GOFLAGS" in measured(terminal=NONE, editor=flags).rows


def test_what_vs_code_sets_for_itself_has_a_column_of_its_own() -> None:
    setup = at(SETUP, "export GOPROXY=off\nexport PATH=/opt/go/bin:$PATH\n")
    *_, column = measured(setup, terminal=GO).columns
    assert [title.render() for title in column.titles] == [f"only VS Code: {SETUP}"]
    assert column.cell("GOPROXY").render() == "off"
    assert column.cell("go").render().startswith("PATH=/opt/go/bin:")
    assert column.cell("GODEBUG").render() == "–"


def test_vs_code_gets_what_its_script_exports_and_no_more() -> None:
    setup = at(SETUP, ". ~/.profile\nGOFLAGS=-v\nexport GODEBUG=$(y)\n")
    *_, column = measured(setup, *FILES, terminal=GO).columns
    assert column.cell("GOFLAGS").render() == "-v", "the profile exports it already"
    assert column.cell("GODEBUG").render() == "could not be found out"
    *_, column = measured(at(SETUP, "GOFLAGS=-v\n"), terminal=GO).columns
    assert column.cell("GOFLAGS").render() == "–"


FILES = (
    at("~/.bashrc", "export GODEBUG=netdns=go\n"),
    at("~/.profile", "export GOFLAGS=-v\n"),
    at("~/.config/go/env", "GOPROXY=direct\n"),
)


def _by_kind(table: ShellTable, name: str) -> dict[ShellKind, str]:
    return {kind: each.cell(name).render() for each in table.columns for kind in each.kinds}


@pytest.mark.parametrize("measures", [True, False])
def test_where_no_shell_can_be_started_the_start_files_are_read(measures: bool) -> None:
    machine = Machine(NotRehearsed(RehearsalRefusal.WSL1)) if measures else Machine()
    table = shell_table(machine, look(*FILES), Wanted(), measures=measures)
    assert not table.is_measured
    assert ("because WSL 1" in table.says.render()) is measures
    assert _by_kind(table, "GODEBUG") == {
        TERMINAL: "not set",
        INNER: "netdns=go",
        EDITOR: "not set",
        SCRIPT: "not set",
        EXEC: "not set",
    }
    assert _by_kind(table, "GOFLAGS")[EDITOR] == "-v"
    assert set(_by_kind(table, "GOPROXY").values()) == {"direct"}


def test_what_start_files_hide_is_not_called_unset() -> None:
    table = read(at("~/.profile", 'export GOPROXY="$(x)"\n'))
    assert _by_kind(table, "GOPROXY")[TERMINAL] == "could not be found out"
    assert _by_kind(table, "GOPROXY")[SCRIPT] == "not set"


def test_a_pc_has_no_shells() -> None:
    with pytest.raises(InputError, match="no Linux shells"):
        shell_table(Stub("PC", kind=SiteKind.WINDOWS), look(), Wanted())


def test_a_column_that_is_no_shell_claims_nothing() -> None:
    assert ShellValues((), {}, (), SETUP).cell("go").render() == "–"
