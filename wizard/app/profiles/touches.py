"""What a profile touches: of each wish, the places that the wizard changes for it, or that it only looks at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.app.profiles.saving import sections
from wizard.model.text import Text, plain, say
from wizard.model.wanted import Wanted

_START_FILES: Final = say("shell start files")
_GO_ENV: Final = (say("go env file"), _START_FILES)
_CHANGED: Final[Mapping[str, tuple[Text, ...]]] = {
    "wsl.systemd": (plain("/etc/wsl.conf"),),
    "wslconfig": (say(".wslconfig of this PC, which applies to all distros"),),
    "tmpfs.size": (plain("/etc/fstab"),),
    "godebug": (_START_FILES,),
    "go.version": (plain("~/sdk"), _START_FILES),
    "modules": _GO_ENV,
    "fips.module": _GO_ENV,
    "drift.weekly": (plain("~/.config/systemd/user"),),
}
"""By key, or by section where all its keys are in the same places."""
_LOOKED_AT: Final[Mapping[str, Text]] = {
    "go.sources": say("where Go archives come from"),
    "projects.folders": say("go.mod and other files in project folders"),
    "tls.authorities": say("certificates that Go trusts"),
    "docker.engine": say("the engine that docker reaches"),
}
"""By key, what is read or checked for it. Nothing is changed."""


class Touched(msgspec.Struct, frozen=True):
    """A wish by its *key*, the *value* as JSON, the places *changed* for it, and what is only *checked*."""

    key: str
    value: str
    changed: tuple[Text, ...]
    checked: Text | None

    @property
    def where(self) -> tuple[Text, ...]:
        """All of it."""
        return (*self.changed, *([self.checked] if self.checked is not None else []))


def touches(wanted: Wanted) -> tuple[Touched, ...]:
    """What *wanted* touches, wish by wish, in the order of a profile. Raises `KeyError` for a wish of which nobody has
    written down what it touches."""
    return tuple(
        _touched(section, key, value)
        for section, table in sections(wanted).items()
        for key, value in table.items()
    )


def _touched(section: str, key: str, value: object) -> Touched:
    name, written = f"{section}.{key}", json.dumps(value, ensure_ascii=False)
    if name in _LOOKED_AT:
        return Touched(name, written, (), _LOOKED_AT[name])
    return Touched(name, written, _CHANGED.get(name) or _CHANGED[section], None)


def changed(wanted: Wanted) -> tuple[Text, ...]:
    """Every place that may be changed for *wanted*, each once; also for what it still needs a value for."""
    needed = (_touched(*each, None) for each in map(_parted, wanted.needs))
    return tuple(dict.fromkeys(place for each in (*touches(wanted), *needed) for place in each.changed))


def checked(wanted: Wanted) -> tuple[Text, ...]:
    """Whatever is only looked at for *wanted*."""
    return tuple(each.checked for each in touches(wanted) if each.checked is not None)


def _parted(key: str) -> tuple[str, str]:
    """The section of *key*, and its name there."""
    section, _, name = key.partition(".")
    return section, name
