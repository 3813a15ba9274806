"""Which programs a login shell of the user finds, and of which version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.facts.shapes import always
from wizard.facts.shell import in_login_shell, last_words
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

CERTIFICATES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where distros keep the certificates that Go trusts (GO §9)."""
_SOUGHT: Final = ("gcc", "make", "docker", "kubectl", "helm", "gpg", "python3")
"""Programs of which only the place is asked: to start each would take longer than all the rest."""
ASKED: Final = ("git", "tar", "curl", "wget", *_SOUGHT, *CERTIFICATES)
"""Programs, by the name that a shell finds them by, and files, which have to contain something."""

_INNER = f"""
for name in {" ".join(ASKED)}; do
  case $name in
  /*) [ ! -s "$name" ] || printf 'tool %s\\t%s\\t\\n' "$name" "$name" ;;
  *)
    place=$(command -v "$name") || continue
    case $name in
    {"|".join(_SOUGHT)}) said= ;;
    *) said=$("$name" --version 2>/dev/null </dev/null | head -n 1) ;;
    esac
    printf 'tool %s\\t%s\\t%s\\n' "$name" "$place" "$said"
    ;;
  esac
done
"""
TOOLS_PROBE: Final = in_login_shell(_INNER)
_VERSION: Final = lazy_pattern(r"\d+(?:\.\d+)+")


class Tool(msgspec.Struct, frozen=True):
    """A program where a shell finds it. *version* is empty if it does not say."""

    place: str
    version: str


def _tools(answers: Answers, want: Wanted) -> Mapping[str, Tool] | Unknown:
    text = last_words(answers[TOOLS_PROBE])
    if text is None:
        return Unknown(say("Could not run a login shell."))
    fields = [
        line.removeprefix("tool ").split("\t") for line in text.splitlines() if line.startswith("tool ")
    ]
    return {
        name: Tool(place, _version(said)) for name, place, said in (each for each in fields if len(each) == 3)
    }


def _version(said: str) -> str:
    found = _VERSION.search(said)
    return found[0] if found is not None else ""


TOOLS: Fact[Mapping[str, Tool]] = Fact("tools", always(TOOLS_PROBE), _tools, fleeting=True)
"""Those of `ASKED` that are there."""
