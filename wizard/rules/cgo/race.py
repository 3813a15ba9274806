"""The race detector, where a project or a setting uses it."""

from __future__ import annotations

from typing import Final

from wizard.codecs.go import version as goversion
from wizard.facts.go import PROJECT_FILES
from wizard.facts.packages import PACKAGES
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.facts.programs.go_says import GO_SAYS, GoSays
from wizard.facts.shells.go_settings import USES
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.cgo.use import ENABLED, NO_GO, go_says, is_off, race, to_install_compiler
from wizard.rules.commands import forget_setting
from wizard.rules.declare import advice, not_applicable, ok, rule

_ALWAYS: Final = frozenset({"amd64", "arm64", "loong64", "ppc64le", "s390x"})
_RISCV: Final = goversion.parse("1.26")
"""The Go by which the race detector runs on riscv64."""


@rule(
    "cgo-race",
    area="cgo",
    title=say("The race detector can run"),
    needs=(GO_SAYS, PACKAGES, PROJECT_FILES, BUILD_FILES, *USES),
    sources=("GO §5", "RULES 65"),
)
def race_detector(see: Snapshot, want: Wanted) -> Finding:
    said, users = go_says(see), race(see)
    if said is None:
        return not_applicable(NO_GO)
    if not users:
        return not_applicable(say("No project of your profile and no setting uses -race."))
    if not _is_supported(said):
        return advice(
            say("The race detector does not support this processor ({arch}).", arch=said.get("GOARCH")),
            *users,
            why=say("Builds fail: “-race is not supported on linux/{arch}”.", arch=said.get("GOARCH")),
            do=say("Run the tests without -race here."),
        )
    off = is_off(see)
    if off is not None:
        return advice(
            say("cgo is turned off (CGO_ENABLED=0)."),
            off,
            *users,
            why=say("Builds fail: “-race requires cgo”."),
            do=say("Remove this setting. If Go stores it: {command}", command=forget_setting(ENABLED)),
        )
    if not said.cc:
        return advice(
            say("{name}, the C compiler that -race needs, is not installed.", name=said.get("CC") or "gcc"),
            *users,
            why=say("Builds fail: “-race requires cgo”."),
            do=to_install_compiler(see),
        )
    return ok(say("The race detector can run."), *users)


def _is_supported(said: GoSays) -> bool:
    """Whether it is for that processor; a Go that does not say its version is taken for new enough."""
    if said.get("GOARCH") != "riscv64":
        return said.get("GOARCH") in _ALWAYS
    runs = goversion.parse(said.get("GOVERSION"))
    return runs is None or _RISCV is None or not runs < _RISCV
