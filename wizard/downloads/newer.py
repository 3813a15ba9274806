"""Whether there is a newer version of the wizard. Asked only when the user wants to know: by a click, or on the command
line. What is asked for is one small file of the newest release. Nothing is told of the user or the machine, and nothing
is downloaded but its number."""

from __future__ import annotations

import re
from typing import Final

from wizard.downloads import web
from wizard.model.errors import MachineError
from wizard.model.events import Stop, never
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern
from wizard.version import HOME, VERSION

PLACE: Final = f"{HOME}/releases/latest/download/VERSION"
"""A file with the number of the newest release, which is published with it."""

PAGE: Final = f"{HOME}/releases/latest"
_LIMIT_BYTES: Final = 64
_PATIENCE_S: Final = 20.0
_NUMBER: Final = lazy_pattern(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)


def answer(place: str = PLACE, stop: Stop = never) -> Text:
    """A sentence that says whether there is a newer version. Raises `MachineError` if nobody can be asked, or what
    comes back is no version; `Stopped`."""
    content = web.fetch(place, limit_bytes=_LIMIT_BYTES, timeout_s=_PATIENCE_S, stop=stop)
    newest = content.decode("ascii", "replace").strip()
    if _NUMBER.fullmatch(newest) is None:
        raise MachineError("no-version", say("{place} does not contain a version.", place=place))
    if _numbers(newest) > _numbers(VERSION):
        return say("Version {newest} is available: {page}", newest=newest, page=PAGE)
    return say("Version {version} is the newest one.", version=VERSION)


def _numbers(version: str) -> tuple[int, ...]:
    found = _NUMBER.match(version)
    return tuple(map(int, found.groups())) if found is not None else ()
