"""Settings of buildkitd: in the file that it reads, and in TOML (GO §11)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from wizard.facts.cloud.buildkit import BUILDKIT_FILES, OF_USER, READ, UNREAD
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_move
from wizard.rules.declare import advice, not_applicable, ok, rule


@rule(
    "cncf-buildkit",
    area="cncf",
    title=say("buildkitd reads its settings"),
    needs=(BUILDKIT_FILES,),
    severity=Severity.LOW,
    sources=("GO §11", "RULES 85"),
)
def buildkit(see: Snapshot, want: Wanted) -> Finding:
    files = see[BUILDKIT_FILES]
    if not files:
        return not_applicable(say("buildkitd has no settings file."))
    if UNREAD in files:
        return advice(
            say("buildkitd does not read {path}.", path=UNREAD),
            Evidence(UNREAD),
            why=say("It reads {path}, or without root {other}.", path=READ, other=OF_USER),
            do=say("Remove the file, because {path} exists.", path=READ)
            if READ in files
            else say("Move it: {command}", command=to_move(UNREAD, READ)),
        )
    wrong = [Evidence(path, words) for path, data in files.items() for words in _faults(data)]
    if wrong:
        return advice(
            say("buildkitd cannot read {path}.", path=wrong[0].source),
            *wrong,
            why=say("With a settings file that is not valid, buildkitd does not start."),
            do=say("Write TOML, with sections such as [worker.oci]."),
        )
    return ok(say("buildkitd reads {files}.", files=join(files)), *map(Evidence, files))


def _faults(data: bytes) -> Iterator[str]:
    try:
        msgspec.toml.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield str(error)
