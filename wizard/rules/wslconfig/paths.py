"""Paths of `.wslconfig` with variables in them, of which WSL expands none (WSL §1.6), and a swap file without a folder:
WSL makes none (WSL §3)."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.codecs import wslconf
from wizard.codecs.wslconf.files import VITAL
from wizard.codecs.wslconf.key import ValueType
from wizard.codecs.wslconf.keys import find
from wizard.codecs.wslconf.paths import is_whole
from wizard.facts.windows.wslconfig import (
    MEANT_PATHS,
    PATH,
    WSLCONFIG,
    MeantPath,
    WslConfig,
    folder_of,
    swap_file,
)
from wizard.model.edits.files import Edit, RepairLine, SetKey
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import make_folder
from wizard.rules.conf_lines import quote
from wizard.rules.declare import advice, fixable, ok, rule

_RISKY = (*(key.name for key in VITAL), "wsl2.systemDistro")
"""What a path brings into force here may keep WSL from starting, so it is left to a person."""
_WHY = say(
    "WSL expands no variables, and takes a single backslash for an escape. It drops such a line, or looks for a folder"
    " with the name of the variable."
)
_NOT_STARTED = say("WSL looks for a file with the name of the variable, and does not start without it.")


@rule(
    "wslconfig-paths",
    area="wslconfig",
    title=say("Paths in .wslconfig are written in full"),
    needs=(WSLCONFIG, MEANT_PATHS),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §1.2", "WSL §1.6", "RULES 99"),
)
def paths(see: Snapshot, want: Wanted) -> Finding:
    document = see[WSLCONFIG].document
    found = [each for each in wslconf.defects(document) if each.kind is wslconf.DefectKind.UNEXPANDED]
    meant = see[MEANT_PATHS]
    if not found:
        problem = _partial(document) or _without_folder(see[WSLCONFIG], meant)
        return problem or ok(say("No path in .wslconfig contains a variable."))
    edits = [edit for each in found for edit in _edits(each, meant, found)]
    is_fatal = any(
        each.key in _RISKY and document.pair(*each.key.split(".")) is not None
        for each in found
        if _is_read(document, each)
    )
    return fixable(
        say("Line {line} of .wslconfig: WSL does not expand {path}.", line=found[0].line, path=found[0].text),
        edits,
        *(Evidence(PATH, quote(each), each.line, _note(each, meant)) for each in found),
        why=_NOT_STARTED if is_fatal else _WHY,
        restart=Restart.WSL,
        severity=Severity.CRITICAL if is_fatal else None,
    )


def _partial(document: wslconf.Document) -> Finding | None:
    """The advice about paths in force that do not say where they lead."""
    keys = ((pair, find(document.dialect, pair.name)) for pair in document.pairs)
    odd = [
        (key.name, Evidence(PATH, f"{pair.name}={pair.value}", pair.line))
        for pair, key in keys
        if key is not None and key.kind is ValueType.PATH and document.is_effective(pair)
        if pair.value and not is_whole(pair.value)
    ]
    if not odd:
        return None
    return advice(
        say("Line {line} of .wslconfig does not contain a full Windows path.", line=odd[0][1].line or 0),
        *(evidence for _, evidence in odd),
        why=say("WSL then looks in another folder. A kernel that it does not find keeps it from starting."),
        do=say(
            "Write the path with its drive and doubled backslashes: {path}", path="C:\\\\wsl\\\\swap.vhdx"
        ),
        severity=Severity.CRITICAL if any(name in _RISKY for name, _ in odd) else None,
    )


def _without_folder(config: WslConfig, meant: Mapping[str, MeantPath]) -> Finding | None:
    """The advice about a swap file that WSL cannot make."""
    line = swap_file(config)
    if line is None or meant[line.value].stands is not False:
        return None
    folder = folder_of(line.value)
    return advice(
        say("The folder of the swap file does not exist: {folder}", folder=folder),
        Evidence(PATH, f"{line.key}={line.value}", line.line),
        why=say("WSL then starts with a warning and without swap. A large build may run out of memory."),
        do=say("Connect the drive, or write another path.")
        if folder.endswith("\\")
        else say("Create the folder in PowerShell: {command}", command=make_folder(folder)),
    )


def _is_read(document: wslconf.Document, defect: wslconf.Defect) -> bool:
    return any(pair.line == defect.line for pair in document.pairs)


def _edits(
    defect: wslconf.Defect, meant: Mapping[str, MeantPath], found: list[wslconf.Defect]
) -> tuple[Edit, ...]:
    """The line becomes a comment; the path in full follows, if it leads somewhere and is the only one of its key."""
    comment = RepairLine(PATH, defect.line, defect.kind.value)
    path = meant[defect.text]
    is_only = [each.key for each in found].count(defect.key) == 1
    if defect.key in _RISKY or not path.stands or not is_only:
        return (comment,)
    section, _, key = defect.key.partition(".")
    return (comment, SetKey(PATH, section, key, path.text))


def _note(defect: wslconf.Defect, meant: Mapping[str, MeantPath]) -> Text:
    path = meant[defect.text]
    if defect.key in _RISKY:
        return say("If WSL should use this file, write its path in full.")
    if not path.text:
        return say("What the variable stands for is not known, so WSL uses its default.")
    if path.stands is None:
        return say(
            "Whether the folder of {path} exists is not known, so WSL uses its default.", path=path.text
        )
    if not path.stands:
        return say("{path} is in a folder that does not exist, so WSL uses its default.", path=path.text)
    return say("In full, this is {path}.", path=path.text)
