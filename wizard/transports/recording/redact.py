"""A recorded machine without what nobody else shall read."""

from __future__ import annotations

import base64
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from wizard.codecs import gitconfig
from wizard.model.probes import (
    FILE_LIMIT,
    Answer,
    FileProbe,
    Found,
    GlobProbe,
    Journal,
    JournalEntry,
    Matches,
    Probe,
)
from wizard.model.shown.secrets import mask
from wizard.transports.masking import mask_bytes, mask_named
from wizard.transports.recording.recorded import Recording, answer_of, builtins_of
from wizard.transports.recording.start_files import (
    asked_of,
    asked_of_universal,
    is_start_file,
    may_be_sourced,
)


def redact(machine: Recording) -> Recording:
    """*machine* without secrets: each is ``•••`` (see `wizard.model.shown.secrets`). Of start files only what rules ask
    is there. Names stay, as what is said about a file of ``/home/anna`` would make no sense without."""
    distro, host = (
        tuple(_masked_pair(_asked_pair(pair)) for pair in pairs) for pairs in (machine.distro, machine.host)
    )
    return Recording(machine.name, distro, host, machine.kind)


def _asked_pair(pair: tuple[Probe, Answer]) -> tuple[Probe, Answer]:
    """Of start files only what rules ask of them, also in the journal."""
    match pair:
        case (FileProbe() as probe, Found() as found):
            is_read = not probe.head and probe.limit == FILE_LIMIT and may_be_sourced(probe.path)
            return probe, _asked_file(probe.path, found, is_read=is_read)
        case (GlobProbe() as probe, Matches() as matches):
            entries = tuple(
                (path, _asked_file(path, each) if isinstance(each, Found) else each)
                for path, each in matches.entries
            )
            return probe, replace(matches, entries=entries)
        case (probe, Journal() as journal):
            return probe, replace(journal, entries=tuple(map(_asked_entry, journal.entries)))
        case _:
            return pair


def _asked_file(path: str, found: Found, *, is_read: bool = False) -> Found:
    """*found* as it is recorded. What was seen whole is whole then too. *is_read*: only a shell can want it whole."""
    if len(found.content) != found.size:
        return found
    kept = mask_bytes(_asked_content(path, found.content, is_read=is_read))
    return replace(found, content=kept, size=len(kept))


def _asked_content(path: str, data: bytes, *, is_read: bool = False) -> bytes:
    if path.endswith("/fish_variables"):
        return asked_of_universal(data)
    if path.endswith(("/.gitconfig", "/gitconfig", "/git/config")):
        return gitconfig.asked_of(data)
    return asked_of(path, data) if is_read or is_start_file(path) else data


def _asked_entry(entry: JournalEntry) -> JournalEntry:
    """What verbs read of a setup. A note that cannot be read says nothing to them either."""
    try:
        note = msgspec.json.decode(entry.note)
        plan = note["plan"]
        plan["changes"] = [_asked_change(change) for change in plan.get("changes", ())]
        plan["rehearsal"] = None
        kept = msgspec.json.encode(note)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = b""
    return replace(entry, manifest=b"", note=kept)


def _asked_change(change: dict[str, Any]) -> dict[str, Any]:
    path = change.get("asked") or change["path"]
    return {**change, **{name: _asked_state(path, change[name]) for name in ("before", "after")}}


def _asked_state(path: str, state: dict[str, Any]) -> dict[str, Any]:
    if state["type"] != "file":
        return state
    content = base64.b64decode(state["content"])
    kept = _asked_content(path, content, is_read=may_be_sourced(path))
    return {**state, "content": base64.b64encode(kept).decode("ascii")}


def _masked_pair(pair: tuple[Probe, Answer]) -> tuple[Probe, Answer]:
    builtins = _masked(builtins_of(pair))
    if not isinstance(builtins, dict):
        raise TypeError("a pair is written as an object")
    probe = cast(Probe, msgspec.convert(builtins["probe"], Probe, builtin_types=(bytes,)))
    return probe, answer_of(builtins["answer"])


def _masked(value: object) -> object:
    match value:
        case str():
            return mask(value)
        case bytes():
            return mask_bytes(value)
        case dict():
            return {key: mask_named(key, _masked(inner)) for key, inner in value.items()}
        case list() | tuple():
            return [_masked(inner) for inner in value]
        case _:
            return value
