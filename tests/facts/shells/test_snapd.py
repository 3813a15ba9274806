"""snapd is there as long as its socket is; of an image that does not run nothing is said."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from wizard.facts.shells.snapd import SNAPD
from wizard.model.probes import Answer, FileProbe, Missing, Special

RUNNING = at("/proc/1/comm", "init(Ubuntu)\n")


@pytest.mark.parametrize(
    ("socket", "runs"),
    [
        (Special("socket", 0o666, 0, 0), True),
        (Missing(), False),
        (file(b""), None),
        (GONE, None),
    ],
)
def test_the_socket_tells(socket: Answer, runs: bool | None) -> None:
    assert read(SNAPD, RUNNING, (FileProbe("/run/snapd.socket", limit=0, head=True), socket)) is runs


def test_an_image_has_no_socket_and_that_says_nothing() -> None:
    assert read(SNAPD) is None
