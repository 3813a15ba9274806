"""Whom WSL starts sessions of a distro for: whether its files can tell that if nobody is named, and whether somebody
who is named can work there (WSL §2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.codecs.passwd import PasswdUser
from wizard.facts.distro import PASSWD
from wizard.facts.shapes import always, is_folder
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import WSL_CONF, WSL_CONF_PATH
from wizard.model.facts import Fact, Snapshot
from wizard.model.probes import (
    Answer,
    Answers,
    DefaultUidProbe,
    Figure,
    FileProbe,
    Found,
    Missing,
    Probe,
    Special,
)
from wizard.model.wanted import Wanted

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


def _default_uid(answers: Answers, want: Wanted) -> int | None:
    answer = answers[DefaultUidProbe()]
    return answer.value if isinstance(answer, Figure) and isinstance(answer.value, int) else None


DEFAULT_UID: Final[Fact[int | None]] = Fact("default user id", always(DefaultUidProbe()), _default_uid)
"""The id of the user for whom, as Windows has it, WSL starts the distro (``DefaultUid``, WSL §6.1); None where it is
not known: inside the distro, in an image."""


class NamedUser(msgspec.Struct, frozen=True):
    """The user that `/etc/wsl.conf` names, or whose id Windows has if it names nobody, if there is such a one; and
    whether shell and home are there, None if that is not known."""

    user: PasswdUser | None = None
    has_shell: bool | None = None
    has_home: bool | None = None


def _named(see: Snapshot) -> PasswdUser | None:
    if see.unknown(WSL_CONF) is not None or see.unknown(PASSWD) is not None:
        return None
    name, uid = see[WSL_CONF].repaired.document.get("user", "default"), see.get(DEFAULT_UID)
    return next((each for each in see[PASSWD] if (each.name == name if name else each.uid == uid)), None)


_HOME: Final = FileProbe("~/", limit=0, head=True)
_SHELLS: Final = tuple(
    FileProbe(path, limit=0, head=True)
    for path in ("/bin/bash", "/bin/sh", "/bin/zsh", "/usr/bin/bash", "/usr/bin/fish", "/usr/bin/zsh")
)


def _usual(answers: Answers, want: Wanted) -> Mapping[str, Answer]:
    return {probe.path: answers[probe] for probe in (_HOME, *_SHELLS)}


USUAL_PLACES: Final[Fact[Mapping[str, Answer]]] = Fact(
    "usual shells and home", always(_HOME, *_SHELLS), _usual
)
"""What is at the shells that most people have, and at the home of who is looked at for (``~/``): with the first
questions, so that nearly nobody costs a wave."""


def _known(see: Snapshot) -> Mapping[str, Answer]:
    usual = see[USUAL_PLACES]
    if see.unknown(ACCOUNT) is not None:
        return usual
    return {**usual, see[ACCOUNT].home: usual[_HOME.path]}


def _probes(see: Snapshot) -> tuple[FileProbe, ...]:
    user, known = _named(see), _known(see)
    paths = (user.shell, user.home) if user is not None else ()
    asked = (path for path in paths if path.startswith("/") and path not in known)
    return tuple(FileProbe(path, limit=0, head=True) for path in asked)


def _user(answers: Answers, want: Wanted, see: Snapshot) -> NamedUser:
    user = _named(see)
    if user is None:
        return NamedUser()
    said = {**_known(see), **{probe.path: answers[probe] for probe in _probes(see)}}
    return NamedUser(user, _is_file(said.get(user.shell)), is_folder(said.get(user.home)))


def _is_file(answer: Answer | None) -> bool | None:
    """A shell that is not said is /bin/sh."""
    if isinstance(answer, Found):
        return True
    return False if isinstance(answer, Missing | Special) else None


NAMED_USER: Final[Fact[NamedUser]] = Fact(
    "named user",
    lambda want, see: _probes(see),
    _user,
    needs=(USUAL_PLACES,),
    uses=(WSL_CONF, PASSWD, ACCOUNT, DEFAULT_UID),
)
