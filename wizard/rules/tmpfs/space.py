"""Room where Go builds (/tmp) and keeps its caches (the home)."""

from __future__ import annotations

from typing import Final

from wizard.facts.resources.figures import FIGURES, Room
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import EMPTY_BUILD_CACHE, GO_TMP_ELSEWHERE
from wizard.rules.declare import advice, not_applicable, ok, rule
from wizard.rules.tmpfs.line import LEAST

_MIB: Final = 1 << 20
_FILES: Final = 50_000
"""As many files may one build of a large module graph add to the caches (RULES 22)."""
_TMP: Final = "/tmp"


@rule(
    "tmpfs-space",
    area="tmpfs",
    title=say("Builds have room in /tmp and in the home"),
    needs=(FIGURES,),
    sources=("GO §6", "RULES 22"),
)
def space(see: Snapshot, want: Wanted) -> Finding:
    figures = see[FIGURES]
    if figures is None or not figures.rooms:
        return not_applicable(say("How much room there is shows only while the distro runs."))
    full = [each for each in figures.rooms if _is_full(each)]
    if not full:
        return ok(_free(figures.rooms[0]), *map(_seen, figures.rooms))
    return advice(
        _says(full),
        *map(_seen, full),
        why=say("Builds fail with “mapping output file failed: no space left on device”."),
        do=_do(full, figures.rooms),
    )


def _is_full(room: Room) -> bool:
    return room.free < LEAST or _has_few_files(room)


def _has_few_files(room: Room) -> bool:
    return room.files is not None and room.files < _FILES


def _free(room: Room) -> Text:
    return say("{size} MiB are free in {place}.", size=room.free // _MIB, place=room.place)


def _says(full: list[Room]) -> Text:
    first = full[0]
    if first.free < LEAST:
        return say("Only {size} MiB are free in {place}.", size=first.free // _MIB, place=first.place)
    places = join(each.place for each in full)
    return say("Only {count} more files fit into {places}.", count=first.files or 0, places=places)


def _do(full: list[Room], rooms: tuple[Room, ...]) -> Text:
    is_only_tmp = all(each.place == _TMP for each in full) and len(rooms) > len(full)
    if is_only_tmp:
        return say("Give Go a folder elsewhere for builds: {command}", command=GO_TMP_ELSEWHERE)
    return say(
        "Free some space. The build cache can go, and the next builds take longer. This cannot be undone: {command}",
        command=EMPTY_BUILD_CACHE,
    )


def _seen(room: Room) -> Evidence:
    files = "" if room.files is None else f", {room.files} files"
    return Evidence(room.place, f"{room.mount}: {room.free // _MIB} MiB{files}")
