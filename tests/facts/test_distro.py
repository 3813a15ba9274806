"""Which distro it is, and its C library."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from wizard.facts.distro import GETCONF, LIBC, PASSWD, RELEASE, DistroRelease
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Exited, FileProbe, GlobProbe, Matches

GLIBC = Exited(0, b"glibc 2.39\n", b"")


def test_a_release() -> None:
    text = 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nID=ubuntu\nVERSION_ID="24.04"\n'
    assert read(RELEASE, at("/etc/os-release", text)) == DistroRelease(
        "ubuntu", "24.04", "Ubuntu 24.04.3 LTS"
    )
    assert read(RELEASE, at("/etc/os-release", "ID=arch\n")) == DistroRelease("arch")
    assert read(RELEASE) == DistroRelease()
    assert isinstance(read(RELEASE, (FileProbe("/etc/os-release"), GONE)), Unknown)


@pytest.mark.parametrize(
    ("answer", "musl", "libc"),
    [
        (GLIBC, False, "glibc 2.39"),
        (Exited(1, b"", b"getconf: unknown variable"), True, "musl"),
        (GLIBC, True, "glibc 2.39"),
        (Exited(0, b"undefined\n", b""), False, ""),
        (Exited(127, b"", b"not found"), False, ""),
        (GONE, False, ""),
    ],
)
def test_a_c_library(answer: Answer, musl: bool, libc: str) -> None:
    entries = (("/lib/ld-musl-x86_64.so.1", file(b"")),) if musl else ()
    assert read(LIBC, (GETCONF, answer), (GlobProbe("/lib/ld-musl-*", limit=0), Matches(entries))) == libc


def test_users_are_those_of_the_file() -> None:
    users = read(PASSWD, at("/etc/passwd", "me:x:1000:1000::/home/me:/bin/sh\n"))
    assert isinstance(users, tuple)
    assert [each.name for each in users] == ["me"]
    assert read(PASSWD) == ()
