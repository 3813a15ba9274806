"""The switch: every staged state gets its target's name, in order, each in one step.

Before and after each step the displaced bytes are compared with what the plan was made for, so a program that
writes in the last instant is noticed, and its file gets the name back.
"""

from __future__ import annotations

from collections.abc import Sequence

from wizard.model.events import Doing, Tell
from wizard.model.registry import is_value
from wizard.model.text import say
from wizard.transports.direct.batch import Batch, naming_path
from wizard.transports.direct.floor import parent_of
from wizard.transports.direct.state import ABSENT, is_at
from wizard.transports.direct.values import ValueHand
from wizard.transports.journal import Manifest, ManifestItem
from wizard.transports.refusals import refusal


def switch_all(batch: Batch, manifest: Manifest, values: ValueHand, names: Sequence[str], tell: Tell) -> None:
    """Every item of *manifest* to its after, durably; people know them by *names*. Raises `StaleError` if
    somebody was faster, or `MachineError`; some may be switched then, and are for the caller to put back."""
    for item, name in zip(manifest.items, names, strict=True):
        tell(Doing(say("Replacing {path}", path=name), item.number, len(names)))
        with naming_path(item.path):
            if is_value(item.path):
                values.switch(item)
            else:
                _switch(batch, item)
    for place in dict.fromkeys(parent_of(item.path) for item in manifest.files):
        with naming_path(place):
            batch.disk.sync(place)


def _switch(batch: Batch, item: ManifestItem) -> None:
    _check(batch, item, item.path)
    if item.after == item.before:
        return
    if item.before == ABSENT:
        batch.disk.move(batch.staged(item), item.path)
    elif item.after == ABSENT:
        _delete(batch, item)
    else:
        _replace(batch, item)


def _check(batch: Batch, item: ManifestItem, path: str) -> None:
    is_before = is_at(batch.disk, path, item.before)
    if not is_before or (item.before != ABSENT and not batch.is_kept(item, path)):
        raise refusal("stale", [item.path])


def _replace(batch: Batch, item: ManifestItem) -> None:
    disk, staged = batch.disk, batch.staged(item)
    if not disk.swap(staged, item.path):
        return
    if not is_at(disk, staged, item.before) or not batch.is_kept(item, staged):
        disk.swap(staged, item.path)
        raise refusal("stale", [item.path])
    disk.unlink(staged)


def _delete(batch: Batch, item: ManifestItem) -> None:
    disk, staged = batch.disk, batch.staged(item)
    disk.move(item.path, staged)
    if not is_at(disk, staged, item.before) or not batch.is_kept(item, staged):
        disk.move(staged, item.path)
        raise refusal("stale", [item.path])
    disk.unlink(staged)
