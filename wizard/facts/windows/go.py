"""Go on the Windows side: what is installed, what was left behind, and the variables that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs.windows.item_list import items
from wizard.facts.shapes import always
from wizard.facts.windows.inquiry import INQUIRY, InspectedFolder, inquiry_report
from wizard.facts.windows.registry import registry_fact, value_of, values, words
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Missing, RegistryProbe, Special, Values
from wizard.model.registry import ENVIRONMENT, SEPARATORS, SZ
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

USER_KEY: Final = ENVIRONMENT
SYSTEM_KEY: Final = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
LEFTOVER_KEY: Final = r"HKCU\Software\GoProgrammingLanguage"

SESSION_KEY: Final = r"HKCU\Volatile Environment"

_USER, _SYSTEM, _LEFTOVER, _SESSION = (
    RegistryProbe(key) for key in (USER_KEY, SYSTEM_KEY, LEFTOVER_KEY, SESSION_KEY)
)
_NAMED: Final = lazy_pattern(r"%([^%;]+)%")
_DEPTH: Final = 4


class WindowsVariable(msgspec.Struct, frozen=True):
    """A variable of Windows: in which *key* it is set, its name and text as they stand there, and the number of its
    *type* (None: the text is not known exactly, so nothing can be changed)."""

    key: str
    name: str
    text: str
    type: int | None = None

    @property
    def is_users(self) -> bool:
        """Whether the user may change it for himself."""
        return self.key == USER_KEY

    @property
    def is_literal(self) -> bool:
        """Whether Windows takes a ``%NAME%`` in it as it is written."""
        return self.type == SZ


class WindowsVariables(msgspec.Struct, frozen=True):
    """The variables that every program of Windows begins with: the *user*'s own and those of the *system*. Those of
    the *session* (USERPROFILE) are Windows' own."""

    user: tuple[WindowsVariable, ...]
    system: tuple[WindowsVariable, ...]
    session: tuple[WindowsVariable, ...] = ()

    def named(self, name: str) -> tuple[WindowsVariable, ...]:
        """All of that name, in any case: the user's, which counts, before the system's."""
        return tuple(each for each in self.all if each.name.lower() == name.lower())

    @property
    def all(self) -> tuple[WindowsVariable, ...]:
        """Those that somebody set: the user's, then the system's."""
        return (*self.user, *self.system)

    def expanded(self, text: str) -> str:
        """*text* with every ``%NAME%`` replaced that is known here."""
        values = {each.name.lower(): each.text for each in (*self.system, *self.user, *self.session)}
        for _ in range(_DEPTH):
            text = _NAMED.sub(lambda match: values.get(match[1].lower(), match[0]), text)
        return text


def _variables(answers: Answers, want: Wanted) -> WindowsVariables | Unknown:
    user, system = values(answers, _USER), values(answers, _SYSTEM)
    if isinstance(user, Unknown):
        return user
    if isinstance(system, Unknown):
        return system
    session = values(answers, _SESSION)
    known = None if isinstance(session, Unknown) else session
    return WindowsVariables(_rows(USER_KEY, user), _rows(SYSTEM_KEY, system), _rows(SESSION_KEY, known))


def _rows(key: str, found: Values | None) -> tuple[WindowsVariable, ...]:
    if found is None:
        return ()
    texts = {name: value for name, value in found.values.items() if isinstance(value, str)}
    return tuple(WindowsVariable(key, name, text, found.types.get(name)) for name, text in texts.items())


VARIABLES: Fact[WindowsVariables] = Fact(
    "variables of Windows", always(_USER, _SYSTEM, _SESSION), _variables, side=Side.HOST
)


class Installed(msgspec.Struct, frozen=True):
    """A program that Windows lists as installed; *key* is where, and ends in its product code."""

    key: str
    name: str


_UNINSTALL: Final = tuple(
    RegistryProbe(key, deep=True)
    for key in (
        r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
        r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall",
        r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall",
    )
)


def _installed(answers: Answers, want: Wanted) -> tuple[Installed, ...] | Unknown:
    rows: list[Installed] = []
    for probe in _UNINSTALL:
        found = values(answers, probe)
        if isinstance(found, Unknown):
            return found
        keys: Mapping[str, Mapping[str, object]] = found.keys if found is not None else {}
        rows += (Installed(f"{probe.key}\\{name}", _shown_name(each)) for name, each in keys.items())
    return tuple(row for row in rows if row.name)


def _shown_name(rows: Mapping[str, object]) -> str:
    return words({name: value for name, value in rows.items() if isinstance(value, str)}, "DisplayName")


INSTALLED: Fact[tuple[Installed, ...]] = Fact(
    "installed programs", always(*_UNINSTALL), _installed, side=Side.HOST
)


def _leftover(found: Values | None) -> str:
    value = value_of(found.values, "installLocation") if found is not None else None
    return value if isinstance(value, str) else ""


INSTALL_LOCATION: Fact[str] = registry_fact("installLocation", _LEFTOVER, _leftover)
"""Where the installer of Go says it put it; empty if it says nothing."""


_ROOTS: Final = ("C:\\Program Files\\Go", "C:\\Go")


class GoFolders(msgspec.Struct, frozen=True):
    """Folders of the PC that have to do with Go, as far as they were looked at."""

    folders: tuple[InspectedFolder, ...]

    def at(self, path: str) -> InspectedFolder | None:
        """What is known of *path*; None if nothing."""
        wanted = spelled(path)
        return next((each for each in self.folders if spelled(each.folder) == wanted), None)


def entries(variable: WindowsVariable) -> list[str]:
    """The entries of a PATH, as they are written, empty ones too."""
    return items(variable.text, SEPARATORS["path"])


def spelled(path: str) -> str:
    """*path* in the one spelling that all its spellings share."""
    return path.strip().strip('"').replace("/", "\\").rstrip("\\").lower()


def _probes(root: str) -> tuple[FileProbe, ...]:
    inner = ("", "\\bin", "\\bin\\go.exe", "\\VERSION")
    return tuple(FileProbe(root + each, limit=256, head=True) for each in inner)


def _usual(answers: Answers, root: str) -> Iterator[InspectedFolder]:
    """What is known of a place where the installer puts Go, without PowerShell."""
    *places, program, version = _probes(root)
    has_program = isinstance(answers[program], Found)
    found = answers[version]
    text = found.content.decode("utf-8", "replace").split("\n")[0].strip() if isinstance(found, Found) else ""
    for place in places:
        if isinstance(answers[place], Special):
            yield InspectedFolder(place.path, there=True, program=has_program, version=text)
        elif isinstance(answers[place], Missing):
            yield InspectedFolder(place.path, there=False)


def _folders(answers: Answers, want: Wanted) -> GoFolders:
    seen = inquiry_report(answers)
    known = () if isinstance(seen, Unknown) else seen.folders
    usual = (folder for root in _ROOTS for folder in _usual(answers, root))
    return GoFolders((*known, *usual))


GO_FOLDERS: Fact[GoFolders] = Fact(
    "folders of Go",
    always(INQUIRY, *(probe for root in _ROOTS for probe in _probes(root))),
    _folders,
    side=Side.HOST,
)
