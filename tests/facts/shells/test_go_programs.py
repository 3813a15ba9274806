"""Where go install puts programs: asked for in the first wave where it usually is, listed only where it is needed."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, ME, at, file, read
from wizard.codecs.shell.kinds import Kind
from wizard.engine.waves import gather
from wizard.facts.shell import LOGIN
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_programs import INSTALLED_PROGRAMS, PROGRAM_FOLDERS, ProgramFolder
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.facts import Side
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Answers,
    Exited,
    FileProbe,
    GlobProbe,
    Matches,
    Missing,
    Probe,
    Special,
)
from wizard.model.wanted import Wanted

FOLDER = (FileProbe("~/go/bin", limit=0), Special("directory", 0o755, 1000, 1000))
INSIDE = GlobProbe("~/go/bin/*", limit=0)


def installed(*pairs: tuple[Probe, Answer]) -> ProgramFolder:
    found = read(INSTALLED_PROGRAMS, *pairs)
    assert isinstance(found, tuple)
    (folder,) = found
    return folder


@pytest.mark.parametrize(
    ("stored", "folder"),
    [
        ("", "/home/me/go/bin"),
        ("GOBIN=/srv//tools/", "/srv/tools"),
        ("GOBIN=tools", ""),
        ("GOPATH=/a:/b", "/a/bin"),
        ("GOPATH=:/b", ""),
        ("GOPATH=/a:b", ""),
        ("GOBIN=/x\nGOPATH=b", ""),
        ("GOBIN=/x/../y", "/y"),
        ("GOPATH=/a\nGOPATH=", "/home/me/go/bin"),
        ("GOPATH=a", ""),
        ("GOBIN=/x\nGOPATH=/a", "/x"),
    ],
)
def test_gobin_goes_before_gopath(stored: str, folder: str) -> None:
    assert read(PROGRAM_FOLDERS, at(USUAL, f"{stored}\n")) == dict.fromkeys(PEOPLE, folder)


def test_programs_are_those_that_may_run() -> None:
    entries = (("/home/me/go/bin/a", file(b"", 0o755)), ("/home/me/go/bin/b", file(b"", 0o644)))
    folder = installed(FOLDER, (INSIDE, Matches(entries)))
    assert (folder.without, folder.unclear, folder.programs) == (PEOPLE, (), ("a",))
    assert installed(FOLDER, (INSIDE, GONE)).programs is None


def test_a_shell_that_was_asked_says_what_is_in_its_path() -> None:
    said = Exited(
        0, b"\n== wsl-go-wizard ==\nasked PATH GOBIN GOPATH\nvar PATH /usr/bin:/home/me/go/bin/\n", b""
    )
    assert installed(FOLDER, (LOGIN, said)).finds == dict.fromkeys(PEOPLE, True)
    profile = at("~/.profile", "PATH=$(x):$PATH\n")
    said = Exited(0, b"\n== wsl-go-wizard ==\nasked PATH GOBIN GOPATH\nvar PATH /usr/bin\n", b"")
    assert installed(FOLDER, profile, (LOGIN, said), (INSIDE, Matches(()))).finds == {
        Kind.TERMINAL: None,
        Kind.INNER: None,
        Kind.EDITOR: False,
    }


@pytest.mark.parametrize(("answer", "is_there"), [(Missing(), False), (file(b""), False), (GONE, None)])
def test_what_is_no_folder(answer: Answer, is_there: bool | None) -> None:
    assert installed((FileProbe("~/go/bin", limit=0), answer)).is_there is is_there


def test_one_crossing_is_enough_where_all_is_well() -> None:
    crossings: list[tuple[Probe, ...]] = []
    said: dict[Probe, Answer] = dict(
        [(AccountProbe(), ME), FOLDER, at("~/.profile", "export PATH=$PATH:~/go/bin\n")]
    )

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        crossings.append(probes)
        return Answers(tuple((probe, said.get(probe, Missing())) for probe in probes))

    gather([INSTALLED_PROGRAMS], Wanted(), answer)
    assert [probe for crossing in crossings[1:] for probe in crossing if "go/bin" in str(probe)] == []
