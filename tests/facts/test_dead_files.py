"""Files that WSL does not read: there and not empty, and not on a drive where they may be the right ones."""

from __future__ import annotations

import pytest

from wizard.facts.dead_files import DEAD_FILES, DeadFile, DeadFiles
from wizard.facts.shapes import unknown
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Probe,
)
from wizard.model.wanted import Wanted

WINDOWS = r"%UserProfile%\.wslconfig"


def found(size: int = 9, link: str | None = None) -> Found:
    return Found(b"x"[:size], 0o644, 0, 0, 0, size, link)


@pytest.mark.parametrize(
    ("home", "there", "dead", "gap"),
    [
        ("/home/me", {}, (), None),
        ("/home/me", {"/etc/wsl.config": found()}, (DeadFile("/etc/wsl.config", "/etc/wsl.conf"),), None),
        ("/home/me", {"/etc/wslconf": found(0)}, (), None),
        ("/home/me", {"/etc/WSL.conf": found()}, (DeadFile("/etc/WSL.conf", "/etc/wsl.conf"),), None),
        ("/home/me", {"/etc/wsl.conf.txt": found()}, (DeadFile("/etc/wsl.conf.txt", "/etc/wsl.conf"),), None),
        ("/home/me", {"/etc/Wsl.Config": found()}, (DeadFile("/etc/Wsl.Config", "/etc/wsl.conf"),), None),
        ("/home/me", {"/etc/wsl.conf": found(), "/etc/ufw.conf": found()}, (), None),
        ("/home/me", {"/etc/wsl.conf.bak": found(), "/etc/wsl.conf.dpkg-old": found()}, (), None),
        ("/home/me", {"/etc/WSL.conf": found(link="/etc/wsl.conf")}, (), None),
        ("/home/me", {"~/.wslconf": found(link="/etc/wsl.conf")}, (), None),
        ("/home/me", {"/etc/.wslconfig": found()}, (DeadFile("/etc/.wslconfig", WINDOWS),), None),
        ("/home/me", {"~/.wslconf": Denied()}, (), unknown(Denied(), "~/.wslconf")),
        ("/home/me", {"~/.wslconfig": found()}, (DeadFile("~/.wslconfig", WINDOWS),), None),
        ("/home/me", {"~/.wslconfig": found(link="/mnt/c/Users/me/.wslconfig")}, (), None),
        ("/mnt/c/Users/me", {"~/.wslconfig": found()}, (), None),
    ],
)
def test_which_are_read_by_nobody(
    home: str, there: dict[str, Answer], dead: tuple[DeadFile, ...], gap: Unknown | None
) -> None:
    pairs: list[tuple[Probe, Answer]] = [(AccountProbe(), Account("me", 1000, 1000, home, "/bin/sh"))]
    asked = (probe for probe in DEAD_FILES.ask(Wanted()) if isinstance(probe, FileProbe))
    pairs += [(probe, there.pop(probe.path, Missing())) for probe in asked]
    entries = tuple((path, answer) for path, answer in there.items() if path.startswith("/etc/"))
    pairs.append((GlobProbe("/etc/???.????*", limit=1), Matches(entries) if entries else Missing()))
    assert DEAD_FILES.read(Answers(tuple(pairs)), Wanted()) == DeadFiles(dead, gap)
