"""The folder of the X11 socket."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.resources.x11 import X11_SOCKET
from wizard.model.probes import Answer, FileProbe, Missing, Special

FOLDER = Special("directory", 0o755, 0, 0)


@pytest.mark.parametrize(
    ("wslg", "socket", "found"),
    [
        (FOLDER, FOLDER, True),
        (FOLDER, Missing(), False),
        (FOLDER, GONE, None),
        (Missing(), Missing(), None),
        (GONE, FOLDER, None),
    ],
)
def test_the_socket(wslg: Answer, socket: Answer, found: bool | None) -> None:
    pairs = (
        (FileProbe("/mnt/wslg", limit=0, head=True), wslg),
        (FileProbe("/tmp/.X11-unix", limit=0, head=True), socket),
    )
    assert read(X11_SOCKET, *pairs) is found
