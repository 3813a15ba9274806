"""One batch at work: the names it uses on the disk, and where its originals wait."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import msgspec

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import below, normal, parent_of
from wizard.transports.direct.journal import DirectJournal
from wizard.transports.direct.resolve import Resolver
from wizard.transports.direct.state import is_at, same_inode
from wizard.transports.journal import USER_JOURNAL, ManifestItem
from wizard.transports.refusals import refusal, refusal_of

STAGED: Final = ".wsl-go-wizard"
_NO_LINK: Final = (errno.EXDEV, errno.EMLINK, errno.EPERM, errno.EOPNOTSUPP, errno.EEXIST)
_NO_FOLDER: Final = (errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ELOOP, errno.EACCES, errno.EPERM)


class Batch(msgspec.Struct, frozen=True):
    """Batch *number* of *book*. *root_uid* owns the site; *home* is the user's, where the originals of the
    user's files wait."""

    book: DirectJournal
    number: int
    home: str
    root_uid: int

    @property
    def disk(self) -> Disk:
        """The disk of the site."""
        return self.book.disk

    @property
    def folder(self) -> str:
        """Where the manifest lies."""
        return self.book.folder(self.number)

    @property
    def user_place(self) -> str:
        """The folder in the home for originals of all batches."""
        return normal(f"{self.home}/{USER_JOURNAL}")

    def user_folder(self, uid: int) -> str:
        """The folder in the home for this batch's originals. The user's own links on the way there are
        followed, if what they lead to is the user's own too."""
        spot = Resolver(self.disk).follow(self.user_place)
        is_own = spot.found is not None and spot.found.kind == "directory" and spot.found.uid == uid
        return below(spot.path if is_own else self.user_place, str(self.number))

    def keeps_in_home(self, item: ManifestItem) -> bool:
        """Whether the original of *item* is for its user to keep."""
        return item.uid != self.root_uid

    def own_folder(self, item: ManifestItem) -> str:
        """Where the original of *item*, and what is put aside for it, is to lie."""
        return self.user_folder(item.uid) if self.keeps_in_home(item) else self.folder

    def staged(self, item: ManifestItem) -> str:
        """The name beside the target under which its new state waits."""
        return below(parent_of(item.path), f"{STAGED}-{self.number}-{item.number}")

    def original_beside(self, item: ManifestItem) -> str:
        """The name beside the target for an original that cannot be linked elsewhere."""
        return self.staged(item) + ".before"

    def link_folder(self, item: ManifestItem) -> str:
        """A temporary folder beside the target, used by the shell hand where the target is a symlink to a folder:
        busybox ``mv`` would move the new state into that folder, so it is linked into this one under the target's own
        name and moved from there (disk.sh)."""
        return self.staged(item) + ".dir"

    def kept(self, item: ManifestItem) -> str | None:
        """Where the original of *item* waits, or None. An original that still is what it was goes before
        one that somebody wrote to through a descriptor he held."""
        name = f"{item.number}.before"
        folders = (self.folder, self.user_folder(item.uid))
        places = (self.original_beside(item), *(below(folder, name) for folder in folders))
        there = [place for place in places if self._is_there(place)]
        return next((place for place in there if is_at(self.disk, place, item.before)), (*there, None)[0])

    def keep(self, item: ManifestItem) -> str:
        """Give the original of *item* a second name, and say which. Raises `WizardError`, `OSError`."""
        failed: OSError | None = None
        folder = self.own_folder(item)
        places = [self.original_beside(item)]
        if folder == self.folder or self._has(folder, item):
            places.insert(0, below(folder, f"{item.number}.before"))
        for place in places:
            try:
                self.disk.link(item.path, place)
            except OSError as error:
                if error.errno not in _NO_LINK:
                    raise
                failed = error
            else:
                return place
        if failed is None or not self._can_link(item):
            raise refusal("no-hard-links", [item.path])
        raise refusal_of(failed, item.path)

    def _has(self, folder: str, item: ManifestItem) -> bool:
        """Whether *folder* in the home is there, or could be made. If not, originals wait beside."""
        if self._is_there(folder):
            return True
        try:
            self.disk.mkdir(folder, 0o700, item.uid, item.gid)
        except OSError as error:
            if error.errno not in _NO_FOLDER:
                raise
            return False
        return True

    def _is_there(self, path: str) -> bool:
        """Whether there is something at *path*, and no link on the way."""
        try:
            return self.disk.stat(path) is not None
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            return False

    def is_kept(self, item: ManifestItem, path: str) -> bool:
        """Whether *path* is a second name of the original of *item*."""
        keep = self.kept(item)
        return keep is not None and same_inode(self.disk, keep, path)

    def _can_link(self, item: ManifestItem) -> bool:
        # A filesystem without hard links answers as a file does that must not be touched: ours shows which.
        staged = self.staged(item)
        try:
            self.disk.link(staged, self.original_beside(item))
        except OSError:
            return False
        self.disk.unlink(self.original_beside(item))
        return True


@contextmanager
def naming_path(path: str) -> Iterator[None]:
    """Errors of the system within are about *path*."""
    try:
        yield
    except OSError as error:
        raise refusal_of(error, path) from error
