"""Puts files back as they were before, for undo, for a commit that failed, and after a crash. By comparison alone.

Safe to repeat and to interrupt at every step. No data is written, so a full disk cannot stop it. Bytes that
are neither state are never removed: they stay where they are, or are put aside and named.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wizard.model.errors import WizardError
from wizard.model.orders import Phase
from wizard.model.state import MARKER
from wizard.transports.direct.batch import Batch
from wizard.transports.direct.floor import below, parent_of
from wizard.transports.direct.state import ABSENT, fingerprint_at, is_at, same, same_inode
from wizard.transports.journal import Folder, Manifest, ManifestItem


@dataclass(slots=True)
class Unrestored:
    """What could not be put back: *foreign* paths that hold neither state, those of them whose originals are
    *lost*, and where bytes were *kept*."""

    foreign: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def put_all_back(batch: Batch, manifest: Manifest) -> Unrestored:
    """Every file of a batch in phase switching as it was before. Raises `OSError`; then repeat."""
    left = Unrestored()
    items = manifest.files[::-1]
    for item in items:
        if _is_reachable(batch, item, left):
            _clear_staged(batch, item, left)
            _put_back(batch, item, left)
    # The originals have their names again, for good, before their second names go.
    _sync_folders(batch, items, manifest.folders)
    for item in items:
        if _is_reachable(batch, item, Unrestored()):
            _clear_staged(batch, item, left)
            _drop_redundant(batch, item)
    _remove_folders(batch, items, manifest.folders)
    _sync_folders(batch, items, manifest.folders)
    return left


def remove_staged(batch: Batch, items: Sequence[ManifestItem], folders: Sequence[Folder]) -> None:
    """Remove what a batch made before its switch: no target was touched, so all under its names is its own.
    Raises `OSError`; then repeat."""
    for item in reversed(items):
        if not _is_reachable(batch, item, Unrestored()):
            continue
        if batch.disk.stat(batch.staged(item)) is not None:
            batch.disk.erase(batch.staged(item))
        while (keep := batch.kept(item)) is not None:
            batch.disk.unlink(keep)
    _remove_folders(batch, items, folders)
    _sync_folders(batch, items, folders)


def remove_made(batch: Batch, manifest: Manifest) -> None:
    """Folders that earlier batches made, for what this one, which is accepted now, took away: they go, if nothing is
    left in them, innermost first. What fails is left as it is: an empty folder is in nobody's way."""
    gone = [item.path for item in manifest.files if item.before != ABSENT and item.after == ABSENT]
    made = set(_made(batch)) if gone else set()
    for place in sorted(made, reverse=True):
        if any(path.startswith(f"{place}/") for path in gone):
            with contextlib.suppress(OSError):
                _remove_if_empty(batch, place)
                batch.disk.sync(parent_of(place))


def _made(batch: Batch) -> Iterator[str]:
    """The folders of all batches that were accepted. A damaged manifest says nothing."""
    for number in batch.book.numbers():
        with contextlib.suppress(WizardError):
            if batch.book.phase(number) is Phase.ACCEPTED:
                yield from (folder.path for folder in batch.book.manifest(number, Phase.ACCEPTED).folders)


def _is_reachable(batch: Batch, item: ManifestItem, left: Unrestored) -> bool:
    """Whether the target's folder is there, and is one. If not, nothing of ours can be below it."""
    try:
        folder = batch.disk.stat(parent_of(item.path))
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
    else:
        if folder is not None and folder.kind == "directory":
            return True
        if folder is None and item.before == ABSENT:
            return False
    left.foreign.append(item.path)
    return False


def _put_back(batch: Batch, item: ManifestItem, left: Unrestored) -> None:
    actual = fingerprint_at(batch.disk, item.path)
    if same(batch.disk, actual, item.after) and not same(batch.disk, actual, item.before):
        # Somebody may make or remove a name between our look and our step: then it is his.
        with contextlib.suppress(FileExistsError, FileNotFoundError):
            _try_to_put_back(batch, item)
        actual = fingerprint_at(batch.disk, item.path)
    if not same(batch.disk, actual, item.before):
        left.foreign.append(item.path)
        if same(batch.disk, actual, item.after) and item.before != ABSENT and batch.kept(item) is None:
            left.lost.append(item.path)


def _try_to_put_back(batch: Batch, item: ManifestItem) -> None:
    keep = batch.kept(item)
    if item.before == ABSENT:
        _take_away(batch, item)
    elif keep is not None and item.after == ABSENT:
        _give_back(batch, item, keep)
    elif keep is not None:
        _exchange(batch, item, keep)


