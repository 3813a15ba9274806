"""What ``environment.d`` gives to the services of systemd's user session, and ``~/.pam_environment`` to sessions of
PAM: variables that programs see and no shell reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from wizard.codecs.shell import environment_d
from wizard.codecs.shell.environment_d import EnvironmentLine
from wizard.codecs.shell.values import UNKNOWN
from wizard.facts.go import from_home
from wizard.facts.shapes import always, asked_first, content, unknown
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import INIT
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import (
    FILE_LIMIT,
    Account,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    TooBig,
)
from wizard.model.wanted import Wanted

PAM: Final = "~/.pam_environment"
_FOLDERS: Final = tuple(
    GlobProbe(f"{folder}/environment.d/*.conf", limit=FILE_LIMIT, head=False)
    for folder in ("/etc", "~/.config")
)
_PAM: Final = FileProbe(PAM)
_OF_SYSTEMD: Final = ("PATH", "LANG", "XDG_", "DBUS_", "SYSTEMD_", "DISPLAY", "WAYLAND_")
"""What systemd's user session, or whoever starts it, brings along."""


class ServiceSetting(msgspec.Struct, frozen=True):
    """A variable, its *text* after all files (with what is not known of it as `UNKNOWN`), and the line that sets it."""

    name: str
    text: str
    path: str
    line: int
    quote: str

    @property
    def is_told(self) -> bool:
        return UNKNOWN not in self.text


def _settings(answers: Answers, want: Wanted, see: Snapshot) -> tuple[ServiceSetting, ...] | Unknown:
    pam = content(answers[_PAM], PAM)
    if isinstance(pam, Unknown):
        return pam
    account, found = see[ACCOUNT], list[ServiceSetting]()
    if see.get(INIT) in (None, "systemd"):  # an image does not say what will run
        files = _by_name(answers, account)
        if isinstance(files, Unknown):
            return files
        found += _expanded(
            ((path, line) for path, data in files for line in environment_d.read(data)), account
        )
    return (*found, *_expanded(((PAM, line) for line in environment_d.read_pam(pam or b"")), account))


def _by_name(answers: Answers, account: Account) -> tuple[tuple[str, bytes], ...] | Unknown:
    """The files in the order of their names; of two with one name, the user's."""
    files: dict[str, tuple[str, bytes]] = {}
    for probe in _FOLDERS:
        answer = answers[probe]
        if not isinstance(answer, Matches | Missing):
            return unknown(answer, probe.pattern)
        for path, each in answer.entries if isinstance(answer, Matches) else ():
            if isinstance(each, Denied | TooBig):
                return unknown(each, path)
            data = each.content if isinstance(each, Found) else b""
            files[path.rpartition("/")[2]] = (from_home(path, account), data)
    return tuple(files[name] for name in sorted(files))


def _expanded(lines: Iterable[tuple[str, EnvironmentLine]], account: Account) -> Iterator[ServiceSetting]:
    """Each variable once, as the last line has it."""
    known = {"HOME": account.home, "USER": account.name, "LOGNAME": account.name, "SHELL": account.shell}
    settings: dict[str, ServiceSetting] = {}
    for path, line in lines:
        known[line.name] = environment_d.expand(line.value, _lookup(known))
        settings[line.name] = ServiceSetting(line.name, known[line.name], path, line.line, line.quote)
    yield from settings.values()


def _lookup(known: dict[str, str]) -> Callable[[str], str]:
    return lambda name: known.get(name, UNKNOWN if name.startswith(_OF_SYSTEMD) else "")


_ASKED: Final = asked_first("service-env-asked", always(*_FOLDERS, _PAM))

SERVICE_ENV: Fact[tuple[ServiceSetting, ...]] = Fact(
    "service-env", lambda want, see: (*_FOLDERS, _PAM), _settings, needs=(ACCOUNT,), uses=(INIT, _ASKED)
)
"""All of it: of ``environment.d`` only where systemd runs, for nothing else reads it."""
