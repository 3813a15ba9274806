"""Settings about FIPS 140 as Go gets them: from a shell, and else from the go env file (GO §1.2, GO §8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs.go import godebug
from wizard.facts.shapes import derived, file_fact
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.wanted import Wanted

MODULE: Final = "GOFIPS140"
EXPERIMENT: Final = "GOEXPERIMENT"
CGO: Final = "CGO_ENABLED"
DEBUG: Final = "GODEBUG"
KEY: Final = "fips140"
BORING: Final = "boringcrypto"
_OF_FORKS: Final = frozenset({"systemcrypto", "opensslcrypto", "strictfipsruntime"})


class FipsSetting(msgspec.Struct, frozen=True):
    """What *name* is set to, and where: *source* is a file or ``$NAME``, *text* its line."""

    name: str
    value: str
    source: str
    text: str
    line: int | None = None


class FipsSettings(msgspec.Struct, frozen=True):
    """Each of the variables that is set, the one that Go takes first. With a *gap*, there may be more."""

    found: tuple[FipsSetting, ...] = ()
    gap: Unknown | None = None

    def get(self, name: str) -> FipsSetting | None:
        """What Go gets."""
        return next((each for each in self.found if each.name == name), None)

    @property
    def experiments(self) -> frozenset[str]:
        """The names in GOEXPERIMENT."""
        said = self.get(EXPERIMENT)
        return frozenset(said.value.split(",")) if said is not None else frozenset()

    @property
    def mode(self) -> FipsSetting | None:
        """The setting of GODEBUG with ``fips140``, which has only that one as its value."""
        said = self.get(DEBUG)
        mode = godebug.effective(said.value).get(KEY) if said is not None else None
        return msgspec.structs.replace(said, value=mode) if said is not None and mode else None

    @property
    def is_asked_for(self) -> bool:
        """Whether some setting wants FIPS 140."""
        module, mode = self.get(MODULE), self.mode
        return bool(
            (module is not None and module.value != "off")
            or self.experiments & {BORING, *_OF_FORKS}
            or (mode is not None and mode.value != "off")
        )


def _in_shells(see: Snapshot, name: str) -> Iterator[FipsSetting]:
    shells = see[SHELLS]
    for kind in PEOPLE:
        value = shells.value(kind, name)
        if value.is_exported and value.unclear is None and value.text:
            path, line = shells.shown(value.place.file), value.place.line
            text = shells.line(value.place.file, line) or f"{name}={value.text}"
            yield FipsSetting(name, value.text, path or f"${name}", text, line or None)
    login = see[LOGIN_SHELL]
    if login is not None and (heard := login.get(name)):
        yield FipsSetting(name, heard, f"${name}", heard)


def _settings(see: Snapshot, want: Wanted) -> FipsSettings:
    found: dict[tuple[str, str], FipsSetting] = {}
    stored = see[GOENV].settings
    for name in (MODULE, EXPERIMENT, CGO, DEBUG):
        for each in _in_shells(see, name):
            found.setdefault((name, each.value), each)
        if name in stored:
            said = FipsSetting(name, stored[name], see[GOENV].path, f"{name}={stored[name]}")
            found.setdefault((name, said.value), said)
    return FipsSettings(tuple(found.values()), _gap(see))


def _gap(see: Snapshot) -> Unknown | None:
    if see[GOENV].gap is not None:
        return see[GOENV].gap
    login = see[LOGIN_SHELL]
    asked = login.asked if login is not None else ()
    names = (name for name in (MODULE, EXPERIMENT, CGO, DEBUG) if name not in asked)
    return next((why for name in names if (why := gap(see[SHELLS], name)) is not None), None)


FIPS_SETTINGS: Final[Fact[FipsSettings]] = derived(
    "fips settings", (GOENV, SHELLS, LOGIN_SHELL, ACCOUNT), _settings
)

KERNEL_IN_FIPS: Final[Fact[bool]] = file_fact(
    "kernel in fips mode", "/proc/sys/crypto/fips_enabled", lambda data: (data or b"").strip() == b"1"
)
"""Whether the kernel was started in FIPS mode: that of WSL is not, unless somebody built it so."""
