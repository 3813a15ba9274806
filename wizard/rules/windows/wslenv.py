"""WSLENV: the variables of Windows that WSL hands on to every distro."""

from __future__ import annotations

from typing import Final

from wizard.codecs.windows.item_list import items
from wizard.facts.windows.go import VARIABLES
from wizard.model.edits.registry import DropItem
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding, Restart, Severity
from wizard.model.registry import SEPARATORS, TEXTS
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, rule
from wizard.rules.windows import AREA
from wizard.rules.windows.variables import seen

_LEAKS: Final = frozenset(
    {
        *("GOROOT", "GOPATH", "GOBIN", "GOENV", "GOFLAGS", "GODEBUG", "GOTOOLCHAIN", "GOCACHE", "GOMODCACHE"),
        *(
            "GOPROXY",
            "GOPRIVATE",
            "GONOPROXY",
            "GONOSUMDB",
            "GOSUMDB",
            "GOINSECURE",
            "GOTMPDIR",
            "GOOS",
            "GOARCH",
        ),
        *("SSL_CERT_FILE", "SSL_CERT_DIR"),
    }
)


_WHY: Final = say(
    "In a distro these values override its own settings. A name that is not set in Windows arrives as an empty value."
)


@rule(
    "windows-wslenv-leak",
    area=AREA,
    title=say("Windows passes no Go settings to distros"),
    needs=(VARIABLES,),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §5", "RULES 5"),
)
def wslenv_leak(see: Snapshot, want: Wanted) -> Finding:
    variables = see[VARIABLES]
    lists = variables.named("WSLENV")[:1]
    leaks = [(each, number, entry) for each in lists for number, entry in _leaks(each.text)]
    if not leaks:
        return ok(say("Windows passes no Go settings to distros."), *map(seen, lists))
    names = tuple(dict.fromkeys(_name(entry) for _, _, entry in leaks))
    says = say("WSLENV passes Go settings to all distros: {names}.", names=join(names))
    values = [seen(variable) for name in names for variable in variables.named(name)[:1]]
    edits = [
        DropItem(each.key, each.name, number, entry)
        for each, number, entry in leaks
        if each.is_users and each.type in TEXTS
    ]
    if edits:
        return fixable(
            says,
            edits,
            *map(seen, lists),
            *values,
            why=_WHY,
            effect=say(
                "Takes effect when you open WSL in a new terminal. Open sessions keep the old values."
            ),
            restart=Restart.SHELL,
            may_break=say(
                "Go in the distros no longer gets these values from Windows, such as a company's GOPROXY."
            ),
        )
    return advice(
        says,
        *map(seen, lists),
        *values,
        why=_WHY,
        do=say(
            "Remove these names from WSLENV under “Edit the system environment variables” in the Start menu."
        ),
    )


def _leaks(text: str) -> list[tuple[int, str]]:
    """The entries of a WSLENV (``NAME/flags:NAME``, WSL §5) that are Go's, with their numbers."""
    numbered = enumerate(items(text, SEPARATORS["wslenv"]), 1)
    return [(number, entry) for number, entry in numbered if _name(entry).upper() in _LEAKS]


def _name(entry: str) -> str:
    return entry.partition("/")[0].strip()
