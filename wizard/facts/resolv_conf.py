"""`/etc/resolv.conf`: a file or a link, and whether there is anything to read."""

from __future__ import annotations

import msgspec

from wizard.facts.shapes import always, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Linked, LinkProbe, Missing
from wizard.model.wanted import Wanted

RESOLV_CONF_PATH = "/etc/resolv.conf"


class ResolvConf(msgspec.Struct, frozen=True):
    """*target* is where the name leads, as written; empty for a file. *is_there*: it leads to a file."""

    target: str
    is_there: bool


_FILE = FileProbe(RESOLV_CONF_PATH, limit=1, head=True)
_LINK = LinkProbe(RESOLV_CONF_PATH)


def _read(answers: Answers, want: Wanted) -> ResolvConf | Unknown:
    link, file = answers[_LINK], answers[_FILE]
    target = link.target if isinstance(link, Linked) else ""
    if isinstance(file, Found | Missing):
        return ResolvConf(target, isinstance(file, Found))
    return unknown(file, RESOLV_CONF_PATH)


RESOLV_CONF: Fact[ResolvConf] = Fact("resolv.conf", always(_FILE, _LINK), _read, fleeting=True)
"""Where WSL runs, a link into ``/mnt`` or ``/run`` leads to a file; in an image it leads nowhere."""
