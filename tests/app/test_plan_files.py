"""Plans as files: what was saved is loaded again, and anything else is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.app import plan_files
from wizard.model.errors import InputError
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, File

PLAN = Plan("machine", "site", changes=(Change("/etc/x", Absent(), File(b"\xff\0", 0o644, 0, 0), 0, 0),))


def test_what_was_saved_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    plan_files.save(PLAN, path)
    assert plan_files.load(path) == PLAN


@pytest.mark.linux(reason="modes mean nothing there")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    plan_files.save(PLAN, tmp_path / "plan.json")
    assert (tmp_path / "plan.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format": 0}', b"\xff", b"[" * 99_999])
def test_what_is_no_plan_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "plan.json").write_bytes(data)
    with pytest.raises(InputError) as caught:
        plan_files.load(tmp_path / "plan.json")
    assert caught.value.code == "plan-unusable"


def test_a_plan_of_a_newer_wizard_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    plan_files.save(PLAN, path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 999}))
    with pytest.raises(InputError) as caught:
        plan_files.load(path)
    assert caught.value.code == "newer-version"


def test_a_place_that_cannot_be_read_or_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        plan_files.load(tmp_path / "none")
    assert "No such file or directory" in caught.value.text.render()
    with pytest.raises(InputError) as caught:
        plan_files.save(PLAN, tmp_path / "no/folder")
    assert caught.value.code == "plan-not-saved"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "plan.json").open("wb") as file:
        file.truncate(plan_files.SIZE_LIMIT + 1)
    with pytest.raises(InputError, match="too big"):
        plan_files.load(tmp_path / "plan.json")


@pytest.mark.parametrize(
    ("field", "number"),
    [("uid", 2**32 - 1), ("gid", 2**40), ("uid", -1), ("mode", 0o10000), ("mode", -1), ("uid", 10**30)],
)
def test_ids_that_no_file_can_have_are_refused_in_a_sentence(tmp_path: Path, field: str, number: int) -> None:
    path = tmp_path / "plan.json"
    plan_files.save(PLAN, path)
    plan = json.loads(path.read_text())
    plan["changes"][0]["after"][field] = number
    path.write_text(json.dumps(plan))
    with pytest.raises(InputError) as caught:
        plan_files.load(path)
    assert caught.value.code == "plan-unusable"
    assert field in caught.value.text.render()
