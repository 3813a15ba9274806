"""Keys with which images and programs are signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.facts.cloud.signing_keys import SIGNING_KEYS
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.tools import TOOLS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, not_applicable, ok, rule
from wizard.rules.secret_file import open_to_others

_VARIABLE: Final = lazy_pattern(r"\b(COSIGN_PASSWORD|COSIGN_PRIVATE_KEY)\b[= ][ \t]*[\"']?[^\s\"'$(`]")
_HIDDEN: Final = "•••"


@rule(
    "cncf-supply-chain",
    area="cncf",
    title=say("Signing keys are kept secret"),
    needs=(TOOLS, SIGNING_KEYS, START_FILES, ACCOUNT),
    severity=Severity.MEDIUM,
    sources=("GO §11", "RULES 87"),
)
def supply_chain(see: Snapshot, want: Wanted) -> Finding:
    keys, variables = see[SIGNING_KEYS], tuple(_variables(see))
    open_keys = [path for path, mode in keys.items() if mode & 0o077]
    if not keys and not variables and "cosign" not in see[TOOLS]:
        return not_applicable(say("cosign is not in use."))
    if variables:
        return advice(
            say("{path} contains a secret of cosign.", path=variables[0].source),
            *variables,
            why=say(
                "Every program that you start gets the variable, and every copy of the file contains it."
            ),
            do=say(
                "Remove the line. Sign without a key of your own (keyless), or with one in a key service."
            ),
        )
    if open_keys:
        return open_to_others(
            say("Other users can read {files}.", files=join(open_keys)),
            {path: keys[path] for path in open_keys},
            see[ACCOUNT],
            *(Evidence(path, f"{keys[path] & 0o777:03o}") for path in open_keys),
            why=say("Only its password then protects the key."),
        )
    return ok(say("No signing key is open to others."), *map(Evidence, keys))


def _variables(see: Snapshot) -> Iterator[Evidence]:
    """Where a start file contains such a secret itself, without it."""
    for file in see[START_FILES].files:
        for number, line in enumerate(text_of(file.meant).split("\n"), 1):
            found = _VARIABLE.search(line)
            if found is not None and not line.lstrip().startswith("#"):
                yield Evidence(file.path, f"{found[1]}={_HIDDEN}", number)
