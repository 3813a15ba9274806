"""/etc/wsl.conf as a link: where it leads, and what has to be mounted first."""

from __future__ import annotations

import pytest

from wizard.facts.conf_link import CONF_LINK, ConfLink
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
    Special,
    Unavailable,
)
from wizard.model.wanted import Wanted

CONF = "/etc/wsl.conf"
MOUNTS = b"/dev/sdc / ext4 rw 0 0\nC:\\134 /mnt/c 9p rw 0 0\n/dev/sdd /home/me/data ext4 rw 0 0\n"


def found(content: bytes = b"", link: str | None = None) -> Found:
    return Found(content, 0o644, 0, 0, 0, len(content), link)


def read(link: Answer, file: Answer, table: Answer) -> ConfLink | None | Unknown:
    pairs = ((LinkProbe(CONF), link), (FileProbe(CONF), file), (FileProbe("/proc/self/mounts"), table))
    return CONF_LINK.read(Answers(pairs), Wanted())


@pytest.mark.parametrize(
    ("link", "file", "expected"),
    [
        (Special("file", 0o644, 0, 0), found(), None),
        (Missing(), Missing(), None),
        (Linked("../srv/w"), found(link="/srv/w"), ConfLink("../srv/w", "/srv/w", "")),
        (Linked("/mnt/c/w"), found(link="/mnt/c/w"), ConfLink("/mnt/c/w", "/mnt/c/w", "/mnt/c")),
        (Linked("/home/me/data/w"), Missing("x"), ConfLink("/home/me/data/w", "", "/home/me/data")),
        (Linked("/home/me/datar/w"), Missing("x"), ConfLink("/home/me/datar/w", "", "")),
        (Linked("/dev"), Special("directory", 0o755, 0, 0, "/dev"), ConfLink("/dev", "/dev", "")),
        # A machine that was recorded before anybody asked for the link.
        (Unavailable("not recorded"), found(), None),
        (Unavailable("not recorded"), found(link="/mnt/c/w"), ConfLink("", "/mnt/c/w", "/mnt/c")),
    ],
)
def test_where_it_leads(link: Answer, file: Answer, expected: ConfLink | None) -> None:
    assert read(link, file, found(MOUNTS)) == expected


def test_in_an_image_nothing_is_mounted_and_a_drive_is_known_by_its_name() -> None:
    assert read(Linked("/mnt/c/w"), Missing("/mnt/c/w"), Missing()) == ConfLink("/mnt/c/w", "", "/mnt/")
    assert read(Linked("/srv/w"), Missing("/srv/w"), Missing()) == ConfLink("/srv/w", "", "")


def test_what_nobody_may_read_is_not_known() -> None:
    assert isinstance(read(Linked("/srv/w"), Denied(), Missing()), Unknown)
