"""What an edit does, in one line as its file would have it."""

from __future__ import annotations

from typing import assert_never

from wizard.app.words import mib
from wizard.model.edits.files import (
    DropEntry,
    DropLine,
    Edit,
    Reencode,
    RemoveKey,
    RepairLine,
    RepairRest,
    ReplaceLine,
    RunCommand,
    SetEntry,
    SetKey,
    SetLink,
    SetMount,
    SetText,
    SetVariable,
    Unpack,
    UnsetVariable,
)
from wizard.model.edits.registry import (
    AddItem,
    DropItem,
    RegistryEdit,
    RemoveRegistryValue,
    SetRegistryType,
    SetRegistryValue,
)
from wizard.model.registry import TYPES
from wizard.model.text import Text, plain, say


def does(edit: Edit) -> Text:
    """What *edit* does to its file."""
    match edit:
        case SetKey() | SetMount() | SetEntry() | SetVariable() | SetLink():
            return plain(f"{edit.path}: {_set(edit)}")
        case RemoveKey() | DropEntry() | UnsetVariable():
            return say("{path}: remove {what}", path=edit.path, what=_unset(edit))
        case SetText():
            return say("{path}: write a new file", path=edit.path)
        case RunCommand(command):
            return plain(command.line)
        case Unpack(path, download):
            size = mib(download.size)
            return say(
                "Download {name} ({size} MiB) and unpack it to {path}",
                name=download.filename,
                size=size,
                path=path,
            )
        case SetRegistryValue() | RemoveRegistryValue() | SetRegistryType() | AddItem() | DropItem():
            return _value(edit)
        case _:
            return _line(edit)


def _value(edit: RegistryEdit) -> Text:
    match edit:
        case SetRegistryValue():
            return say("Set {path} to {text}", path=edit.path, text=edit.becomes.text)
        case RemoveRegistryValue():
            return say("Delete {path}", path=edit.path)
        case SetRegistryType():
            kind = TYPES.get(edit.kind, str(edit.kind))
            return say("Change the type of {path} to {type}", path=edit.path, type=kind)
        case AddItem():
            return say("Add {entry} to {path}", entry=edit.item, path=edit.path)
        case DropItem():
            return say("Remove {entry} from {path}", entry=edit.item, path=edit.path)
        case _:
            assert_never(edit)


def _set(edit: SetKey | SetMount | SetEntry | SetVariable | SetLink) -> str:
    match edit:
        case SetKey():
            return f"[{edit.section}] {edit.key}={edit.value}"
        case SetMount():
            return f"{edit.source} {edit.mountpoint} {edit.fstype} {','.join(edit.options)}"
        case SetEntry():
            return edit.text
        case SetVariable():
            return f"{edit.key}={edit.value}"
        case SetLink():
            return f"→ {edit.target}"
        case _:
            assert_never(edit)


def _unset(edit: RemoveKey | DropEntry | UnsetVariable) -> str:
    match edit:
        case RemoveKey():
            return f"[{edit.section}] {edit.key}"
        case DropEntry():
            return edit.name
        case UnsetVariable():
            return edit.key
        case _:
            assert_never(edit)


def _line(edit: RepairLine | RepairRest | Reencode | DropLine | ReplaceLine) -> Text:
    match edit:
        case Reencode():
            return say("{path}: convert to UTF-8 and Linux line endings", path=edit.path)
        case RepairRest():
            return say("{path}: repair faults that then become visible", path=edit.path)
        case RepairLine():
            return say("{path}: repair line {line}", path=edit.path, line=edit.line)
        case DropLine():
            return say("{path}: remove line {line}: {text}", path=edit.path, line=edit.line, text=edit.text)
        case ReplaceLine():
            return say(
                "{path}: change line {line} to: {text}", path=edit.path, line=edit.line, text=edit.becomes
            )
        case _:
            assert_never(edit)
