"""Repairs of lines that WSL cannot read: one by one as long as a person can follow, else all at once."""

from __future__ import annotations

from wizard.codecs import wslconf
from wizard.codecs.wslconf.repaired import MANY
from wizard.facts.wsl import WSL_CONF_PATH
from wizard.model.edits.files import RepairLine, RepairRest
from wizard.rules.conf_lines import quote, repairs_of


def defects(text: bytes) -> tuple[wslconf.Defect, ...]:
    return wslconf.defects(wslconf.parse(text, wslconf.Dialect.WSL_CONF))


def test_a_few_lines_are_repaired_one_by_one() -> None:
    edits = repairs_of(defects(b"; a\n; b\n[boot]\nsystemd=true\n"))
    assert [edit.line for edit in edits if isinstance(edit, RepairLine)] == [1, 2]
    assert {edit.path for edit in edits} == {WSL_CONF_PATH}


def test_nobody_could_follow_very_many() -> None:
    assert repairs_of(defects(b"; a\n" * (MANY + 1))) == [RepairRest(WSL_CONF_PATH)]
    assert len(repairs_of(defects(b"; a\n" * MANY))) == MANY


def test_a_sound_file_has_no_repairs() -> None:
    assert repairs_of(defects(b"[boot]\nsystemd=true\n")) == []


def test_a_setting_is_quoted_with_what_it_is_meant_to_be() -> None:
    (wrong,) = defects(b"[boot]\nsystemd=yes\n")
    assert quote(wrong) == "boot.systemd=yes → true"
    (line,) = defects(b"; mine\n")
    assert quote(line) == "; mine"
