"""The distro's package of Go behind another one: what package managers print of it, run by real shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.facts.answers import ME, at, read
from tests.facts.shells.gos import tree
from tests.shellground import SHELLS
from wizard.engine.waves import gather
from wizard.facts.programs.distro_go import DISTRO_GO, PROBE, DistroGo
from wizard.model.facts import Side, Unknown
from wizard.model.probes import AccountProbe, Answer, Answers, Exited, Missing, Probe, Unavailable
from wizard.model.wanted import Wanted

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

DPKG_QUERY = """
echo 'deinstall golang-1.18-go 1.18.1-1'
echo 'installed golang-1.19-go 1.19.8-2'
echo 'installed golang-1.19-src 1.19.8-2'
echo 'dpkg-query: no packages found matching golang' >&2; exit 1
"""
DPKG = '[ "$*" = "--no-act --remove golang-1.19-go golang-1.19-src" ]'
DPKG_REFUSES = """
echo 'dpkg: dependency problems prevent removal of golang-1.19-go:' >&2
echo ' dh-golang depends on golang-1.19-go (>= 1.19).' >&2; exit 1
"""
RPM = """
case "$*" in
*whatrequires*) echo 'no package requires golang-misc'; echo 'needed golang-bin'; %s ;;
*) echo 'installed golang 1.22.5-1.fc40'; echo 'package golang-misc is not installed'; exit 1 ;;
esac
"""
PACMAN = """
case $1 in
-Q) echo 'go 2:1.24.1-1' ;;
-Qi) printf 'Name            : go\\nRequired By     : %s\\nOptional For    : None\\n' ;;
esac
"""
APK = """
case $2 in
-e) echo go-1.22.10-r0 ;;
-r) printf 'go-1.22.10-r0 is required by:\\n%s\\n' ;;
esac
"""
GO_19 = (("golang-1.19-go", "1.19.8-2"), ("golang-1.19-src", "1.19.8-2"))
GO_RPM = (("golang", "1.22.5-1.fc40"),)


def known(answer: Answer) -> DistroGo | Unknown:
    """What is made of *answer* where the user runs 1.27.3, and the distro has 1.19.8."""
    return read(
        DISTRO_GO,
        *tree("/usr/local/go", "1.27.3"),
        *tree("/usr/lib/go-1.19", "1.19.8"),
        at("~/.profile", "export PATH=/usr/local/go/bin:$PATH\n"),
        (PROBE, answer),
    )


CASES: tuple[tuple[dict[str, str], DistroGo], ...] = (
    ({"dpkg-query": DPKG_QUERY, "dpkg": DPKG}, DistroGo("apt-get", GO_19)),
    ({"dpkg-query": DPKG_QUERY, "dpkg": DPKG_REFUSES}, DistroGo("apt-get", GO_19, True, ("dh-golang",))),
    ({"dpkg-query": DPKG_QUERY, "dpkg": "exit 2"}, DistroGo("apt-get", GO_19, True)),
    ({"dpkg-query": "exit 1", "dpkg": DPKG}, DistroGo()),
    ({"rpm": RPM % ":"}, DistroGo("dnf", GO_RPM, True, ("golang-bin",))),
    ({"rpm": RPM.replace("'needed golang-bin'", "'needed golang'") % ":"}, DistroGo("dnf", GO_RPM)),
    ({"pacman": PACMAN % "None"}, DistroGo("pacman", (("go", "2:1.24.1-1"),))),
    (
        {"pacman": PACMAN % "delve  gopls"},
        DistroGo("pacman", (("go", "2:1.24.1-1"),), True, ("delve", "gopls")),
    ),
    ({"pacman": "exit 1"}, DistroGo()),
    ({"apk": APK % ""}, DistroGo("apk", (("go", "1.22.10-r0"),))),
    ({"apk": APK % "gopls-0.16.2-r0"}, DistroGo("apk", (("go", "1.22.10-r0"),), True, ("gopls-0.16.2-r0",))),
    ({}, DistroGo()),
)
OF_BUSYBOX = ("apk", "pacman")
"""It has programs of its own that are called dpkg and rpm."""


@pytest.mark.linux(reason="real shells run it")
@pytest.mark.parametrize(
    ("shell", "programs", "found"),
    [
        (shell, programs, found)
        for programs, found in CASES
        for shell in SHELLS
        if shell != "busybox" or programs.keys() & OF_BUSYBOX
    ],
)
def test_what_the_managers_print(
    tmp_path: Path, shell: str, programs: dict[str, str], found: DistroGo
) -> None:
    for name in ("sh", "grep", "sed", "cut", "tr"):
        real = shutil.which(name)
        assert real is not None
        (tmp_path / name).symlink_to(real)
    for name, script in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    program, *words = SHELLS[shell]
    done = subprocess.run(
        [shutil.which(program) or program, *words, *PROBE.argv[1:]],
        capture_output=True,
        env={"PATH": str(tmp_path)},
        timeout=30,
    )
    assert known(Exited(done.returncode, done.stdout, done.stderr)) == found


def test_no_answer_is_unknown() -> None:
    assert isinstance(known(Unavailable("gone")), Unknown)
    assert isinstance(known(Exited(1, b"", b"")), Unknown)


@pytest.mark.parametrize(
    ("profile", "package"),
    [
        ("export PATH=/usr/local/go/bin:$PATH\n", ("/usr/lib/golang", "1.28.0")),
        ("", ("/usr/lib/golang", "1.19.8")),
        ("export PATH=/usr/lib/golang/bin:$PATH\n", ("/usr/lib/golang", "1.19.8")),
        ("export PATH=/usr/local/go/bin:$PATH\n", ("/opt/go", "1.19.8")),
    ],
    ids=["newer", "none in use", "in use", "no package"],
)
def test_elsewhere_no_manager_is_asked(profile: str, package: tuple[str, str]) -> None:
    asked: list[Probe] = []
    pairs: dict[Probe, Answer] = dict(
        (
            (AccountProbe(), ME),
            *tree("/usr/local/go", "1.27.3"),
            *(tree(*package) if package[0] != "/opt/go" else ()),
            at("~/.profile", profile),
        )
    )

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        asked.extend(probes)
        return Answers(tuple((probe, pairs.get(probe, Missing())) for probe in probes))

    see, _ = gather([DISTRO_GO], Wanted(), answer)
    assert see.get(DISTRO_GO) == DistroGo()
    assert PROBE not in asked


def test_where_a_package_s_go_is_in_use_none_is_old() -> None:
    """One command would remove both."""
    found = read(
        DISTRO_GO,
        *tree("/usr/lib/go-1.22", "1.22.2"),
        *tree("/usr/lib/golang", "1.18.1"),
        at("~/.profile", "export PATH=/usr/lib/go-1.22/bin:$PATH\n"),
    )
    assert found == DistroGo()
