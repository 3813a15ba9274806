"""The disks that lines of fstab name, in the words of udev and of people."""

from __future__ import annotations

import pytest

from wizard.facts.fstab import DISKS, FSTAB_LINES, DiskName, disk_of
from wizard.model.facts import Snapshot
from wizard.model.probes import Answers, FileProbe, Found, GlobProbe, Matches, Special
from wizard.model.wanted import Wanted


@pytest.mark.parametrize(
    ("source", "disk"),
    [
        ("UUID=AB-12", DiskName("by-uuid", "ab-12")),
        ('LABEL="my disk"', DiskName("by-label", "my disk")),
        ("/dev/disk/by-label/my\\x20disk", DiskName("by-label", "my disk")),
        ("PARTUUID=1", DiskName("by-partuuid", "1")),
        ("/dev/sdc", None),
        ("tmpfs", None),
        ("UUID=", None),
    ],
)
def test_a_disk_by_a_name_of_its_own(source: str, disk: DiskName | None) -> None:
    assert disk_of(source) == disk


def test_only_folders_that_list_something_are_known() -> None:
    text = b"LABEL=a /a ext4\nUUID=1 /b ext4\nbroken\n"
    lines = FSTAB_LINES.read(
        Answers(((FileProbe("/etc/fstab"), Found(text, 0o644, 0, 0, 0, len(text))),)), Wanted()
    )
    see = Snapshot({FSTAB_LINES: lines})
    labels = GlobProbe("/dev/disk/by-label/*", limit=1)
    ids = GlobProbe("/dev/disk/by-uuid/*", limit=1)
    assert DISKS.ask(Wanted(), see) == (labels, ids)
    block = Special("block", 0o600, 0, 0)
    answers = Answers(((labels, Matches((("/dev/disk/by-label/B", block),))), (ids, Matches(()))))
    assert DISKS.read(answers, Wanted(), see) == {"by-label": frozenset({"b"})}
