"""Before the switch: what a batch needs, written and made durable beside its targets. No target is touched.

Everything that can fail by nature fails here: space, permissions, read-only mounts, files that moved on.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Doing, Stop, Tell
from wizard.model.orders import Commit
from wizard.model.registry import is_value
from wizard.model.state import MARKER, Absent, Change, File, Link, Other, Registered, Sealed, UnpackedTree
from wizard.model.text import say, system_words
from wizard.transports.direct.batch import Batch, naming_path
from wizard.transports.direct.disk import NewFile
from wizard.transports.direct.floor import below, parent_of, parts_of
from wizard.transports.direct.state import ABSENT, fingerprint_at, is_at, same
from wizard.transports.journal import Folder, ManifestItem, item_of
from wizard.transports.refusals import refusal


def examine(batch: Batch, changes: Sequence[Change], stop: Stop) -> tuple[Folder, ...]:
    """The folders that have to be made for *changes*, outermost first.

    Raises `StaleError` if a target is not what its change says, `MachineError` (unsafe-path), `Stopped`.
    """
    folders: dict[str, Folder] = {}
    for number, change in _files(changes):
        if stop():
            raise Stopped
        item = item_of(number, change)
        if not _is_path(item.path):
            raise refusal("unsafe-path", [item.path])
        with naming_path(item.path):
            for folder in _missing(batch, item, parent_of(item.path)):
                folders.setdefault(folder.path, folder)
            _check_target(batch, item)
            if batch.keeps_in_home(item) and item.before != ABSENT:
                for folder in _missing_in_home(batch, item):
                    folders.setdefault(folder.path, folder)
    return tuple(folders.values())


def stage(
    batch: Batch,
    order: Commit,
    folders: Sequence[Folder],
    made: list[ManifestItem],
    tell: Tell,
    stop: Stop,
) -> None:
    """Make *folders*, write every new state beside its target, and keep every original, durably.

    Raises `WizardError`, `OSError`; then *made* has the items under whose names something may lie.
    """
    for folder in folders:
        with naming_path(folder.path):
            _make(batch, folder)
    keeps: dict[str, None] = {}
    for number, change in _files(order.changes):
        if stop():
            raise Stopped
        tell(Doing(say("Preparing {path}", path=change.shown), number, len(order.changes)))
        item = item_of(number, change)
        with naming_path(item.path):
            made.append(item)
            try:
                _stage_one(batch, item, change, order.content(change.after), tell, stop)
            except FileExistsError:
                made.remove(item)
                raise
            if item.before != ABSENT:
                keeps[parent_of(batch.keep(item))] = None
    for place in _to_sync(batch, folders, keeps):
        batch.disk.sync(place)
    if stop():
        raise Stopped


def _files(changes: Sequence[Change]) -> list[tuple[int, Change]]:
    """Those of *changes* that are about files, with their numbers. A value has nothing to be staged."""
    return [(number, change) for number, change in enumerate(changes, 1) if not is_value(change.path)]


def _make(batch: Batch, folder: Folder) -> None:
    try:
        batch.disk.mkdir(folder.path, 0o755, folder.uid, folder.gid)
    except (FileExistsError, FileNotFoundError, NotADirectoryError, PermissionError):
        if not f"{batch.user_place}/".startswith(f"{folder.path}/"):
            raise


def _is_path(path: str) -> bool:
    try:
        return bool(parts_of(path))
    except ValueError:
        return False


def _missing(batch: Batch, item: ManifestItem, path: str) -> list[Folder]:
    """The folders missing on the way to *path* and itself."""
    missing: list[Folder] = []
    place, there = "", "/"
    for part in parts_of(path):
        place = below(place, part)
        found = batch.disk.stat(place)
        if found is None:
            missing.append(Folder(item.uid, item.gid, place))
        elif found.kind != "directory":
            raise refusal("unsafe-path", [place, f"it is a {found.kind}"])
        else:
            there = place
    # What is made in there could neither be switched nor removed again.
    if batch.disk.is_append_only(there):
        raise refusal("append-only", [there])
    return missing


def _missing_in_home(batch: Batch, item: ManifestItem) -> list[Folder]:
    """The folders missing for the originals of the user's files; without a place there they wait beside."""
    try:
        return _missing(batch, item, batch.user_place)
    except MachineError as error:
        if error.code == "append-only":
            raise
        return []


def _check_target(batch: Batch, item: ManifestItem) -> None:
    for name in (batch.staged(item), batch.original_beside(item), batch.link_folder(item)):
        if batch.disk.stat(name) is not None:
            raise refusal("unsafe-path", [name, "it already exists"])
    known = item.before == ABSENT or item.before.startswith(("file:", "link:"))
    if not known or not is_at(batch.disk, item.path, item.before):
        raise refusal("stale", [item.path])


