"""Mount options of Windows drives: parted at commas only, and what a mask takes."""

from __future__ import annotations

import pytest

from wizard.codecs.drvfs import strange, takes_execution, with_execution


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("metadata,uid=1000,gid=1000,umask=22,fmask=11,dmask=0022,case=dir", ()),
        ("rw,noatime,noexec,cache=mmap,msize=65536", ()),
        ("metadata;umask=22", ("metadata;umask=22",)),
        ("metadata umask=22", ("metadata umask=22",)),
        ("metadata, umask=22", (" umask=22",)),
        ("fmask=9", ("fmask=9",)),
        ("case=on,metdata", ("case=on", "metdata")),
        ("", ()),
    ],
)
def test_a_word_that_nobody_knows(options: str, found: tuple[str, ...]) -> None:
    assert strange(options) == found


@pytest.mark.parametrize(
    ("options", "becomes"),
    [
        ("metadata,umask=22,fmask=111", "metadata,umask=22,fmask=011"),
        ("umask=0177", "umask=0077"),
        ("fmask=11,dmask=111", "fmask=11,dmask=111"),
        ("fmask=133,x", "fmask=033,x"),
    ],
)
def test_only_the_owners_right_to_run_comes_back(options: str, becomes: str) -> None:
    assert with_execution(options) == becomes
    assert not any(takes_execution(word) for word in becomes.split(","))
