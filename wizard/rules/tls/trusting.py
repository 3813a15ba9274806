"""What has a Debian, and its kin, trust certificates of authorities, and trust them no more when it is undone.

The list is made before anything is added, too: what takes that back runs last, when the added files are gone. So the
list and the links beside it come back as they were (measured, tests/e2e/test_company_authority.py). OpenSSL copies, and
not ``install``: what was put in place of the file in the meantime, it reads as a certificate or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import count
from typing import Final

from wizard.codecs import pem
from wizard.facts.tls.anchors import DEBIAN_FOLDER, SUFFIX
from wizard.facts.tls.wanted import Authority
from wizard.model.commands.command import Argv, Command
from wizard.model.text import say
from wizard.patterns import lazy_pattern

RENEW: Final[Argv] = ("update-ca-certificates",)
_FRESH: Final[Argv] = (*RENEW, "--fresh")
_ODD: Final = lazy_pattern(r"[^A-Za-z0-9._-]+", re.ASCII)


def trusting(authorities: Iterable[Authority], home: str, taken: Collection[str]) -> tuple[Command, ...]:
    """The commands, in their order. *taken* are the paths that are there already."""
    before = Command(
        _FRESH,
        as_root=True,
        undo=_FRESH,
        why=say("Makes the list of certificates as it is. When undone, this runs last."),
    )
    after = Command(
        RENEW, as_root=True, undo=RENEW, why=say("Makes the list of certificates with what was added.")
    )
    names = set(taken)
    copies = []
    for each in authorities:
        place = _free(each.path, names)
        names.add(place)
        copies.append(_copy(each, home, place))
    return (before, *copies, after)


def _copy(authority: Authority, home: str, place: str) -> Command:
    source = f"{home}/{authority.path[2:]}" if authority.path.startswith("~/") else authority.path
    form = ("-inform", "der") if pem.is_binary(authority.content) else ()
    return Command(
        ("openssl", "x509", *form, "-in", source, "-out", place),
        as_root=True,
        undo=("rm", "-f", place),
        why=say("Adds the certificate to those of the distro."),
        limit_s=60,
    )


def _free(path: str, taken: Collection[str]) -> str:
    """Where the certificate *path* can be, without taking the place of another one."""
    name = path.rpartition("/")[2]
    stem = _ODD.sub("-", name.rpartition(".")[0] or name)
    names = (f"{DEBIAN_FOLDER}/{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}" for number in count(1))
    return next(each for each in names if each not in taken)
