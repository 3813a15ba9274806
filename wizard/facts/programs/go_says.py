"""What Go itself says in a login shell: its settings, its C compiler, and which Go built what it installed.

All of it comes with the question for programs (`wizard.facts.tools`), so no further shell is started for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from wizard.facts.shapes import always
from wizard.facts.shell import last_words
from wizard.facts.tools import GO_KEYS, TOOLS_PROBE
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers
from wizard.model.text import say
from wizard.model.wanted import Wanted


class BuiltProgram(msgspec.Struct, frozen=True):
    """A program in the folder of ``go install``: its file, the Go that built it (``go1.24.1``), and the package and the
    version of its module, from which it can be built again; empty if it does not say, ``(devel)`` for a local one."""

    path: str
    go: str
    package: str = ""
    version: str = ""


class GoSays(msgspec.Struct, frozen=True):
    """The *settings* of ``go env`` that are asked for (empty: no go responded); *compiler*: the version of the compiler
    that it uses (``go1.27.3``); *cc*: the file of its C compiler, empty if there is none, and the *target* of that
    (``x86_64-linux-gnu``); *built*: the programs that it installed."""

    settings: Mapping[str, str] = {}
    compiler: str = ""
    cc: str = ""
    target: str = ""
    built: tuple[BuiltProgram, ...] = ()

    def get(self, name: str) -> str:
        """One of the settings."""
        return self.settings.get(name, "")


def _said(answers: Answers, want: Wanted) -> GoSays | Unknown:
    text = last_words(answers[TOOLS_PROBE])
    if text is None:
        return Unknown(say("Could not run a login shell."))
    lines = [line.partition(" ")[::2] for line in text.split("\n")]
    values = [rest for kind, rest in lines if kind == "go-env"]
    if not values:
        return GoSays()
    values += [""] * (len(GO_KEYS) - len(values))
    compiler = next((rest.split() for kind, rest in lines if kind == "go-compile"), [])
    cc = next((rest for kind, rest in lines if kind == "go-cc"), "")
    place, _, target = cc.partition("\t")
    return GoSays(
        dict(zip(GO_KEYS, values, strict=False)),
        compiler[2] if len(compiler) > 2 else "",
        place,
        target,
        tuple(_built([rest for kind, rest in lines if kind == "go-built"])),
    )


def _built(lines: list[str]) -> Iterator[BuiltProgram]:
    """Each program has a line with its path, and below it lines that begin with a tab."""
    found: BuiltProgram | None = None
    for line in lines:
        match line.split("\t"):
            case ["", "path", package] if found is not None:
                found = msgspec.structs.replace(found, package=package)
            case ["", "mod", _, version, *_] if found is not None:
                found = msgspec.structs.replace(found, version=version)
            case [head] if ": " in head:
                if found is not None:
                    yield found
                path, _, go = head.rpartition(": ")
                found = BuiltProgram(path, go.split()[0] if go.split() else "")
    if found is not None:
        yield found


GO_SAYS: Fact[GoSays] = Fact("go-says", always(TOOLS_PROBE), _said, fleeting=True)
"""Empty where no go is found, or where it fails."""
