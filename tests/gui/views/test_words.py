"""Words that several pages share: none is missing, and a team's own are never a template."""

from __future__ import annotations

from tests.gui.read import words
from tests.gui.states import PLAN
from wizard.app.words import SEVERITIES
from wizard.gui.views.words import KINDS, VERDICTS, change, files, paths
from wizard.model.diffs import DiffKind
from wizard.model.findings import Severity, Verdict
from wizard.model.ports import SiteKind


def test_every_verdict_severity_and_kind_of_machine_has_its_word() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(SEVERITIES) == set(Severity)
    assert set(SiteKind) - set(KINDS) == {SiteKind.NONE, SiteKind.HOST}, "these are no machines to choose"


def test_every_kind_of_change_has_a_word_of_its_own() -> None:
    assert len({words(change(kind)) for kind in DiffKind}) == len(DiffKind)


def test_one_file_is_not_many() -> None:
    assert [words(files(count)) for count in (1, 2)] == ["1 file", "2 files"]


def test_files_of_a_plan_are_named_as_people_know_them() -> None:
    assert paths(PLAN) == ("/etc/wsl.conf",)
    assert paths(None) == ()
