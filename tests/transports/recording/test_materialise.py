"""A recording laid out again answers as the machine did, and lays nothing anywhere else."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from pathlib import Path

import msgspec
import pytest

from tests.machines.make import NAMES, recording
from wizard.app.demo import pictured
from wizard.model.errors import InputError, WizardError
from wizard.model.events import never
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    CommandProbe,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    JournalProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.transports.recording.materialise import materialise
from wizard.transports.recording.recorded import Recording
from wizard.transports.tree import Tree

pytestmark = pytest.mark.linux(reason="owners and links are those of Linux")
IS_ROOT = sys.platform != "win32" and os.geteuid() == 0
ME = Account("me", 1000, 1000, "/home/me", "/bin/bash")


def file(content: bytes, mode: int = 0o644, link: str | None = None) -> Found:
    return Found(content, mode, 0, 0, 1_700_000_000, len(content), link)


def machine(*pairs: tuple[Probe, Answer]) -> Recording:
    return Recording("made", ((AccountProbe(), ME), *pairs))


def unowned(answer: Answer) -> Answer:
    """As whoever laid it out owns it; a file seen by its head is the head. Words are those of their day."""
    match answer:
        case Unavailable():
            return Unavailable("")
        case Found():
            size = len(answer.content)
            return msgspec.structs.replace(answer, uid=0, gid=0, size=size)
        case Special():
            return msgspec.structs.replace(answer, uid=0, gid=0)
        case Matches():
            return Matches(tuple((path, unowned(each)) for path, each in answer.entries))  # type: ignore[misc]
        case _:
            return answer


@pytest.mark.parametrize("name", NAMES)
def test_what_is_laid_out_answers_as_it_did(tmp_path: Path, name: str) -> None:
    recorded = recording(name)
    materialise(recorded, tmp_path / "m", running=True)
    lasting = {
        probe: answer
        for probe, answer in recorded.distro
        if not isinstance(probe, CommandProbe | JournalProbe | AccountProbe)
    }
    answers = dict(Tree(tmp_path / "m").read(tuple(lasting), never).pairs)
    keep = (lambda answer: answer) if IS_ROOT else unowned
    for probe, answer in lasting.items():
        if probe == FileProbe("/etc/passwd"):
            continue
        assert unowned(answers[probe]) == unowned(answer), probe
        if isinstance(answer, Found) and IS_ROOT:
            now = answers[probe]
            assert isinstance(now, Found)
            assert (now.uid, now.gid) == (answer.uid, answer.gid), probe
    assert keep(answers[FileProbe("/etc/wsl.conf")])


def test_an_image_has_nothing_that_only_runs(tmp_path: Path) -> None:
    recorded = recording("ubuntu-24.04-fresh")
    materialise(recorded, tmp_path / "m", running=False)
    names = {path.name for path in (tmp_path / "m").iterdir()}
    assert {"etc", "home", "usr", "var"} <= names
    assert not names & {"proc", "run", "sys", "tmp", "dev"}


def test_the_user_of_the_recording_is_the_one_that_is_found(tmp_path: Path) -> None:
    materialise(machine((FileProbe("~/.profile"), file(b"x\n"))), tmp_path / "m", running=False)
    (answer,) = (answer for _, answer in Tree(tmp_path / "m").read((AccountProbe(),), never).pairs)
    assert isinstance(answer, Account)
    assert (answer.name, answer.home, answer.shell) == ("me", "/home/me", "/bin/bash")
    assert answer.uid == (1000 if IS_ROOT else os.geteuid())


def test_all_kinds_of_answers(tmp_path: Path) -> None:
    shown: tuple[tuple[Probe, Answer], ...] = (
        (FileProbe("~/.profile"), file(b"#\n", 0o644, "/home/me/dots/profile")),
        (LinkProbe("~/sdk/go"), Linked("go1.2")),
        (FileProbe("/etc/resolv.conf"), Missing("/mnt/wsl/resolv.conf")),
        (FileProbe("/etc/none"), Missing()),
        (FileProbe("/tmp"), Special("directory", 0o1777, 0, 0)),
        (FileProbe("/etc/fifo"), Special("fifo", 0o644, 0, 0)),
        (FileProbe("/etc/big", limit=10), TooBig(11)),
        (GlobProbe("~/sdk/go*/VERSION"), Matches((("/home/me/sdk/go1.2/VERSION", file(b"go1.2\n")),))),
    )
    materialise(machine(*shown), tmp_path / "m", running=True)
    answers = Tree(tmp_path / "m").read([probe for probe, _ in shown], never)
    assert unowned(answers[shown[0][0]]) == unowned(shown[0][1])
    assert answers[shown[1][0]] == Linked("go1.2")
    assert answers[shown[2][0]] == Missing("/mnt/wsl/resolv.conf")
    assert answers[shown[3][0]] == Missing()
    assert unowned(answers[shown[4][0]]) == shown[4][1]
    assert answers[shown[5][0]] == Missing()
    assert answers[shown[6][0]] == TooBig(11)
    assert [path for path, _ in answers[shown[7][0]].entries] == [  # type: ignore[union-attr]
        "/home/me/sdk/go/VERSION",
        "/home/me/sdk/go1.2/VERSION",
    ] or answers[shown[7][0]] == Matches((("/home/me/sdk/go1.2/VERSION", file(b"go1.2\n")),))


@pytest.mark.skipif(not IS_ROOT, reason="root reads what nobody may read")
def test_a_file_that_might_not_be_read_may_not_be_read(tmp_path: Path) -> None:
    materialise(machine((FileProbe("~/.profile"), Denied())), tmp_path / "m", running=False)
    probe = FileProbe("~/.profile")
    assert Tree(tmp_path / "m").read((probe,), never)[probe] == Denied()


def test_of_two_looks_at_a_file_the_one_that_saw_more_counts(tmp_path: Path) -> None:
    shown = (
        (FileProbe("/bin/sh", limit=2, head=True), file(b"ab")),
        (FileProbe("/bin/sh"), file(b"abcdef")),
    )
    materialise(machine(*shown), tmp_path / "m", running=False)
    assert (tmp_path / "m/bin/sh").read_bytes() == b"abcdef"


def test_nothing_is_laid_outside_of_the_folder(tmp_path: Path) -> None:
    """A recording may come from a stranger."""
    outside = tmp_path / "outside"
    outside.mkdir()
    before = pictured(tmp_path)
    shown = (
        (LinkProbe("/etc"), Linked(str(outside))),
        (LinkProbe("/home"), Linked("../outside")),
        (FileProbe("/etc/passwd"), file(b"evil")),
        (FileProbe("/home/me/.profile"), file(b"evil")),
        (FileProbe("/opt/x"), file(b"evil", link=f"{outside}/y")),
        (FileProbe("/etc/../../x"), file(b"evil")),
        (FileProbe("~/../../../../x"), file(b"evil")),
        (FileProbe("/opt/x"), file(b"evil", link="/../../x")),
        (GlobProbe("/opt/*"), Matches((("/opt/../../../x", file(b"evil")),))),
    )
    for pair in shown:
        with contextlib.suppress(WizardError):
            materialise(machine(*shown[:2], pair), tmp_path / "m", running=False)
        shutil.rmtree(tmp_path / "m")
    assert pictured(tmp_path) == before


def test_no_program_with_the_rights_of_another_is_made(tmp_path: Path) -> None:
    shown = ((FileProbe("/usr/bin/su"), file(b"#!/bin/sh\n", 0o6755)),)
    materialise(machine(*shown), tmp_path / "m", running=False)
    assert stat.S_IMODE((tmp_path / "m/usr/bin/su").stat().st_mode) == 0o755


@pytest.mark.parametrize(
    "recorded",
    [
        Recording("nobody's"),
        machine((FileProbe("/etc/a\0b"), file(b"evil"))),
    ],
)
def test_what_is_no_machine_is_refused_in_a_sentence(tmp_path: Path, recorded: Recording) -> None:
    with pytest.raises(InputError):
        materialise(recorded, tmp_path / "m", running=False)
    assert {path.name for path in tmp_path.iterdir()} <= {"m"}
