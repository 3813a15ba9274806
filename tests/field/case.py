"""One real case as data: the machine it is met on, what must be found, and what a repair must leave behind.

A case is a TOML file below ``tests/field/distro`` or ``tests/field/pc``; its name is the test's. Paths of a distro
begin with ``/`` or ``~/``, those of a PC lie below its drive C: (the profile is ``Users/me``, and `.wslconfig` is
short for the one in it).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from wizard.model.findings import Risk, Severity, Verdict
from wizard.model.wanted import Wanted

FOLDER = Path(__file__).parent


class Bytes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that is more than UTF-8 text: its *text* in an *encoding* (``utf-16`` writes a byte order mark), or a
    *link*; and its *mode*, as three octal digits."""

    text: str = ""
    encoding: str = "utf-8"
    link: str = ""
    mode: str = "644"


class Finds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What *rule* must find. *says* stand, and *lacks* do not stand, in what its finding says in English, evidence
    included. What is left out is not asked."""

    rule: str
    verdict: Verdict | None = None
    risk: Risk | None = None
    severity: Severity | None = None
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """*about*: the case in a sentence; *source*: where people met it.

    *uid* is the default user's as Windows has it, if it is looked at from there.
    *files* lie over those of *machine* (a distro of `tests.machines`; of a PC only *wsl* and *build* are said); null
    words as ``""`` are files too, *gone* are paths taken away; *gos* are folders of a Go, with its version. *shell*
    is the user's, and an *image* is a distro that does not run, so that no shell of it can be asked. *profile* is a
    shipped one, or *wanted* is one as TOML tables.

    *after* are all files that the recommended repairs change, with the whole text then; a file that is not there
    must stay as it is. *chosen* are repairs ticked by hand besides, and *after_chosen* what both together leave.
    """

    about: str
    source: str = ""
    machine: str = "ubuntu-24.04-fresh"
    wsl: str | None = "2.6.1.0"
    build: int = 26100
    inbox: bool = False
    uid: int | None = None
    profile: str = ""
    wanted: Wanted | None = None
    files: Mapping[str, str | Bytes] = {}
    gone: tuple[str, ...] = ()
    gos: Mapping[str, str] = {}
    shell: str = "/bin/bash"
    image: bool = False
    finds: tuple[Finds, ...] = ()
    after: Mapping[str, str | Bytes] = {}
    chosen: tuple[str, ...] = ()
    after_chosen: Mapping[str, str | Bytes] = {}


def cases(side: str) -> dict[str, Path]:
    """The files of all cases of that *side* (``distro`` or ``pc``), by their names."""
    return {path.stem: path for path in sorted((FOLDER / side).glob("*.toml"))}


def read(path: Path) -> Case:
    """Raises `msgspec.ValidationError` for a case that is none."""
    return msgspec.toml.decode(path.read_bytes(), type=Case)


def data(content: str | Bytes) -> bytes:
    """The bytes of a file of a case."""
    if isinstance(content, str):
        return content.encode()
    return content.text.encode(content.encoding)
