"""What shows that a user needs cgo, or does without: the same for all rules of this area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.go import gomod
from wizard.codecs.lines import text_of
from wizard.facts.go import PROJECT_FILES
from wizard.facts.packages import PACKAGES
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.facts.programs.go_says import GO_SAYS, GoSays
from wizard.facts.shells.go_settings import in_terminals
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern
from wizard.rules.commands import add_in_alpine, to_install

ENABLED: Final = "CGO_ENABLED"
NO_GO: Final = say("PATH contains no go command that responds.")
_MODULES: Final = (
    "github.com/mattn/go-sqlite3",
    "github.com/confluentinc/confluent-kafka-go",
    "github.com/libgit2/git2go",
    "github.com/aquasecurity/libbpfgo",
    "github.com/miekg/pkcs11",
    "github.com/DataDog/zstd",
    "github.com/go-gl/gl",
    "github.com/go-gl/glfw",
    "github.com/veandco/go-sdl2",
    "github.com/tecbot/gorocksdb",
    "github.com/linxGnu/grocksdb",
    "gocv.io/x/gocv",
    "fyne.io/fyne",
    "github.com/davidbyttow/govips",
    "github.com/gen2brain/malgo",
    "github.com/godror/godror",
)
"""Modules that build only with a C compiler, and all below them."""
_RACE: Final = lazy_pattern(r"(?<![\w-])-race(?![\w-])")
_PACKAGES: Final = {
    "apt-get": ("gcc", "libc6-dev"),
    "dnf": ("gcc", "glibc-devel"),
    "zypper": ("gcc", "glibc-devel"),
    "zypper-15": ("gcc", "glibc-devel"),
    "pacman": ("gcc",),
}
_OF_ALPINE: Final = ("gcc", "musl-dev")


def is_off(see: Snapshot) -> Evidence | None:
    """What turns cgo off in terminals; None if nothing does that can be seen."""
    setting = in_terminals(ENABLED, see)
    return setting.seen if setting is not None and setting.text == "0" else None


def needed(see: Snapshot) -> tuple[Evidence, ...]:
    """What shows that cgo is needed: it is turned on, or a project takes a module that is written in C."""
    setting = in_terminals(ENABLED, see)
    is_on = setting is not None and setting.text not in ("", "0")
    on = (setting.seen,) if setting is not None and is_on else ()
    return (*on, *_modules(see), *race(see))


def _modules(see: Snapshot) -> Iterator[Evidence]:
    for path, data in see[PROJECT_FILES].items():
        for each in gomod.parse(data).directives:
            if each.verb == "require" and each.args and _is_of_c(each.args[0]):
                yield Evidence(path, " ".join(each.args[:2]), each.line)


def _is_of_c(module: str) -> bool:
    return any(module == each or module.startswith(f"{each}/") for each in _MODULES)


def race(see: Snapshot) -> tuple[Evidence, ...]:
    """What runs the race detector: a flag of all builds, or a line of a project."""
    setting = in_terminals("GOFLAGS", see)
    always = (setting.seen,) if setting is not None and _RACE.search(setting.text) else ()
    return (*always, *lines_of_projects(see, _RACE.pattern))


def lines_of_projects(see: Snapshot, pattern: str) -> Iterator[Evidence]:
    """Lines of build files with *pattern*, comments left out."""
    wanted = lazy_pattern(pattern)
    for path, data in see[BUILD_FILES].items():
        for number, line in enumerate(text_of(data).split("\n"), 1):
            if not line.lstrip().startswith("#") and wanted.search(line):
                yield Evidence(path, line.strip(), number)


def go_says(see: Snapshot) -> GoSays | None:
    """What go said of itself; None if there is none."""
    return see[GO_SAYS] if see[GO_SAYS].settings else None


def to_install_compiler(see: Snapshot) -> Text:
    """What installs a C compiler, with the headers that it needs."""
    manager = see[PACKAGES].manager
    if manager is not None:
        return say("Install a C compiler: {command}", command=to_install(manager, _PACKAGES[manager.name]))
    if see[PACKAGES].ids[:1] == ("alpine",):
        return say("Install a C compiler as root: {command}", command=add_in_alpine(_OF_ALPINE))
    return say("Install gcc and the headers of the C library with the package manager of the distro.")
