"""Variables that keep Go from checking what it downloads, or from telling private modules, a row each."""

from __future__ import annotations

from wizard.codecs.go import private, sumdb
from wizard.model.findings import Severity
from wizard.model.text import say
from wizard.rules.commands import set_private
from wizard.rules.go.effects import CHECKSUMS_MAY_BREAK, NO_CHECKSUMS
from wizard.rules.go.variable import Value, Variable, variable_rule

_LISTS = ("GOPRIVATE", "GONOSUMDB")


def _is_unchecked(value: Value) -> bool:
    if value.name == "GOSUMDB":
        return value.text == sumdb.OFF
    return private.is_everything(value.text)


def _checked(name: str, value: str) -> str:
    """The patterns that someone meant, without those for everything."""
    kept = [each for each in private.patterns(value) if not private.is_everything(each)]
    becomes = ",".join(kept) if name in _LISTS else ""
    return "" if private.is_everything(becomes) else becomes


def _is_no_database(value: Value) -> bool:
    return not sumdb.is_sound(value.text)


def _is_idle(value: Value) -> bool:
    return any(map(private.is_idle, private.patterns(value.text)))


def _has_forge(value: Value) -> bool:
    return not private.is_everything(value.text) and bool(private.whole_forges(value.text))


CHECK_RULES = tuple(
    variable_rule(row)
    for row in (
        Variable(
            "modules-sumdb",
            ("GOSUMDB", *_LISTS),
            title=say("Go checks downloads with the checksum database"),
            why=NO_CHECKSUMS,
            wrong=_is_unchecked,
            becomes=_checked,
            may_break=CHECKSUMS_MAY_BREAK,
            sources=("GO §0", "GO §4", "RULES 54"),
            severity=Severity.CRITICAL,
            area="modules",
            right=say("The checksum database is used for public modules."),
        ),
        Variable(
            "modules-sumdb-name",
            ("GOSUMDB",),
            title=say("GOSUMDB names a checksum database"),
            why=say("Every new download fails: “invalid GOSUMDB: malformed verifier id”."),
            wrong=_is_no_database,
            becomes=lambda name, value: sumdb.meant(value) or "",
            sources=("GO §4", "RULES 54"),
            severity=Severity.HIGH,
            area="modules",
            right=say("Go accepts the value of GOSUMDB."),
        ),
        Variable(
            "modules-private-pattern",
            ("GOPRIVATE", "GONOPROXY", "GONOSUMDB"),
            title=say("Patterns for private modules can match"),
            why=say(
                "Go compares the patterns with module paths, which have no scheme, user, port or space. Such a"
                " pattern never matches, so the public proxy is asked for these modules."
            ),
            wrong=_is_idle,
            becomes=lambda name, value: private.meant(value),
            may_break=say("Go then downloads these modules directly from their repositories, unchecked."),
            sources=("GO §4", "RULES 55"),
            area="modules",
            right=say("Every pattern can match a module path."),
        ),
        Variable(
            "modules-private-forge",
            _LISTS,
            title=say("Only your own modules are private"),
            why=say("Go does not check any module of this public host, whoever published it."),
            wrong=_has_forge,
            do=say(
                "Name only your own account or organization: {command}",
                command=set_private(("github.com/NAME",)),
            ),
            sources=("GO §4", "RULES 54", "RULES 55"),
            area="modules",
            right=say("No public host is private as a whole."),
        ),
    )
)
