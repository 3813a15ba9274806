"""The line for /tmp: large enough for Go, no more than half of the memory, and open to all users."""

from __future__ import annotations

import pytest

from wizard.codecs import fstab
from wizard.rules.tmpfs.line import GIB, faults, human, proposed


@pytest.mark.parametrize(
    ("total", "size"), [(1, 2), (4, 2), (7, 3), (8, 4), (16, 8), (32, 16), (128, 16)], ids=str
)
def test_half_of_the_memory_but_enough_for_go_and_never_very_much(total: int, size: int) -> None:
    assert proposed(total * GIB) == size * GIB


def test_a_size_is_written_as_fstab_takes_it() -> None:
    assert human(4 * GIB) == "4g"
    assert human(4 * GIB + (512 << 20)) == "4608m"


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ("rw,nosuid,nodev,mode=1777", ()),
        ("mode=01777,uid=0,gid=root", ()),
        ("uid=1000,gid=1000", ("uid=1000", "gid=1000")),
        ("noexec,size=4g", ("noexec",)),
        ("mode=0755", ("mode=0755",)),
        ("mode=777", ("mode=777",)),
    ],
)
def test_what_has_no_place_on_a_tmp_of_all_users(options: str, wrong: tuple[str, ...]) -> None:
    (entry,) = fstab.parse(f"tmpfs /tmp tmpfs {options} 0 0\n".encode()).entries
    assert faults(entry) == wrong
