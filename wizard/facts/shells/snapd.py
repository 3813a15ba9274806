"""Whether snapd runs, without which no snap starts (GO §3)."""

from __future__ import annotations

from typing import Final

from wizard.facts.shapes import always
from wizard.model.facts import Fact
from wizard.model.probes import Answers, FileProbe, Missing, Special
from wizard.model.wanted import Wanted

_SOCKET: Final = FileProbe("/run/snapd.socket", limit=0, head=True)
_INIT: Final = FileProbe("/proc/1/comm")


def _runs(answers: Answers, want: Wanted) -> bool | None:
    socket = answers[_SOCKET]
    if isinstance(socket, Special):
        return True
    # An image that is not running has neither.
    return False if isinstance(socket, Missing) and not isinstance(answers[_INIT], Missing) else None


SNAPD: Fact[bool | None] = Fact("snapd", always(_SOCKET, _INIT), _runs, fleeting=True)
"""None if that cannot be told: in an image, or where the socket could not be looked at."""
