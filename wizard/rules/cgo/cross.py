"""Builds with C code for another system: a C compiler for it, and variables that go build does not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.facts.go import PROJECT_FILES
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.facts.programs.go_says import GO_SAYS, GoSays
from wizard.facts.shells.go_settings import USES
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.cgo.use import go_says
from wizard.rules.commands import CROSS_WITH_C, CROSS_WITHOUT_C
from wizard.rules.declare import advice, not_applicable, ok, rule

_SYSTEMS: Final = "linux|windows|darwin|freebsd"
_PROCESSORS: Final = "amd64|arm64|arm|386|riscv64|ppc64le|s390x|loong64"
_IGNORED: Final = lazy_pattern(
    rf"\b(?P<name>(?:CC|CXX)_(?:FOR_\w+|(?:{_SYSTEMS})_(?:{_PROCESSORS})|(?:{_PROCESSORS})_(?:{_SYSTEMS})))"
    r"[ \t]*[:?+]?="
)
_TARGETS: Final = {
    "x86_64": "amd64",
    "aarch64": "arm64",
    "i686": "386",
    "i586": "386",
    "riscv64": "riscv64",
    "powerpc64le": "ppc64le",
    "s390x": "s390x",
    "loongarch64": "loong64",
}
"""Go's name of a processor by the first word of what a C compiler is for."""


@rule(
    "cgo-cross-cc",
    area="cgo",
    title=say("Cross builds with C code have a compiler"),
    needs=(GO_SAYS, START_FILES, PROJECT_FILES, BUILD_FILES, *USES),
    sources=("GO §5", "RULES 66"),
)
def cross_compiler(see: Snapshot, want: Wanted) -> Finding:
    said, ignored = go_says(see), tuple(_ignored(see))
    if ignored:
        return advice(
            say("go build does not read {name}.", name=_name(ignored[0].quote)),
            *ignored,
            why=say("C code is then compiled for this machine: “gcc_arm64.S: Error: no such instruction”."),
            do=say("Set CC for the build itself: {command}", command=CROSS_WITH_C),
        )
    if said is None or not _is_cross(said):
        return not_applicable(say("Go builds for this machine."))
    if said.get("CGO_ENABLED") != "1":
        return ok(say("Go builds for {target} without C code.", target=_target(said)))
    if _builds_for_it(said):
        return ok(
            say("The C compiler builds for {target}.", target=_target(said)), Evidence(said.cc, said.target)
        )
    return advice(
        say(
            "cgo is on for {target}, but the C compiler builds for {own}.",
            target=_target(said),
            own=said.target or "?",
        ),
        Evidence(said.cc or said.get("CC"), said.target),
        why=say("Builds with C code fail: “gcc_arm64.S: Error: no such instruction”."),
        do=say("Set CC to a compiler for it. Without C code: {command}", command=CROSS_WITHOUT_C),
    )


def _is_cross(said: GoSays) -> bool:
    host = said.get("GOHOSTOS"), said.get("GOHOSTARCH")
    return (said.get("GOOS"), said.get("GOARCH")) != host


def _target(said: GoSays) -> str:
    return f"{said.get('GOOS')}/{said.get('GOARCH')}"


def _builds_for_it(said: GoSays) -> bool:
    """Whether the C compiler is for that processor and that system, as far as its name for it tells."""
    processor, _, rest = said.target.partition("-")
    is_arm = processor.startswith("arm") and said.get("GOARCH") == "arm"
    is_processor = is_arm or _TARGETS.get(processor) == said.get("GOARCH")
    system = {"windows": "mingw", "darwin": "darwin"}.get(said.get("GOOS"), said.get("GOOS"))
    return is_processor and system in rest


def _ignored(see: Snapshot) -> Iterator[Evidence]:
    """Where such a variable is set that nothing in its file uses."""
    files = {file.path: file.meant for file in see[START_FILES].files if file.in_home}
    for path, data in {**files, **see[BUILD_FILES]}.items():
        text = text_of(data)
        for number, line in enumerate(text.split("\n"), 1):
            found = _IGNORED.search(line)
            if found is not None and not line.lstrip().startswith("#") and not _is_used(found["name"], text):
                yield Evidence(path, line.strip(), number)


def _is_used(name: str, text: str) -> bool:
    return any(f"${mark}{name}" in text for mark in ("", "(", "{"))


def _name(line: str) -> str:
    found = _IGNORED.search(line)
    return found["name"] if found is not None else ""
