"""Real cases: what must be found, what a repair must write and what it must leave alone, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.field import machine
from tests.field.case import Bytes, Case, Finds, cases, data, read
from wizard.app.session import Session
from wizard.model.findings import Judged
from wizard.model.text import Text

DISTRO, PC = cases("distro"), cases("pc")
NEED_LINUX = {
    "D2-profile-leads-to-passwd": "its machine has owners, modes and links",
    "S2-crlf-hides-who-uses-it": "a file's name ends in a CR",
}


def _case(name: str) -> ParameterSet | str:
    reason = NEED_LINUX.get(name)
    return pytest.param(name, marks=pytest.mark.linux(reason=reason)) if reason is not None else name


@pytest.mark.parametrize("name", [_case(name) for name in DISTRO])
def test_distro(name: str, tmp_path: Path) -> None:
    case = read(DISTRO[name])
    root = tmp_path / "root"
    _holds(case, machine.distro(case, root, tmp_path / "archives"), root, _distro_path)


@pytest.mark.parametrize("name", PC)
def test_pc(name: str, tmp_path: Path) -> None:
    case = read(PC[name])
    root = tmp_path / "c"
    _holds(case, machine.pc(case, root), root, _pc_path)


def _holds(case: Case, session: Session, root: Path, place: object) -> None:
    machine.note(root)
    before = machine.files(root)
    look = session.look()
    for finds in case.finds:
        _found(finds, look.judged)
    _repaired(session, root, before, (), case.after, place)
    if case.chosen:
        _repaired(session, root, before, case.chosen, case.after_chosen, place)


def _found(finds: Finds, judged: tuple[Judged, ...]) -> None:
    (finding,) = (item.finding for item in judged if item.rule == finds.rule)
    severity = next(item.finding.severity or item.severity for item in judged if item.rule == finds.rule)
    said = words(finding)
    if finds.verdict is not None:
        assert finding.verdict is finds.verdict, said
    if finds.risk is not None:
        assert finding.risk is finds.risk, said
    if finds.severity is not None:
        assert severity is finds.severity, said
    for phrase in finds.says:
        assert phrase in said
    for phrase in finds.lacks:
        assert phrase not in said


def words(finding: object) -> str:
    """All that *finding* says, one slot a line."""
    slots = ("says", "why", "do", "effect", "may_break")
    lines = [text.render() for slot in slots if isinstance(text := getattr(finding, slot), Text)]
    for each in finding.evidence:  # type: ignore[attr-defined]
        note = each.note.render() if each.note is not None else ""
        lines.append(f"{each.source}:{each.line or ''} {each.quote} {note}")
    return "\n".join(lines)


def _repaired(
    session: Session,
    root: Path,
    before: Mapping[str, machine.Seen],
    chosen: tuple[str, ...],
    after: Mapping[str, str | Bytes],
    place: object,
) -> None:
    """The repairs write *after* and nothing else; a second look finds nothing to repair; undo is exact."""
    look = session.look()
    plan = session.plan(look, (*look.recommended, *chosen))
    if not plan.changes:
        assert not after, "nothing is planned"
        return
    receipt = session.apply(plan)
    now = machine.files(root)
    changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
    wanted = {place(path): data(content) for path, content in after.items()}  # type: ignore[operator]
    assert {path: now[path][0] if path in now else None for path in changed} == wanted
    assert not set(session.look().recommended) & set(plan.rules())
    session.undo(receipt.batch)
    assert machine.files(root) == before


def _distro_path(path: str) -> str:
    return path.replace("~/", "/home/me/", 1).lstrip("/")


def _pc_path(path: str) -> str:
    return f"Users/me/{path}" if path == machine.CONFIG else path
