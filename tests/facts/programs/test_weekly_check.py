"""What of the weekly check is there in a distro."""

from __future__ import annotations

import pytest

from wizard.facts.programs.weekly_check import LINK, SERVICE, TARGET, TIMER, WEEKLY_CHECK, WeeklyCheck
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    Linked,
    LinkProbe,
    Missing,
    Probe,
    Special,
)
from wizard.model.wanted import DriftWanted, Wanted

WANTED = Wanted(drift=DriftWanted(weekly=True))
NOTHING = WeeklyCheck(None, False, None, None, None)


def program(path: str, mode: int = 0o755) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=1, head=True), Found(b"#", mode, 0, 0, 0, 9)


def unit(path: str) -> tuple[Probe, Answer]:
    return FileProbe(path), Found(b"[Unit]\n", 0o644, 0, 0, 0, 7)


def read(*told: tuple[Probe, Answer]) -> object:
    known = dict(told)
    probes = WEEKLY_CHECK.ask(WANTED)
    return WEEKLY_CHECK.read(Answers(tuple((probe, known.get(probe, Missing())) for probe in probes)), WANTED)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ((), NOTHING),
        (
            (program("/usr/bin/wsl-go-wizard"),),
            WeeklyCheck("/usr/bin/wsl-go-wizard", False, None, None, None),
        ),
        (
            (program("/usr/bin/wsl-go-wizard"), program("~/.local/bin/wsl-go-wizard")),
            WeeklyCheck("/usr/bin/wsl-go-wizard", False, None, None, None),
        ),
        ((program("/usr/bin/wsl-go-wizard", 0o644),), NOTHING),
        (
            ((FileProbe("/mnt/wslg", limit=0, head=True), Special("directory", 0o755, 0, 0)),),
            WeeklyCheck(None, True, None, None, None),
        ),
        ((unit(SERVICE), unit(TIMER)), WeeklyCheck(None, False, b"[Unit]\n", b"[Unit]\n", None)),
        (((LinkProbe(LINK), Linked(TARGET)),), WeeklyCheck(None, False, None, None, TARGET)),
        (((LinkProbe(LINK), Special("file", 0o644, 0, 0)),), WeeklyCheck(None, False, None, None, "")),
    ],
)
def test_what_is_there(told: tuple[tuple[Probe, Answer], ...], found: WeeklyCheck) -> None:
    assert read(*told) == found


def test_a_unit_that_cannot_be_read_is_no_missing_one() -> None:
    assert isinstance(read((FileProbe(TIMER), Denied())), Unknown)


def test_who_wants_no_check_is_asked_nothing() -> None:
    assert WEEKLY_CHECK.ask(Wanted()) == ()
