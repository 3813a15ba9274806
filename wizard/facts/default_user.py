"""Whom WSL starts sessions of a distro for, if nobody is named: whether its files can tell that (WSL §2)."""

from __future__ import annotations

from typing import Final

from wizard.facts.wsl import WSL_CONF_PATH
from wizard.model.probes import Answers, FileProbe, Found, Missing, Probe

_CONF: Final = FileProbe(WSL_CONF_PATH)
_WRITTEN_AT_START: Final = FileProbe("/etc/hostname", limit=1, head=True)

ASKED: Final[tuple[Probe, ...]] = (_CONF, _WRITTEN_AT_START)


def is_settled(answers: Answers) -> bool:
    """Whether the running distro has read `/etc/wsl.conf` as *answers* to `ASKED` have it. Not so if the file is
    younger than the start: until the next one, WSL keeps to the user that it named then. Not known if WSL may have
    read it otherwise than it looks: through a link, or, as an old WSL, not at all for its CRLF (WSL §1.3)."""
    conf, start = answers[_CONF], answers[_WRITTEN_AT_START]
    if isinstance(conf, Missing):
        return conf.link is None
    if not isinstance(conf, Found) or not isinstance(start, Found):
        return False
    return conf.mtime < start.mtime and conf.link is None and b"\r" not in conf.content
