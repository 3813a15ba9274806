"""What a recording loses before anybody else gets it; the laws say what it keeps."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from wizard.engine.history import setups
from wizard.model.plans import Plan, Record
from wizard.model.probes import (
    FileProbe,
    Found,
    GlobProbe,
    Journal,
    JournalEntry,
    JournalProbe,
    Matches,
    PathAnswer,
)
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.state import Absent, Change, File
from wizard.transports.recording.recorded import Recording, encode, parse
from wizard.transports.recording.redact import redact

CANARY = "c4n4ryS3cr3tV4lue0123456789"


def found(text: str, size: int | None = None) -> Found:
    data = text.encode()
    return Found(data, 0o644, 0, 0, 0, len(data) if size is None else size)


def redacted(path: str, answer: Found) -> Found:
    ((_, left),) = redact(Recording("pc", ((FileProbe(path), answer),))).distro
    assert isinstance(left, Found)
    return left


def test_a_file_that_was_seen_whole_is_whole_then_too() -> None:
    left = redacted("/etc/wsl.conf", found(f"[boot]\ncommand=x --token {CANARY}\n"))
    assert left.content == "[boot]\ncommand=x --token •••\n".encode()
    assert left.size == len(left.content)


def test_of_a_head_only_the_secrets_go() -> None:
    left = redacted("~/.bashrc", found(f"# mine\nTOKEN={CANARY}\n", 10_000))
    assert (left.content, left.size) == ("# mine\nTOKEN=•••\n".encode(), 10_000)


def test_of_start_files_only_what_rules_ask_for_stays() -> None:
    assert redacted("~/.bashrc", found("# mine\nalias a=b\nexport GOPATH=~/go\n")).content == (
        b"#\n:\nexport GOPATH=~/go\n"
    )


def test_start_files_of_a_folder_too() -> None:
    entries: tuple[tuple[str, PathAnswer], ...] = (
        ("/etc/profile.d/a.sh", found("# mine\nexport GOPATH=/go\n")),
    )
    probe = GlobProbe("/etc/profile.d/*.sh", limit=100, head=False)
    ((_, left),) = redact(Recording("pc", ((probe, Matches(entries)),))).distro
    assert isinstance(left, Matches)
    ((_, kept),) = left.entries
    assert isinstance(kept, Found)
    assert kept.content == b"#\nexport GOPATH=/go\n"


PRIVATE = f"# call me at {CANARY}\nexport GOFLAGS=-mod=mod\nalias w='ssh {CANARY}'\nexport DIARY=/home/me/{CANARY}\n"
ASKED = b"#\nexport GOFLAGS=-mod=mod\n:\n_=\n"


@pytest.mark.parametrize(
    "path", ["~/.secrets", "~/.work/env.private", "/mnt/c/Users/me/rc", "~/.bash_extra", "/opt/x"]
)
def test_a_file_that_a_start_file_names_is_one_whatever_its_name(path: str) -> None:
    assert redacted(path, found(PRIVATE)).content == ASKED


def test_of_universal_variables_only_what_rules_ask_stays() -> None:
    text = (
        "# This file contains fish universal variable definitions.\n# VERSION: 3.0\n"
        f"SETUVAR --export DIARY:{CANARY}\nSETUVAR --export GOPATH:/home/me/go\nSETUVAR tools:/opt/tools\n"
        f"SETUVAR --export OPENAI_API_KEY:sk\\x2d{CANARY}\nSETUVAR fish_greeting:{CANARY}\n"
    )
    left = redacted("~/.config/fish/fish_variables", found(text)).content.decode()
    assert CANARY not in left
    assert left.count("\n") == text.count("\n")
    assert "SETUVAR --export GOPATH:/home/me/go\nSETUVAR tools:/opt/tools\n" in left


def entry(record: Record | bytes) -> JournalEntry:
    note = record if isinstance(record, bytes) else msgspec.json.encode(record)
    return JournalEntry(3, "accepted", f"item {CANARY}".encode(), note, None)


def redacted_entry(record: Record | bytes) -> JournalEntry:
    ((_, left),) = redact(Recording("pc", ((JournalProbe(20), Journal((entry(record),))),))).distro
    assert isinstance(left, Journal)
    return parse(encode(Recording("pc", ((JournalProbe(20), left),)))).distro[0][1].entries[0]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["~/.profile", "~/.secrets", None])
def test_of_start_files_in_the_journal_only_what_rules_ask_stays(name: str | None) -> None:
    before, after = (File(PRIVATE.encode() + more, 0o644, 0, 0) for more in (b"", b"export GOPATH=/x\n"))
    change = Change("/home/me/.profile", before, after, 0, 0, name)
    rehearsed = NotRehearsed(RehearsalRefusal.UNREACHABLE, CANARY)
    left = redacted_entry(
        Record(Plan("m", "s", changes=(change,), rehearsal=rehearsed), "2026-11-02", "0.1.0")
    )
    (setup,) = setups(Journal((left,)))
    assert setup.record is not None
    (kept,) = setup.record.plan.changes
    assert (kept.before, kept.after) == (
        replace(before, content=ASKED),
        replace(after, content=ASKED + b"export GOPATH=/x\n"),
    )
    assert (kept.path, kept.asked, setup.record.at) == (change.path, name, "2026-11-02")
    assert CANARY not in str(left)


def test_other_files_in_the_journal_stay_without_their_secrets() -> None:
    before = File(f"[boot]\ncommand=x --token {CANARY}\n".encode(), 0o644, 0, 0)
    change = Change("/etc/wsl.conf", before, Absent(), 0, 0)
    (setup,) = setups(Journal((redacted_entry(Record(Plan("m", "s", changes=(change,)), "", "")),)))
    assert setup.record is not None
    (kept,) = setup.record.plan.changes
    assert kept.before == replace(before, content="[boot]\ncommand=x --token •••\n".encode())


@pytest.mark.parametrize(
    "note", [b"{", b"[]", b"null", f"# {CANARY}".encode(), b'{"plan": 1}', b'{"plan": {"changes": [1]}}']
)
def test_a_note_that_nobody_can_read_is_not_recorded(note: bytes) -> None:
    assert redacted_entry(note) == JournalEntry(3, "accepted", b"", b"", None)
