"""The C compiler of Go."""

from __future__ import annotations

from typing import Final

from wizard.facts.go import PROJECT_FILES
from wizard.facts.packages import PACKAGES
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.facts.programs.c_headers import C_HEADERS, STDLIB_H
from wizard.facts.programs.go_says import GO_SAYS
from wizard.facts.shells.go_settings import USES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.cgo.use import NO_GO, go_says, is_off, needed, to_install_compiler
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_OF_DISTRO: Final = ("/usr/bin/", "/bin/")
"""Where the compiler of the distro is, whose headers are where `C_HEADERS` looks."""


@rule(
    "cgo-compiler-missing",
    area="cgo",
    title=say("cgo has a C compiler"),
    needs=(GO_SAYS, C_HEADERS, PACKAGES, PROJECT_FILES, BUILD_FILES, *USES),
    sources=("GO §5", "RULES 64"),
)
def compiler_missing(see: Snapshot, want: Wanted) -> Finding:
    said, why_needed = go_says(see), needed(see)
    if said is None:
        return not_applicable(NO_GO)
    if is_off(see) is not None and not why_needed:
        return not_applicable(say("cgo is turned off (CGO_ENABLED=0)."))
    if not said.cc:
        return advice(
            say("The C compiler of Go, {name}, is not installed.", name=said.get("CC") or "gcc"),
            *why_needed,
            why=say(
                "Without it, cgo is off. Packages with C code fail with “build constraints exclude all Go files”, and"
                " the race detector with “-race requires cgo”."
            ),
            do=to_install_compiler(see),
            severity=None if why_needed else Severity.INFO,
        )
    if not said.cc.startswith(_OF_DISTRO) or see[C_HEADERS]:
        return ok(say("Go has a C compiler."), Evidence(said.cc, said.target))
    if see[C_HEADERS] is None:
        return unknown(say("Could not check {path}.", path=STDLIB_H), Evidence(said.cc, said.target))
    return advice(
        say("{path} has no headers of the C library.", path=said.cc),
        Evidence(said.cc, said.target),
        Evidence(STDLIB_H),
        *why_needed,
        why=say(
            "cgo is on, so even programs that use only the package net fail: “stdlib.h: No such file or directory”."
        ),
        do=to_install_compiler(see),
    )
