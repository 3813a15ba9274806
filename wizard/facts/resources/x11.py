"""The X11 socket of WSLg in /tmp."""

from __future__ import annotations

from typing import Final

from wizard.facts.shapes import always, is_folder
from wizard.model.facts import Fact
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

_WSLG: Final = FileProbe("/mnt/wslg", limit=0, head=True)
_SOCKET: Final = FileProbe("/tmp/.X11-unix", limit=0, head=True)


def _read(answers: Answers, want: Wanted) -> bool | None:
    return is_folder(answers[_SOCKET]) if is_folder(answers[_WSLG]) else None


X11_SOCKET: Fact[bool | None] = Fact("x11 socket", always(_WSLG, _SOCKET), _read, fleeting=True)
"""Whether its folder is there; None where there is no WSLg, and if that is not known."""
