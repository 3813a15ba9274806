"""`/etc/wsl.conf` as a link: where it leads, and whether WSL can follow it that early (WSL §2)."""

from __future__ import annotations

import msgspec

from wizard.codecs import mounts
from wizard.facts.shapes import always, unknown
from wizard.facts.wsl import WSL_CONF_PATH
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Linked, LinkProbe, Missing, Special
from wizard.model.wanted import Wanted


class ConfLink(msgspec.Struct, frozen=True):
    """*target* is where the link leads, as written; *path* the file at its end, empty if there is none. *mount* is what
    has to be mounted before that file is there, empty if it lies with the system itself."""

    target: str
    path: str
    mount: str

    @property
    def is_absolute(self) -> bool:
        """Whether a program outside of the distro takes it for a path of its own."""
        return self.target.startswith("/")


_FILE = FileProbe(WSL_CONF_PATH)
_LINK = LinkProbe(WSL_CONF_PATH)
_MOUNTS = FileProbe("/proc/self/mounts")
_DRIVES = "/mnt/"


def _read(answers: Answers, want: Wanted) -> ConfLink | None | Unknown:
    link, file, table = answers[_LINK], answers[_FILE], answers[_MOUNTS]
    target = link.target if isinstance(link, Linked) else ""
    match file:
        case Found(link=None) | Missing(link=None):
            return None
        case Found(link=str() as path):
            return ConfLink(target, path, _mount(path, table))
        case Missing(link=str() as end):  # a chain of links may end elsewhere than its first one says
            return ConfLink(target or end, "", _mount(target or end, table))
        case Special(link=str() as path):
            return ConfLink(target, path, _mount(path, table))
        case _:
            return unknown(file, WSL_CONF_PATH)


def _mount(path: str, table: object) -> str:
    """The innermost mount on the way to *path* but the system's own one; where nothing is mounted, as in an image, a
    drive of Windows by its name."""
    points = (
        [mounts.tidy(each.mountpoint) for each in mounts.parse(table.content)]
        if isinstance(table, Found)
        else []
    )
    inside = [point for point in points if point != "/" and f"{path}/".startswith(f"{point}/")]
    return max(inside, key=len, default=_DRIVES if path.startswith(_DRIVES) else "")


CONF_LINK: Fact[ConfLink | None] = Fact("link of wsl.conf", always(_FILE, _LINK, _MOUNTS), _read)
"""None if `/etc/wsl.conf` is no link."""
