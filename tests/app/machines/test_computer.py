"""A computer with one machine: it is the only choice and the default, and opening it changes what is wanted."""

from __future__ import annotations

import pytest

from tests.stubs import Stub, finds
from wizard.app.machines.computer import Single
from wizard.app.session import Session
from wizard.model.ports import SiteKind
from wizard.model.wanted import Wanted


def single(kind: SiteKind) -> Single:
    return Single(Session(Stub("Debian", kind=kind), Stub("host"), Wanted(), rules=(finds(),)))


def test_it_is_the_only_choice_and_the_default() -> None:
    computer = single(SiteKind.TREE)
    (machine,) = computer.survey().machines
    assert machine == computer.default()
    assert (machine.name, machine.is_default) == ("Debian", True)


@pytest.mark.parametrize(("kind", "runs"), [(SiteKind.HERE, True), (SiteKind.TREE, None)])
def test_whether_it_runs_is_said_only_where_it_is_known(kind: SiteKind, runs: bool | None) -> None:
    assert single(kind).default().is_running is runs


def test_it_is_opened_for_what_is_wanted() -> None:
    computer, wanted = single(SiteKind.TREE), Wanted(name="team")
    assert computer.open(computer.default(), wanted).wanted == wanted
