"""Findings on the screen: only repairs can be ticked, and nothing is left out."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.findings import FindingsView
from wizard.model.findings import TAKES_EFFECT, Verdict
from wizard.model.plans import Drift

PICTURES = pictures()


class TestScanAndFindings:
    def test_only_repairs_can_be_ticked(self) -> None:
        rows = [row for group in FindingsView.of(PICTURES["findings"]).groups for row in group.rows]
        ticks = {row.rule: row.ticked for row in rows}
        assert ticks == {
            "good": None,
            "one": True,
            "two": False,
            "careful": False,
            "blocked": None,
            "dark": None,
            "aside": None,
            "wild": True,
        }

    def test_what_could_not_be_checked_is_shown_with_its_reason(self) -> None:
        rows = [row for group in FindingsView.of(PICTURES["findings"]).groups for row in group.rows]
        (dark,) = (row for row in rows if row.rule == "dark")
        assert (words(dark.line), dark.needs_fixing) == ("says dark", True)

    def test_when_a_repair_takes_effect_is_said_once(self) -> None:
        state = PICTURES["findings"]
        assert state.look is not None
        item = next(each for each in state.judged if each.finding.verdict is Verdict.FIXABLE)
        for restart, text in TAKES_EFFECT.items():
            finding = replace(item.finding, restart=restart, effect=text)
            look = replace(state.look, judged=(replace(item, finding=finding),))
            ((row,),) = (group.rows for group in FindingsView.of(replace(state, look=look)).groups)
            assert row.effect is None
            assert row.restart is not None
            assert words(row.restart).startswith("Takes effect ")

    def test_what_drifted_is_told_and_what_did_not_is_not(self) -> None:
        drifted = FindingsView.of(PICTURES["findings-drift"]).drifted
        assert [(row.path, words(row.says)) for row in drifted] == [
            ("~/.profile", "edited since setup 3"),
            ("/etc/fstab", "back to the state before setup 3"),
        ]

    def test_what_could_not_be_read_is_not_called_edited(self) -> None:
        drift = (Drift(3, "/etc/wsl.conf", None, (), ()),)
        (row,) = FindingsView.of(replace(PICTURES["findings"], drift=drift)).drifted
        assert (row.icon, row.path, words(row.says)) == ("unknown", "/etc/wsl.conf", "could not be read")
