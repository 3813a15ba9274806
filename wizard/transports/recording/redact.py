"""A recorded machine without what nobody else shall read."""

from __future__ import annotations

from typing import cast

import msgspec
from msgspec.structs import replace

from wizard.model.probes import Answer, FileProbe, Found, GlobProbe, Matches, Probe
from wizard.model.shown.secrets import mask
from wizard.transports.masking import mask_bytes, mask_named
from wizard.transports.recording.recorded import Recording, answer_of, builtins_of
from wizard.transports.recording.start_files import asked_of, is_start_file


def redact(machine: Recording) -> Recording:
    """*machine* without secrets: each is ``•••`` (see `wizard.model.shown.secrets`). Of start files only what rules ask
    is there. Names stay, as what is said about a file of ``/home/anna`` would make no sense without."""
    distro, host = (
        tuple(_masked_pair(_asked_pair(pair)) for pair in pairs) for pairs in (machine.distro, machine.host)
    )
    return Recording(machine.name, distro, host, machine.kind)


def _asked_pair(pair: tuple[Probe, Answer]) -> tuple[Probe, Answer]:
    """Of start files only what rules ask of them."""
    match pair:
        case (FileProbe() as probe, Found() as found):
            return probe, _asked_file(probe.path, found)
        case (GlobProbe() as probe, Matches() as matches):
            entries = tuple(
                (path, _asked_file(path, each) if isinstance(each, Found) else each)
                for path, each in matches.entries
            )
            return probe, replace(matches, entries=entries)
        case _:
            return pair


def _asked_file(path: str, found: Found) -> Found:
    """*found* as it is recorded. What was seen whole is whole then too."""
    if len(found.content) != found.size:
        return found
    kept = mask_bytes(asked_of(path, found.content) if is_start_file(path) else found.content)
    return replace(found, content=kept, size=len(kept))


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
