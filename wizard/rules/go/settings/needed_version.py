"""Projects that need a newer Go than runs, where the go command may not get it itself (GO §3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs.go import gomod, toolchain
from wizard.codecs.go import version as goversion
from wizard.codecs.go.version import GoVersionNumber
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import PROJECT_FILES, from_home
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL, GoHit
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE
from wizard.facts.shells.go_settings import value_of
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.goroot_env import GOROOT_ENVS, env_of
from wizard.facts.shells.toolchains import TOOLCHAINS
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Severity, Verdict
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import LET_GO_DOWNLOAD
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.go.evidence import hits, path_unclear

_NAME: Final = "GOTOOLCHAIN"
_TOO_OLD: Final = say(
    "Go older than 1.21 cannot switch to another version. It fails with “invalid go version” or “unknown directive:"
    " toolchain”."
)
_LOCAL: Final = say(
    "GOTOOLCHAIN keeps go from switching to a newer version. Go commands in the project fail: “go.mod requires go >=”."
)
_BARRED: Final = say(
    "go looks for the newer version, and this setting keeps it from downloading one: “toolchain not available”."
)


class _Need(msgspec.Struct, frozen=True):
    """The *version* that a line of a project file asks for."""

    seen: Evidence
    version: GoVersionNumber


@rule(
    "go-env-toolchain-too-low",
    area="go-env",
    title=say("Your projects get the Go version they need"),
    needs=(
        PROJECT_FILES,
        GO_PATHS,
        GO_TREES,
        GOROOT_ENVS,
        TOOLCHAINS,
        GOENV,
        SHELLS,
        LOGIN_SHELL,
        ACCOUNT,
    ),
    severity=Severity.HIGH,
    sources=("GO §3.1", "RULES 46"),
)
def needed_version(see: Snapshot, want: Wanted) -> Finding:
    if not see[PROJECT_FILES]:
        return not_applicable(say("Your profile names no project folder with a go.mod or go.work file."))
    if see[GO_PATHS].unclear:
        return path_unclear(see[GO_PATHS])
    firsts = {kind: first for kind in PEOPLE if (first := see[GO_PATHS].kinds[kind].first) is not None}
    if not firsts:
        return not_applicable(say("PATH contains no go command."))
    judged = [found for kind, hit in firsts.items() if (found := _judged(kind, hit, see)) is not None]
    if judged:
        return min(judged, key=lambda found: found.verdict is Verdict.UNKNOWN)
    return ok(say("Go is new enough for your projects, or can download what they need."))


def _judged(kind: Kind, hit: GoHit, see: Snapshot) -> Finding | None:
    """What keeps that kind of shell from running a Go that is new enough, or from telling; None if nothing does."""
    runs, value = goversion.parse(hit.version), _setting(kind, hit, see)
    if runs is None:
        return unknown(say("Could not find out the version of {path}.", path=hit.name))
    if isinstance(value, Unknown):
        return unknown(value.why)
    said = toolchain.read(value)
    if said is None:
        return None  # every go command fails, which is of another rule
    has = goversion.parse(said.pin) or runs
    need = _highest(see, is_fixed=_is_fixed(value))
    if need is None or not has < need.version:
        return None
    return _too_low(need, hit, value, see)


def _too_low(need: _Need, hit: GoHit, value: str, see: Snapshot) -> Finding | None:
    number = need.version.number
    if not goversion.can_switch(hit.version):
        return _advice(need, hit, _TOO_OLD, say("Install Go {version} or newer.", version=number))
    source = Evidence(_NAME, value)
    if _is_fixed(value):
        return _advice(need, hit, _LOCAL, _allow(number, see), source)
    if any(tree.kind == "toolchain" and tree.version in (number, f"{number}.0") for tree in see[GO_TREES]):
        return None
    if value.endswith("path"):
        return unknown(say("GOTOOLCHAIN lets go look for Go {version} in PATH only.", version=number), source)
    barrier = see[TOOLCHAINS].barrier
    if barrier is None:
        return unknown(say("Could not find out whether go can download Go {version}.", version=number))
    if not barrier:
        return None
    name, _, setting_ = barrier.partition("=")
    do = say("Install Go {version} or newer.", version=number)
    return _advice(need, hit, _BARRED, do, Evidence(name, setting_))


def _advice(need: _Need, hit: GoHit, why: Text, do: Text, *more: Evidence) -> Finding:
    says = say(
        "{path} asks for Go {version}. {go} is {now}.",
        path=need.seen.source,
        version=need.version.number,
        go=hit.name,
        now=hit.version,
    )
    return advice(says, need.seen, *hits((hit,)), *more, why=why, do=do)


def _allow(number: str, see: Snapshot) -> Text:
    """Downloads are only proposed where their checksums are looked up (GO §0)."""
    sums = [value_of(see, kind, name) for kind in PEOPLE for name in ("GOSUMDB", "GONOSUMDB")]
    if any(isinstance(each, Unknown) or each in ("off", "*") for each in sums):
        return say("Install Go {version} or newer.", version=number)
    return say(
        "Install Go {version} or newer, or let go download it: {command}",
        version=number,
        command=LET_GO_DOWNLOAD,
    )


def _setting(kind: Kind, hit: GoHit, see: Snapshot) -> str | Unknown:
    """GOTOOLCHAIN, as the Go that is started takes it."""
    own = value_of(see, kind, _NAME)
    path = from_home(env_of(hit.real), see[ACCOUNT])
    defaults = see[GOROOT_ENVS].get(path, {_NAME: "auto"})
    return own or defaults.get(_NAME, "") or "local"  # without any setting, go stays with itself


def _is_fixed(value: str) -> bool:
    """Whether go stays with the one Go that it is told, and heeds no toolchain line."""
    return "+" not in value and value not in ("auto", "path")


def _highest(see: Snapshot, *, is_fixed: bool) -> _Need | None:
    needs = [
        need for path, data in see[PROJECT_FILES].items() for need in _needs(path, data, is_fixed=is_fixed)
    ]
    return max(needs, key=lambda need: need.version, default=None)


def _needs(path: str, data: bytes, *, is_fixed: bool) -> Iterator[_Need]:
    for verb in ("go",) if is_fixed else ("go", "toolchain"):
        for each in gomod.parse(data).of(verb)[:1]:
            version = goversion.parse(" ".join(each.args))
            if version is not None:
                yield _Need(Evidence(path, f"{verb} {' '.join(each.args)}", each.line), version)
