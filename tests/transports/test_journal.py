"""How the journal is written down: what was written is read again, and anything else is damaged or newer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.model.orders import Phase
from wizard.model.probes import Account
from wizard.model.state import Absent, Change, File, Link, Origin, UnpackedTree
from wizard.transports import journal
from wizard.transports.journal import (
    WINDOWS_SPACE,
    Damaged,
    Folder,
    Holder,
    NewerJournal,
    manifest_of,
    parse_holder,
    parse_manifest,
    phase_of,
    unword,
    word,
)

ACCOUNT = Account("me", 1000, 1000, "/home/me", "/bin/sh")
MANIFEST = manifest_of(
    7,
    ACCOUNT,
    (Folder(0, 0, "/etc/new folder"),),
    (
        Change("/etc/x", Absent(), File(b"x", 0o644, 0, 0), 0, 0),
        Change("/l", Link("a b"), Absent(), 1000, 1000),
        Change("/go", Absent(), UnpackedTree("0" * 64), 0, 0, origin=Origin(archive="/mnt/c/go.tar.gz")),
        Change("/old", Absent(), File(b"x", 0o644, 0, 0), 0, 0, origin=Origin(batch=3, item=2)),
    ),
)


@given(st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_any_name_is_one_word_and_comes_back(text: str) -> None:
    coded = word(text)
    assert " " not in coded
    assert "\n" not in coded
    assert coded.isascii()
    assert unword(coded) == text


@pytest.mark.parametrize("coded", ["", "a b", "a\n", r"\0", r"\0999", "é", "'", "$(x)"])
def test_what_is_no_word_is_damaged(coded: str) -> None:
    with pytest.raises(Damaged):
        unword(coded)


def test_a_manifest_comes_back() -> None:
    assert parse_manifest(MANIFEST.text().encode()) == MANIFEST


def test_where_the_bytes_come_from_is_said() -> None:
    sources = [item.source for item in MANIFEST.items]
    assert sources == ["data", "-", "archive:/mnt/c/go.tar.gz", "journal:3/2"]


@pytest.mark.parametrize("cut", [0, 1, 20, -1, -30])
def test_a_manifest_that_was_cut_off_is_damaged(cut: int) -> None:
    with pytest.raises(Damaged):
        parse_manifest(MANIFEST.text().encode()[:cut])


def test_a_newer_one_is_told_from_a_damaged_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAGIC", "wsl-go-wizard 2")
    newer = MANIFEST.text().encode()
    monkeypatch.undo()
    with pytest.raises(NewerJournal):
        parse_manifest(newer)
    with pytest.raises(Damaged) as caught:
        parse_manifest(newer.replace(b"/etc/x", b"/etc/y"))
    assert not isinstance(caught.value, NewerJournal)


def test_only_names_of_phases_are_phases() -> None:
    assert {phase_of(phase.value) for phase in Phase} == set(Phase)
    assert phase_of("note") is None


HOLDER = Holder(4711, 500, "0123abcd-99", "me@host name")


def test_a_holder_comes_back_and_what_others_wrote_is_none() -> None:
    assert parse_holder(HOLDER.text()) == HOLDER
    for text in ("", "4711", "x:1:s:w", "1:2:3", "1:2:s:a b"):
        assert parse_holder(text) is None


@pytest.mark.parametrize(
    ("space", "start", "first", "in_wsl", "is_gone"),
    [
        ("0123abcd-99", 500, 1, False, False),  # it lives
        ("0123abcd-99", None, 1, False, True),  # no such process
        ("0123abcd-99", 501, 1, False, True),  # its number is another's now
        ("ffffffff-99", 500, 1, False, True),  # after a reboot
        ("0123abcd-77", None, 1, False, False),  # in another container of this boot
        ("0123abcd-77", None, 900, True, True),  # the distro was restarted since
        ("0123abcd-77", None, 100, True, False),  # it was not
        (WINDOWS_SPACE, None, None, False, False),  # Windows cannot see it
    ],
)
def test_whoever_may_still_live_keeps_the_lock(
    space: str, start: int | None, first: int | None, in_wsl: bool, is_gone: bool
) -> None:
    assert HOLDER.is_gone(space, start, first, in_wsl) is is_gone


def test_a_moment_that_no_clock_says_is_none() -> None:
    assert journal.moment(0) == "1970-01-01T00:00:00+00:00"
    with pytest.raises(ValueError):
        journal.moment(1 << 70)