def _take_away(batch: Batch, item: ManifestItem) -> None:
    disk, staged = batch.disk, batch.staged(item)
    if not _is_ours(batch, item, item.path):
        return
    disk.move(item.path, staged)
    if not is_at(disk, staged, item.after) or not _is_ours(batch, item, staged):
        disk.move(staged, item.path)


def _is_ours(batch: Batch, item: ManifestItem, path: str) -> bool:
    """Of an unpacked folder, whether nothing in it is newer than its marker, which was written last."""
    if not item.after.startswith("tree:"):
        return True
    marker = batch.disk.stat(below(path, MARKER))
    return marker is not None and batch.disk.newest(path) <= marker.mtime_ns


def _give_back(batch: Batch, item: ManifestItem, keep: str) -> None:
    try:
        batch.disk.link(keep, item.path)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        batch.disk.move(keep, item.path)


def _exchange(batch: Batch, item: ManifestItem, keep: str) -> None:
    disk, staged = batch.disk, batch.staged(item)
    try:
        disk.link(keep, staged)
    except OSError as error:
        # A disk may be too full for one more name; then the original moves there with the one it has.
        if error.errno != errno.ENOSPC:
            raise
        disk.replace(keep, item.path)
        return
    if disk.swap(staged, item.path) and not is_at(disk, staged, item.after):
        # Somebody was faster than our last look: what he wrote gets its name back.
        disk.swap(staged, item.path)


def _clear_staged(batch: Batch, item: ManifestItem, left: Unrestored) -> None:
    """What lies under our name goes if it is ours or a second name of the original."""
    disk, staged = batch.disk, batch.staged(item)
    link_folder = disk.stat(batch.link_folder(item))
    if link_folder is not None and link_folder.kind == "directory":
        disk.erase(batch.link_folder(item))
    found = disk.stat(staged)
    if found is None:
        return
    if found.kind == "directory" and not disk.names(staged):
        disk.rmdir(staged)
    elif is_at(disk, staged, item.after) or same_inode(disk, staged, item.path):
        disk.erase(staged)
    elif batch.is_kept(item, staged):
        disk.unlink(staged)
    elif (kept := _put_aside(batch, item)) not in left.kept:
        left.kept.append(kept)


def _put_aside(batch: Batch, item: ManifestItem) -> str:
    folder = batch.own_folder(item)
    staged = batch.staged(item)
    with contextlib.suppress(OSError):
        if batch.disk.stat(folder) is None:
            batch.disk.mkdir(folder, 0o700, item.uid, item.gid)
        names = set(batch.disk.names(folder))
        number = next(n for n in range(len(names) + 1) if _kept_name(item, n) not in names)
        kept = below(folder, _kept_name(item, number))
        batch.disk.move(staged, kept)
        return kept
    return staged


def _kept_name(item: ManifestItem, number: int) -> str:
    return f"{item.number}.kept" + (f".{number}" if number else "")


def _drop_redundant(batch: Batch, item: ManifestItem) -> None:
    """Remove the second name of an original that is back at its target."""
    disk = batch.disk
    if item.before == ABSENT:
        return
    while (keep := batch.kept(item)) is not None:
        is_back = is_at(disk, item.path, item.before) and is_at(disk, keep, item.before)
        if not is_back and not same_inode(disk, keep, item.path):
            return
        disk.unlink(keep)


def _homes(batch: Batch, items: Sequence[ManifestItem]) -> list[str]:
    """The folders in the home that hold originals of *items*."""
    return list(dict.fromkeys(batch.user_folder(item.uid) for item in items if batch.keeps_in_home(item)))


def _remove_folders(batch: Batch, items: Sequence[ManifestItem], folders: Sequence[Folder]) -> None:
    for place in (*_homes(batch, items), *(folder.path for folder in reversed(folders))):
        with _unless_linked():
            _remove_if_empty(batch, place)


@contextlib.contextmanager
def _unless_linked() -> Iterator[None]:
    """A folder that is reached through a link is none of ours."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise


def _remove_if_empty(batch: Batch, place: str) -> None:
    found = batch.disk.stat(place)
    if found is None or found.kind != "directory" or batch.disk.names(place):
        return
    try:
        batch.disk.rmdir(place)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST):
            raise


def _sync_folders(batch: Batch, items: Sequence[ManifestItem], folders: Sequence[Folder]) -> None:
    paths = [*(item.path for item in items), *(folder.path for folder in folders)]
    homes = _homes(batch, items)
    places = [*(parent_of(path) for path in paths), *homes, *(parent_of(home) for home in homes)]
    for place in dict.fromkeys(places):
        with _unless_linked():
            found = batch.disk.stat(place)
            if found is not None and found.kind == "directory":
                batch.disk.sync(place)
