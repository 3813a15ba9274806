"""How git and Go get at the keyring: a helper of git for each host, and for Go (1.24 or newer) ``GOAUTH=git HOME``."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from typing import Final

import msgspec

from wizard.codecs.go import goenv
from wizard.codecs.lines import bytes_of
from wizard.facts.credentials.files import CREDENTIAL_MANAGER, in_distro
from wizard.facts.credentials.git import GIT_CONFIGS
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.goenv_file import GOENV
from wizard.model.errors import InputError
from wizard.model.facts import Fact, Snapshot
from wizard.model.ports import SiteKind
from wizard.model.text import Text, say
from wizard.model.versions import Version, version

FACTS: Final[tuple[Fact[object], ...]] = (GIT_CONFIGS, CREDENTIAL_MANAGER, ACCOUNT, LOGIN_SHELL, GOENV)
GOAUTH: Final = "GOAUTH"
_FIRST: Final = Version((1, 24))
"""The first Go that knows GOAUTH (GO §1.2)."""
_NETRC: Final = "netrc"
ANSWER: Final = ("credentials", "git")
"""The words with which git starts the wizard."""


class Wiring(msgspec.Struct, frozen=True):
    """What a distro of which *see* is known needs for git and Go to ask *helper*, a value of ``credential.helper``."""

    helper: str
    see: Snapshot

    @property
    def goauth(self) -> str | Text:
        """The value that GOAUTH gets; a reason if Go gets no passwords that way."""
        home = self.see[ACCOUNT].home
        if self.see.unknown(GOENV) is not None or not self.see[GOENV].is_own:
            return say("Could not find out which go env file Go reads.")
        login = self.see[LOGIN_SHELL]
        if login is not None and login.get(GOAUTH) not in (None, "", self._stored):
            return say("A shell start file sets GOAUTH, which overrides the go env file.")
        if any(letter.isspace() or letter == ";" for letter in home):
            return say("GOAUTH cannot name the home folder {path}.", path=home)
        asked = [each.strip() for each in self._stored.split(";") if each.strip()]
        if "off" in asked:
            return say("GOAUTH is set to off.")
        if any(each.split()[0] == "git" for each in asked):
            return self._stored
        return ";".join((f"git {home}", *(asked or [_NETRC])))

    @property
    def _stored(self) -> str:
        return goenv.effective(self.see[GOENV].text).get(GOAUTH, "")

    @property
    def why_not_go(self) -> Text | None:
        """Why Go does not find in the keyring what it finds in a file today; None if it does."""
        goauth = self.goauth
        if isinstance(goauth, Text):
            return goauth
        login = self.see[LOGIN_SHELL]
        if login is None:
            return say("Could not find out which Go a terminal runs.")
        known = version(login.gos[0].version) if login.gos else None
        if login.gos and known is None:
            return say("Could not find out which Go a terminal runs.")
        if known is not None and known < _FIRST:
            return say("Go {version} cannot ask the keyring. Go 1.24 can.", version=login.gos[0].version)
        return None

    def git_config(self, data: bytes, hosts: Iterable[str]) -> bytes:
        """The user's git configuration *data*, which git reads last, with the helper for each of *hosts*, and no
        other for it."""
        known = {each.url for each in self.see[GIT_CONFIGS].helpers if each.value == self.helper}
        added = [host for host in dict.fromkeys(hosts) if not known & {"", f"https://{host}"}]
        start = data if not data or data.endswith(b"\n") else data + b"\n"
        return start + bytes_of("".join(map(self._section, added))) if added else data

    def _section(self, host: str) -> str:
        return f'[credential "https://{host}"]\n\thelper =\n\thelper = {_quoted(self.helper)}\n'

    def go_env(self, data: bytes) -> bytes:
        """The go env file *data*, with GOAUTH."""
        goauth = self.goauth
        return data if isinstance(goauth, Text) or goauth == self._stored else goenv.put(data, GOAUTH, goauth)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def has_keyring(kind: SiteKind) -> bool:
    """Whether programs run on such a machine, which could ask a keyring."""
    return kind in (SiteKind.HERE, SiteKind.WSL)


def helper_of(kind: SiteKind, see: Snapshot) -> str:
    """The value of ``credential.helper`` with which git on that machine asks the keyring of whoever runs the wizard.
    Raises `InputError` if there is none."""
    if kind is SiteKind.HERE:
        return f"!{shlex.join(_answering())}"
    if not has_keyring(kind):
        raise InputError(
            "no-keyring-there",
            say("Choose a distro, or this Linux machine: a keyring is only used where programs run."),
        )
    if see.unknown(CREDENTIAL_MANAGER) is not None or not see[CREDENTIAL_MANAGER]:
        raise InputError(
            "no-credential-manager",
            say(
                "The distro cannot ask Windows Credential Manager: Git for Windows was not found in C:\\Program Files."
            ),
            next_step=say("Install Git for Windows, which contains Git Credential Manager."),
        )
    return in_distro(see[CREDENTIAL_MANAGER]).replace(" ", "\\ ")


def _answering() -> tuple[str, ...]:
    """How this program is started to answer. Python is kept from looking for it in the folder that git is run in."""
    is_bundle = getattr(sys, "frozen", False)
    return (sys.executable, *(() if is_bundle else ("-P", "-m", "wizard")), *ANSWER)
