"""Repairs of lines of WSL's files (``/etc/wsl.conf``, `.wslconfig`) that rules of several areas have in common: an
edit of a key reaches WSL only where WSL reads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from wizard.codecs import wslconf
from wizard.codecs.wslconf.document import JsonValue
from wizard.codecs.wslconf.repaired import one_by_one, repaired, repaired_at, to_repair
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import WSL_CONF_PATH, WslConf
from wizard.model.edits.files import RepairLine, RepairRest
from wizard.model.facts import Snapshot
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted

DEAD_HEADER = say("Without this section header, WSL ignores the settings below.")
"""What is said of a header that is misspelt, commented out or missing."""
LONE_CR = say("Lines end with CR alone, so the comment hides the lines below it from WSL.")
NEXT_LINE = say("The backslash at the end makes the next line part of this value.")
CUT_OFF = say("WSL cuts the value at #. Put the whole value in double quotes.")

HIDING = (
    wslconf.DefectKind.UTF16,
    wslconf.DefectKind.BYTE_ORDER_MARK,
    wslconf.DefectKind.UNREADABLE_LINE,
    wslconf.DefectKind.DEAD_HEADER,
    wslconf.DefectKind.BACKSLASH_AT_END,
    wslconf.DefectKind.GLUED_HEADER,
    wslconf.DefectKind.NEXT_LINE,
    wslconf.DefectKind.LONE_CR,
    wslconf.DefectKind.CRLF_CONTINUATION,
)


_DELICATE = (
    *("boot.systemd", "boot.command", "user.default"),
    *("automount.root", "automount.options", "automount.cgroups"),
)


def hiding(conf: WslConf) -> tuple[wslconf.Defect, ...]:
    """What keeps lines from counting as what they are: a stop above them, a header glued to a value."""
    return tuple(defect for defect in wslconf.defects(conf.document) if defect.kind in HIDING)


def repairs_of(defects: Iterable[wslconf.Defect], path: str = WSL_CONF_PATH) -> list[RepairLine | RepairRest]:
    """The edits that repair *defects* of the file *path*, as far as they can be."""
    repairable = [defect for defect in defects if defect.repair is not None]
    if repairable and not one_by_one(repairable):
        return [RepairRest(path)]
    return [RepairLine(path, defect.line, defect.kind.value) for defect in repairable]


def quote(defect: wslconf.Defect) -> str:
    """The line of *defect*, or its setting and what that is meant to be."""
    meant = f" → {defect.suggestion}" if defect.suggestion else ""
    if not defect.key:
        return f"{defect.text}{meant}"
    return f"{defect.key}={defect.text}{meant}"


def all_repairs_of(conf: WslConf, found: Sequence[wslconf.Defect]) -> list[RepairLine | RepairRest]:
    """The edits that repair all of *found*, and what comes to light only by that."""
    edits = repairs_of(found)
    if any(isinstance(edit, RepairRest) for edit in edits) or not to_repair(_line_by_line(conf, edits)):
        return edits
    return [*edits, *([RepairRest(WSL_CONF_PATH)] if edits else [])]


def _line_by_line(conf: WslConf, edits: Sequence[RepairLine | RepairRest]) -> wslconf.Document:
    document = conf.document
    for edit in reversed([each for each in edits if isinstance(each, RepairLine)]):
        document = repaired_at(document, edit.line, edit.kind)
    return document


def revived_by(
    conf: WslConf,
    edits: Iterable[object],
    want: Wanted,
    *,
    is_read: bool = True,
    settles: Set[str] = frozenset(),
) -> Text | None:
    """The risk of the repairs among *edits* of `/etc/wsl.conf`: settings that WSL uses only after them, and that switch
    something off, name a user, run a command or mount otherwise, unless *want* asks for just that. Not *is_read*: this
    WSL ignores the whole file as it is. What else an edit *settles* (full names, or with ``=value``) is not meant."""
    repairs = [each for each in edits if isinstance(each, RepairLine | RepairRest)]
    document = _line_by_line(conf, repairs)
    if any(isinstance(edit, RepairRest) for edit in repairs):
        document = repaired(document)
    now = conf.document if is_read else wslconf.parse(b"", conf.document.dialect)
    wished: dict[str, JsonValue] = {} if want.wsl.systemd is None else {"boot.systemd": want.wsl.systemd}
    return revived(
        [
            (name, value)
            for name, value in changed(now, document, wished)
            if settles.isdisjoint((name, f"{name}={_written(value)}")) and _is_delicate(name, value)
        ]
    )


def _is_delicate(name: str, value: JsonValue) -> bool:
    is_mount = name == "boot.command" and str(value).lstrip().startswith("mount ")
    return value is False or (name in _DELICATE and not is_mount)


def as_before(see: Snapshot) -> str:
    """The default user, if that is the one whose machine is looked at: whoever names him changes nothing."""
    return f"user.default={see[ACCOUNT].name}"


def changed(
    now: wslconf.Document, later: wslconf.Document, wished: Mapping[str, JsonValue]
) -> tuple[tuple[str, JsonValue], ...]:
    """The settings, by full name, that have another value in force in *later* than *now*, and not the one that is
    *wished*."""
    before = now.effective()
    return tuple(
        (name, value)
        for name, value in later.effective().items()
        if value != before[name] and not (name in wished and wished[name] == value)
    )


def revived(settings: Sequence[tuple[str, JsonValue]]) -> Text | None:
    """What is said of *settings* that a repair brings into force; None if there are none."""
    if not settings:
        return None
    return say(
        "After the repair, WSL uses settings that it does not use now: {settings}",
        settings=join(f"{name}={_written(value)}" for name, value in settings),
    )


def _written(value: JsonValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(map(str, value))
    return "" if value is None else str(value)