def _stage_one(
    batch: Batch, item: ManifestItem, change: Change, content: bytes | None, tell: Tell, stop: Stop
) -> None:
    after, staged = change.after, batch.staged(item)
    match after:
        case File() | Sealed():
            _stage_file(batch, item, after, content)
        case Link():
            batch.disk.symlink(staged, after.target, item.uid, item.gid)
        case UnpackedTree():
            archive_path = change.origin.archive if change.origin is not None else None
            _stage_tree(batch, item, after, Path(archive_path or ""), tell, stop)
        case Absent():
            return
        case Other() | Registered():
            raise refusal("unsafe-path", [item.path, "it shall be no file"])
        case _ as never:
            assert_never(never)
    if not same(batch.disk, fingerprint_at(batch.disk, staged), item.after):
        raise refusal("staging-mismatch", [item.path])


def _stage_file(batch: Batch, item: ManifestItem, after: File | Sealed, content: bytes | None) -> None:
    earlier = _earlier_original(batch, item)
    if content is None:
        content = _waiting(batch, item, earlier)
    model = earlier or (item.path if item.before.startswith("file:") else None)
    attributes = batch.disk.attributes(model) if model is not None else None
    with batch.disk.create(batch.staged(item)) as file:
        file.write(content)
        file.chown(after.uid, after.gid)
        file.chmod(after.mode)
        if attributes is not None and _keep_attributes(item, file, attributes):
            file.chmod(after.mode)  # an ACL may have changed it
        if earlier is not None:
            found = batch.disk.stat(earlier)
            file.utime(*((found.atime_ns, found.mtime_ns) if found is not None else (0, 0)))
        file.sync()


def _waiting(batch: Batch, item: ManifestItem, earlier: str | None) -> bytes:
    """The bytes of the original that waits as *earlier*: of a file with passwords there are no others."""
    found = batch.disk.stat(earlier) if earlier is not None else None
    if earlier is None or found is None:
        raise refusal("original-lost", [item.path])
    return batch.disk.content(earlier, found.size)


def _keep_attributes(item: ManifestItem, file: NewFile, attributes: dict[str, bytes]) -> bool:
    try:
        return file.set_attributes(attributes)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EACCES, errno.EOPNOTSUPP):
            raise
        raise refusal("attributes-lost", [item.path, system_words(error)]) from error


def _earlier_original(batch: Batch, item: ManifestItem) -> str | None:
    """For a file that comes back from an earlier batch: where its original waits; None if it is there no more, as it
    was. Then the plan's own bytes have to do."""
    source, _, name = item.source.partition(":")
    if source != "journal":
        return None
    number, _, which = name.partition("/")
    earlier = Batch(batch.book, int(number), batch.home, batch.root_uid)
    keep = earlier.kept(ManifestItem(int(which), item.uid, item.gid, item.path, item.after, item.after))
    found = batch.disk.stat(keep) if keep is not None else None
    if keep is None or found is None or batch.disk.digest(keep) != item.after.rpartition(":")[2]:
        return None
    return keep


def _stage_tree(
    batch: Batch, item: ManifestItem, after: UnpackedTree, packed: Path, tell: Tell, stop: Stop
) -> None:
    from wizard.downloads import archive

    disk, staged = batch.disk, batch.staged(item)
    if archive.digest(packed) != after.sha256:
        raise refusal("archive-mismatch", [item.path])
    with disk.filled(staged, item.uid, item.gid) as place:
        archive.fill(packed, place, stop, tell, shown=item.path)
        _put_marker(place / MARKER, after)
    disk.sync_all(staged)


def _put_marker(marker: Path, after: UnpackedTree) -> None:
    """Say what the folder holds, in a file that is newer than all else in it."""
    if marker.is_dir() and not marker.is_symlink():
        shutil.rmtree(marker)
    marker.unlink(missing_ok=True)
    marker.write_bytes(f"{after.sha256}\n".encode("ascii"))
    marker.chmod(0o644)


def _to_sync(batch: Batch, folders: Sequence[Folder], keeps: dict[str, None]) -> list[str]:
    """The folders whose entries must be durable before a name is switched: those that hold new folders, and
    those that hold originals. (The journal's own is synced with the next phase.)"""
    homes = [parent_of(keep) for keep in keeps if parent_of(keep) != batch.book.place]
    places = [*(parent_of(folder.path) for folder in folders), *homes, *keeps]
    return [place for place in dict.fromkeys(places) if place != batch.folder]
