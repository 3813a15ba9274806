"""Where passwords are written in plain text: read for this purpose alone, and never part of a look."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from wizard.codecs.logins import addresses, git_store, netrc
from wizard.codecs.logins.login import Login
from wizard.facts.credentials.files import GIT_CREDENTIALS, NETRC
from wizard.facts.shapes import unknown
from wizard.model.probes import KIB, Answer, FileProbe, Found, Missing
from wizard.model.text import Text

if TYPE_CHECKING:
    from wizard.engine.plan import PlanInput

GIT_CONFIG: Final = "~/.gitconfig"
XDG_GIT_CONFIG: Final = "~/.config/git/config"


class LoginGrammar(msgspec.Struct, frozen=True):
    """How the logins of a file are read, and how it reads *without* some of them."""

    read: Callable[[bytes], tuple[Login, ...]]
    without: Callable[[bytes, Collection[Login]], bytes]


_ADDRESSES: Final = LoginGrammar(addresses.read, addresses.without)
_STORE: Final = LoginGrammar(git_store.read, git_store.without)
_FILES: Final = {
    GIT_CONFIG: _ADDRESSES,
    XDG_GIT_CONFIG: _ADDRESSES,
    GIT_CREDENTIALS: _STORE,
    "~/.config/git/credentials": _STORE,
    NETRC: LoginGrammar(netrc.read, netrc.without),
}
"""The files, and who reads them. Of two logins for one host the first one is the one in use."""
_LIMIT: Final = 256 * KIB


class PlainLogin(msgspec.Struct, frozen=True):
    """A *login* in the file *path*. *stays* says why it is not moved; None if it can be."""

    path: str
    login: Login
    stays: Text | None = None


class PlainFiles(msgspec.Struct, frozen=True):
    """The files that could hold passwords, by the names that people know them by, as they are now. *unread* says of
    which it is not known what they hold."""

    answers: dict[str, Answer]
    go_env: str
    """The file of ``go env -w``; empty if that is no file of the user's."""

    @property
    def unread(self) -> tuple[Text, ...]:
        return tuple(
            unknown(answer, path).why
            for path, answer in self.answers.items()
            if not isinstance(answer, Found | Missing)
        )

    def content(self, path: str) -> bytes:
        """The bytes of the file; none if there is none."""
        answer = self.answers[path]
        return answer.content if isinstance(answer, Found) else b""

    def logins(self) -> Iterator[PlainLogin]:
        """All that are written in them."""
        for path in self.answers:
            for login in self.grammar(path).read(self.content(path)):
                yield PlainLogin(path, login, login.stays)

    def grammar(self, path: str) -> LoginGrammar:
        """How that file is read."""
        return _FILES.get(path, _ADDRESSES)


def probes(go_env: str) -> tuple[FileProbe, ...]:
    """The questions for all of them. Nothing in their answers is kept, recorded or shown."""
    paths = (*_FILES, *((go_env,) if go_env else ()))
    return tuple(FileProbe(path, limit=_LIMIT) for path in paths)


def files_of(ground: PlanInput, go_env: str) -> PlainFiles:
    """The files, from the answers to `probes`."""
    return PlainFiles({probe.path: ground.answers[probe] for probe in probes(go_env)}, go_env)
