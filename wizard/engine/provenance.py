"""Whether a plan that was read from a file is one that this catalogue could have made for this machine.

What a file says is believed only where it can be made again: the edits are of a kind that rules make, at places where
rules make them, and each change has the path, name, owner, mode and bytes that the planner makes of them here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

import msgspec

from wizard.engine.commands import commands_of
from wizard.engine.plan import PlanInput, changes_of
from wizard.facts.go import CURRENT, SDK
from wizard.facts.tmp import FSTAB_PATH
from wizard.facts.wsl import WSL_CONF_PATH
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
    SetVariable,
    Unpack,
    UnsetVariable,
)
from wizard.model.plans import Plan
from wizard.model.probes import FileProbe, Matches
from wizard.model.registry import ENVIRONMENT
from wizard.model.state import Change, File, Registered, State
from wizard.model.text import Text, say

_WSL: Final = (WSL_CONF_PATH, "~/.wslconfig")
_GO_FOLDER: Final = re.compile(re.escape(SDK) + r"/go\d[0-9a-z.]*")
_SYSTEM_START: Final = re.compile(
    r"/etc/(?:environment|profile|bash\.bashrc|profile\.d/[^/]+\.sh|zsh/[a-z]+)"
)


def foreign_part(plan: Plan, ground: PlanInput, rules: Collection[str]) -> Text | None:
    """What of *plan* this catalogue could not have made, in one sentence; None if all of it could be. *ground* is a
    fresh look at the machine; a change whose file is no longer as it was is left to the hand, which refuses it."""
    asked = frozenset(_asked(ground))
    for wish in plan.wishes:
        if not wish.rules or not set(wish.rules) <= set(rules) or not _is_made_there(wish.edit, asked):
            return say("No rule makes such a change to {path}.", path=wish.edit.path or wish.edit.claim)
    running = [wish for wish in plan.wishes if isinstance(wish.edit, RunCommand)]
    if commands_of(running) != plan.commands:
        return say("A command in it belongs to no rule.")
    made = {change.path: change for change in changes_of(plan.wishes, ground)}
    for change in plan.changes:
        if not _is_same(change, made.get(change.path)):
            return say("What it writes to {path} is not what its rules ask for.", path=change.path)
    if set(plan.downloads) != {wish.edit.download for wish in plan.wishes if isinstance(wish.edit, Unpack)}:
        return say("It downloads something that no rule asks for.")
    return None


def made_otherwise(plan: Plan, ground: PlanInput) -> str | None:
    """The first path to which *plan* writes other bytes than this catalogue makes of its edits; None if there is none.
    Where the file is no longer as it was, the hand refuses the change."""
    made = {change.path: change for change in changes_of(plan.wishes, ground)}
    for change in plan.changes:
        now = made.get(change.path)
        if now is not None and now.before == change.before and now.after != change.after:
            return change.path
    return None


def _asked(ground: PlanInput) -> Iterator[str]:
    """The paths of all files that this look has asked for."""
    for probe, answer in ground.answers.pairs:
        if isinstance(probe, FileProbe):
            yield probe.path
        elif isinstance(answer, Matches):
            yield from (path for path, _ in answer.entries)


def _is_made_there(edit: Edit, asked: Collection[str]) -> bool:
    """Whether rules make edits of that kind at that place."""
    path = edit.path
    match edit:
        case SetKey() | RemoveKey() | RepairLine() | RepairRest():
            return path in _WSL
        case SetMount():
            return path == FSTAB_PATH
        case Unpack():
            return _GO_FOLDER.fullmatch(path) is not None and path == f"{SDK}/go{edit.download.version}"
        case SetLink():
            return path == CURRENT and _GO_FOLDER.fullmatch(f"{SDK}/{edit.target}") is not None
        case RunCommand():
            return True
        case SetEntry() | DropEntry() | SetVariable() | UnsetVariable():
            return path.startswith("~/") and path in asked
        case DropLine() | ReplaceLine() | Reencode():
            is_known = path.startswith("~/") or path in (WSL_CONF_PATH, FSTAB_PATH)
            return path in asked and (is_known or _SYSTEM_START.fullmatch(path) is not None)
        case _:
            return path.startswith(f"{ENVIRONMENT}\\")


def _is_same(change: Change, made: Change | None) -> bool:
    if made is None or (change.asked, change.uid, change.gid) != (made.asked, made.uid, made.gid):
        return False
    return _shape(change.after) == _shape(made.after)


def _shape(state: State) -> State | type[Registered]:
    """*state* without its bytes, which `made_otherwise` compares where the file is as it was."""
    match state:
        case File():
            return msgspec.structs.replace(state, content=b"")
        case Registered():
            return Registered
        case _:
            return state
