"""Settings of Go that only services get, or sessions of PAM: no shell reads where they are (environment.d(5))."""

from __future__ import annotations

from typing import Final

from wizard.codecs.go import godebug
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import ACCOUNT, VARIABLES
from wizard.facts.shells.go_settings import USES, GoSetting, setting
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.service_env import PAM, SERVICE_ENV, ServiceSetting
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import RELOAD_USER_SERVICES
from wizard.rules.declare import advice, ok, rule, unknown
from wizard.rules.go.godebug_lines import FATAL_WHY
from wizard.rules.go.shells.other_go import is_other_go

_NAMES: Final = tuple(name for name in VARIABLES if name.startswith("GO"))
_OF_SERVICES: Final = say(
    "Services of systemd --user and graphical sessions get this. Shells do not read it."
)
_OF_PAM: Final = say("Sessions of su -l and ssh may get this (user_readenv of PAM). Shells do not read it.")
_REMOVE: Final = say(
    "Remove these lines, or set the same in the start file of your shell. To load the change: {command}",
    command=RELOAD_USER_SERVICES,
)


@rule(
    "go-services-differ",
    area="go-env",
    title=say("Services and shells get the same Go settings"),
    needs=(SERVICE_ENV, ACCOUNT, GO_TREES, *USES),
    sources=("GO §1.2", "GO §13.5", "RULES 102"),
)
def services_differ(see: Snapshot, want: Wanted) -> Finding:
    found = [each for each in see[SERVICE_ENV] if each.name in _NAMES or each.name == "PATH"]
    fatal = [each for each in found if each.name == "GODEBUG" and godebug.fatal(each.text)]
    if fatal:
        says = say("{path} sets GODEBUG={settings}.", path=fatal[0].path, settings=fatal[0].text)
        return advice(says, *map(_seen, fatal), why=FATAL_WHY, do=_REMOVE, severity=Severity.HIGH)
    differing = [each for each in found if _differs(each, see)]
    if differing:
        return advice(
            say(
                "{path} sets {names} otherwise than your shell does.",
                path=differing[0].path,
                names=join(dict.fromkeys(each.name for each in differing)),
            ),
            *map(_seen, differing),
            why=say("A program that runs as a service may work differently, or fail, only there."),
            do=_REMOVE,
        )
    untold = [each for each in found if each.name != "PATH" and not _is_told(each, see)]
    if untold:
        return unknown(
            say("Could not compare {name} with what shells get.", name=untold[0].name), *map(_seen, untold)
        )
    return ok(say("Services and shells get the same Go settings."), *map(_seen, found))


def _seen(each: ServiceSetting) -> Evidence:
    return Evidence(each.path, each.quote, each.line, _OF_PAM if each.path == PAM else _OF_SERVICES)


def _differs(each: ServiceSetting, see: Snapshot) -> bool:
    if each.name == "PATH":
        return any(is_other_go(folder, see) for folder in each.text.split(":"))
    own = setting(see, Kind.TERMINAL, each.name)
    return each.is_told and isinstance(own, GoSetting) and own.text != each.text


def _is_told(each: ServiceSetting, see: Snapshot) -> bool:
    return each.is_told and isinstance(setting(see, Kind.TERMINAL, each.name), GoSetting)
