"""A Go whose distro turns off the checksum database by default, as Fedora did before 43 (GO §1.2)."""

from __future__ import annotations

from wizard.codecs.go import sumdb
from wizard.facts.shell import LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_defaults import GO_DEFAULTS, NAME
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE, GoPaths
from wizard.facts.shells.goenv_file import GOENV, values
from wizard.model.edits.files import SetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import USE_SUMDB
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.go.effects import AT_ONCE, CHECKSUMS_MAY_BREAK, NO_CHECKSUMS
from wizard.rules.go.evidence import not_followed, path_unclear
from wizard.rules.go.wanted_values import variables

_VARIABLE = "GOSUMDB"
_PROGRAM = "/bin/go"


@rule(
    "modules-sumdb-default",
    area="modules",
    title=say("The distro's Go checks what it downloads"),
    needs=(GO_PATHS, GO_DEFAULTS, GOENV, SHELLS, LOGIN_SHELL),
    severity=Severity.HIGH,
    sources=("GO §1.2", "RULES 54"),
)
def default(see: Snapshot, want: Wanted) -> Finding:
    paths, file = see[GO_PATHS], see[GOENV]
    off = tuple(root for root in _roots(paths) if see[GO_DEFAULTS].get(root, {}).get(_VARIABLE) == "off")
    if not off:
        return path_unclear(paths) if paths.unclear else _without(paths)
    if tuple(values(see, _VARIABLE)):
        return ok(say("{name} is set, so the distro's default does not apply.", name=_VARIABLE))
    unclear = not_followed(see[SHELLS], (_VARIABLE,))
    if unclear is not None:
        return unclear
    files = tuple(f"{root}{NAME}" for root in off)
    says = say("The distro turns off the checksum database in {files}.", files=join(files))
    seen = tuple(Evidence(path, f"{_VARIABLE}=off") for path in files)
    if file.gap is not None:
        return unknown(file.gap.why, *seen)
    if not file.is_own:
        return advice(
            says, *seen, why=NO_CHECKSUMS, do=say("Use the checksum database: {command}", command=USE_SUMDB)
        )
    wanted = variables(want).get(_VARIABLE)
    edit = SetVariable(file.path, _VARIABLE, wanted.value if wanted is not None else sumdb.DEFAULT)
    return fixable(says, [edit], *seen, why=NO_CHECKSUMS, effect=AT_ONCE, may_break=CHECKSUMS_MAY_BREAK)


def _roots(paths: GoPaths) -> tuple[str, ...]:
    """The folder of each Go that runs."""
    firsts = (paths.kinds[kind].first for kind in PEOPLE)
    return tuple(dict.fromkeys(hit.real.removesuffix(_PROGRAM) for hit in firsts if hit is not None))


def _without(paths: GoPaths) -> Finding:
    if not _roots(paths):
        return not_applicable(say("No Go is in PATH."))
    return ok(say("The Go in use does not turn off the checksum database."))
