"""Variables by which Go and its companions trust other certificates, or none (RULES 79, 81), a row each."""

from __future__ import annotations

from typing import Final

from wizard.facts.shapes import is_folder
from wizard.facts.tls.named import FOLDERS_NAMED, NAMED_CERTIFICATES, NAMES, has_certificates, paths_of
from wizard.model.findings import Severity
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern
from wizard.rules.go.variable import Value, Variable, variable_rule

_WINDOWS: Final = lazy_pattern(r"[A-Za-z]:[\\/].*|\\\\.*")
_EVERY_HOST: Final = lazy_pattern(
    r"\*(?:\.(?!(?:corp|home|internal|intranet|lan|local|localhost|test)$)[^.]*)?"
)
"""The first part of a pattern that no company has for itself: ``*``, ``*.*``, ``*.com``."""


def _names_none(value: Value) -> bool | None:
    """Whether a program finds no certificate there: Go takes only absolute paths for what they are everywhere, files
    of text, and a list of folders that are separated by colons."""
    if _WINDOWS.fullmatch(value.text):
        return True
    paths = paths_of(value.name, value.text)
    found = [_is_there(value, path) for path in paths]
    if any(found):
        return False
    return None if None in found else True


def _is_there(value: Value, path: str) -> bool | None:
    if not path.startswith("/"):
        return False
    answer = value.see[NAMED_CERTIFICATES].get(path)
    return is_folder(answer) if value.name == FOLDERS_NAMED else has_certificates(answer)


def _not_seen(name: str, value: str) -> Text:
    return say("Could not check the path in {name}={value}.", name=name, value=value)


def _trusts_everybody(value: Value) -> bool:
    """GIT_SSL_NO_VERIFY has its effect whatever it is set to, even to “false”."""
    match value.name:
        case "GOINSECURE":
            hosts = (pattern.strip().split("/")[0] for pattern in value.text.split(","))
            return any(_EVERY_HOST.fullmatch(host) for host in hosts)
        case "NODE_TLS_REJECT_UNAUTHORIZED":
            return value.text == "0"
        case _:
            return True


TRUST_RULES = tuple(
    variable_rule(row)
    for row in (
        Variable(
            "tls-ssl-cert-env",
            NAMES,
            title=say("Variables name files with certificates"),
            why=say(
                "Programs that read the variable find no certificate there. They trust no server: “certificate signed"
                " by unknown authority”, “failed to load system roots”."
            ),
            wrong=_names_none,
            may_break=say("Programs then trust every root certificate of the distro."),
            sources=("GO §9", "RULES 79"),
            severity=Severity.HIGH,
            area="tls",
            facts=(NAMED_CERTIFICATES,),
            untold=_not_seen,
            right=say("The paths that are set can be used."),
        ),
        Variable(
            "tls-insecure-switches",
            ("GOINSECURE", "GIT_SSL_NO_VERIFY", "NODE_TLS_REJECT_UNAUTHORIZED"),
            title=say("No variable turns off the check of certificates"),
            why=say(
                "Whoever is between you and the server can replace what you download. GOINSECURE has no effect on"
                " GOPROXY or the checksum database."
            ),
            wrong=_trusts_everybody,
            may_break=say("Downloads from servers with an unknown certificate will fail."),
            sources=("GO §4", "RULES 81"),
            severity=Severity.HIGH,
            area="tls",
        ),
    )
)
