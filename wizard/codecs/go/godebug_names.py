"""Which settings of GODEBUG a Go knows: read in the tables of Go 1.21.13 to 1.27.3 (GO §2)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from wizard.codecs.go.godebug import REMOVED_1_27, is_removed, parse

FIRST: Final = "1.21"
LAST: Final = "1.27"
"""The series whose tables are here."""

_OF_ALL: Final = """
    adaptivestackstart asyncpreemptoff cgocheck clobberfree disablethp dontfreezetheworld efence execerrdot
    gccheckmark gcpacertrace gcshrinkstackoff gcstoptheworld gctrace gocachehash gocachetest gocacheverify
    harddecommit http2client http2debug http2server inittrace installgoroot invalidptr jstmpllitinterp madvdontneed
    multipartmaxheaders multipartmaxparts multipathtcp netdns netedns0 panicnil randautoseed sbrk scavtrace
    scheddetail schedtrace tarinsecurepath tlsmaxrsasize tracebackancestors tracefpunwindoff x509usefallbackroots
    zipinsecurepath
"""
_SINCE: Final = """
    allowmultiplevcs checkfinalizers containermaxprocs cryptocustomrand dataindependenttiming decoratemappings
    embedfollowsymlinks fips140 fips140ems gotestjsonbuildtext htmlmetacontenturlescape httpcookiemaxnum
    httplaxcontentlength httpmuxgo121 httpservecontentkeepheaders httpservecontentmaxranges profstackdepth
    randseednop rsa1024min tlsmlkem tlssecpmlkem tlssha1 traceadvanceperiod traceallocfree tracebacklabels
    tracecheckstackownership updatemaxprocs urlmaxqueryparams urlstrictcolons winreadlinkvolume winsymlink
    x509negativeserial x509rsacrt x509sha256skid x509sslcertoverrideplatform x509usepolicies
"""
_UNLISTED: Final = """
    cmdgonetlimit countertrace execwait fuzzdebug fuzzseed gofsystrace gofsystracelog gofsystracestack goindex
    gotoolchainexec intern lazymod multipartfiles quiclogpackets simd toolchaintrace
"""
"""Read by Go's own code, and in no table."""

_ALWAYS: Final = frozenset(f"{_OF_ALL} {_SINCE} {_UNLISTED}".split())
_CPU: Final = "cpu."
"""Before the name of a feature of the processor, which each processor has others of."""

_GONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "allocfreetrace": "1.23",
        "runtimecontentionstacks": "1.25",
        **dict.fromkeys(REMOVED_1_27, "1.27"),
        "tlskyber": "1.24",
        "x509sha1": "1.24",
    }
)
"""Settings that an older Go knows, and the first one that does not."""


class Unheard(msgspec.Struct, frozen=True):
    """A setting that no Go hears from *since* on. If that is empty, none does, and *meant* is the name most like
    it, if there is one."""

    key: str
    value: str
    since: str = ""
    meant: str = ""


def unheard(value: str) -> tuple[Unheard, ...]:
    """The settings of the GODEBUG *value* that have no effect for their names. Those that end programs are none:
    they are heard."""
    found = []
    for each in parse(value):
        if each.key is None or each.value is None or each.key != each.key.strip():
            continue
        if is_removed(each.key, each.value) or each.key in _ALWAYS or each.key.startswith(_CPU):
            continue
        since = _GONE.get(each.key, "")
        found.append(Unheard(each.key, each.value, since, "" if since else _meant(each.key)))
    return tuple(found)


def _meant(key: str) -> str:
    near = difflib.get_close_matches(key.lower(), sorted(_ALWAYS), n=1, cutoff=0.8)
    return near[0] if near else ""
