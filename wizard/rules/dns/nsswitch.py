"""What is asked for the address of a name: files first, and name servers (GO §2.1)."""

from __future__ import annotations

from typing import Final

from wizard.codecs.nsswitch import HostsLine
from wizard.facts.dns.sources import NSSWITCH, NSSWITCH_PATH
from wizard.model.edits.files import ReplaceLine
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, rule

_SERVERS: Final = frozenset(("dns", "resolve"))
_BY_HAND: Final = say("Write the line by hand, such as: hosts: files dns")


@rule(
    "dns-nsswitch-hosts",
    area="dns",
    title=say("Names are looked up in files and by DNS"),
    needs=(NSSWITCH,),
    severity=Severity.HIGH,
    sources=("GO §2.1", "RULES 25"),
)
def nsswitch(see: Snapshot, want: Wanted) -> Finding:
    lines = see[NSSWITCH]
    sources = [source for line in lines for source in line.sources]
    if not sources:
        return ok(say("/etc/nsswitch.conf leaves the default: files, then DNS."))
    evidence = tuple(Evidence(NSSWITCH_PATH, line.text, line.line) for line in lines)
    first = "" if "files" in sources else "files"
    last = "" if _SERVERS.intersection(sources) else "dns"
    if not first and not last:
        return ok(say("Names are looked up in files and by DNS."), *evidence)
    says, why = _says(last), _why(last)
    line = lines[0] if first else lines[-1]
    if not _can_be_written(lines, line, last):
        return advice(says, *evidence, why=why, do=_BY_HAND)
    return fixable(
        says,
        [ReplaceLine(NSSWITCH_PATH, line.line, line.text, line.with_sources(first, last))],
        *evidence,
        why=why,
        effect=say("Takes effect in programs that start from then on."),
        may_break=say("All programs in the distro get addresses that they did not get before."),
    )


def _can_be_written(lines: tuple[HostsLine, ...], line: HostsLine, last: str) -> bool:
    """Whether one line decides, can be written again, and has no condition in front of what it gets."""
    return len(lines) == 1 and line.is_utf8 and not (last and line.ends_in_condition)


def _says(last: str) -> Text:
    if last:
        return say("/etc/nsswitch.conf lets no program ask a name server.")
    return say("/etc/nsswitch.conf lets no program read /etc/hosts.")


def _why(last: str) -> Text:
    if last:
        return say("go get fails with “no such host” and sends no query.")
    return say("Names such as localhost are asked of name servers, which may not know them.")
