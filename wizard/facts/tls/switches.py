"""Lines of settings by which git, curl, wget, npm, kubectl and helm trust every server (RULES 81).

Their files may hold secrets. So they are not read: a script in the distro shows the lines with such a switch, and
no other.
"""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import always, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, CommandProbe, Exited
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

GIT: Final = "git"
_FILES: Final = (
    (
        "curl",
        ("$HOME/.curlrc", "$HOME/.config/curlrc"),
        "(-[a-zA-Z]*k[a-zA-Z]*|(--)?insecure)([[:space:]=:#]|$)",
    ),
    ("wget", ("/etc/wgetrc", "$HOME/.wgetrc"), "check[-_]?certificate[[:space:]]*=[[:space:]]*(off|no|0)"),
    ("npm", ("$HOME/.npmrc",), "strict-ssl[[:space:]]*=[[:space:]]*false"),
    ("kubectl", ("$HOME/.kube/config",), "insecure-skip-tls-verify:[[:space:]]*true"),
    ("helm", ("$HOME/.config/helm/repositories.yaml",), "(- )?insecure_skip_tls_verify:[[:space:]]*true"),
)
"""Whose files they are, their places, and how a line with the switch begins."""


_OF_GIT_COMMAND: Final = (
    "command -v git >/dev/null && git config --show-origin --get-regexp '^http\\.(.*\\.)?sslverify$' 2>/dev/null"
    " | sed 's/^/git /'"
)


def _question() -> str:
    asked = (_of_file(program, place, pattern) for program, places, pattern in _FILES for place in places)
    return "\n".join((_OF_GIT_COMMAND, *asked, "echo 'all'"))


def _of_file(program: str, place: str, pattern: str) -> str:
    return (
        f"""[ ! -e "{place}" ] || [ -r "{place}" ] || echo 'hidden'\n"""
        f"""[ ! -f "{place}" ] || {{ printf 'file {program} %s\\n' "{place}";"""
        f""" grep -niE '^[[:space:]]*{pattern}' "{place}" | sed 's/^/line /'; }}"""
    )


SWITCHES_PROBE: Final = CommandProbe(("/bin/sh", "-c", _question()))
_OF_GIT: Final = lazy_pattern(r"git file:(?P<file>[^\t]+)\t(?P<key>\S+)(?: (?P<value>.*))?")
_OFF: Final = ("false", "no", "off", "0", "")


class Switch(msgspec.Struct, frozen=True):
    """A line by which *program* trusts every server: its *file*, its number (None: not known), and its *text*; for git
    the *key*, which may be about one server only."""

    program: str
    file: str
    text: str
    line: int | None = None
    key: str = ""

    @property
    def is_of_one_server(self) -> bool:
        """Whether the setting names the server that it is about."""
        return self.program in ("kubectl", "helm") or self.key.count(".") > 1


def _switches(answers: Answers, want: Wanted) -> tuple[Switch, ...] | Unknown:
    answer = answers[SWITCHES_PROBE]
    if not isinstance(answer, Exited):
        return unknown(answer, "git config")
    lines = answer.out.decode("utf-8", "replace").splitlines()
    if lines[-1:] != ["all"] or "hidden" in lines:
        return Unknown(say("The settings of programs could not be read to the end."))
    found: list[Switch] = []
    program = file = ""
    for line in lines:
        kind, _, rest = line.partition(" ")
        if kind == "file":
            program, _, file = rest.partition(" ")
        elif kind == "line":
            number, _, text = rest.partition(":")
            found.append(Switch(program, file, text.strip(), int(number) if number.isdigit() else None))
        elif (match := _OF_GIT.fullmatch(line)) is not None and _is_off(match["value"]):
            text = f"{match['key']}={match['value']}"
            found.append(Switch(GIT, match["file"], text, key=match["key"]))
    return tuple(found)


def _is_off(value: str | None) -> bool:
    """A key without a value is true to git; an empty value is false."""
    return value is not None and value.strip().lower() in _OFF


SWITCHES: Final[Fact[tuple[Switch, ...]]] = Fact("switches", always(SWITCHES_PROBE), _switches, fleeting=True)
