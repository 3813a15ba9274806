"""Where a path leads inside a tree, as a certain user would find it. Links are followed, but never out of the tree.

An absolute link starts again at the tree's root, and ``..`` at the root stays there, as in a chroot. Where the
hand is root and the user is not, what the user may not see is told from modes and groups.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import Stat, below, parent_of

_HOPS = 40  # as many links as Linux follows on one way (path_resolution(7))
_READ, _SEARCH = 4, 1


class Credentials(msgspec.Struct, frozen=True):
    """A user whose rights have to be told from modes: his ids, and all groups he is in."""

    uid: int
    groups: Collection[int]

    def may(self, found: Stat, bit: int) -> bool:
        """Whether the permission *bit* (4 read, 1 search) of *found* is given."""
        if self.uid == found.uid:
            return bool(found.mode >> 6 & bit)
        return bool((found.mode >> 3 if found.gid in self.groups else found.mode) & bit)


class ResolvedPath(msgspec.Struct, frozen=True):
    """Where a path leads: *path* without links, and what is there (None: nothing)."""

    path: str
    found: Stat | None


class Resolver(msgspec.Struct, frozen=True):
    """A look at *disk*; *eyes* None sees whatever the process may. All methods raise `PermissionError`
    for what may not be seen.

    *seen* are folders, and names that are not there (None), on the way of other paths of the same look: they are not
    asked for again."""

    disk: Disk
    eyes: Credentials | None = None
    seen: dict[str, Stat | None] | None = None

    def follow(self, path: str) -> ResolvedPath:
        """Where the absolute *path* leads."""
        return self._walk(path, follow_last=True)

    def lstat(self, path: str) -> ResolvedPath:
        """What the absolute *path* itself is; only links on the way are followed."""
        return self._walk(path, follow_last=False)

    def check_readable(self, found: Stat) -> None:
        """Raise `PermissionError` if the content may not be seen."""
        if self.eyes is not None and not self.eyes.may(found, _READ):
            raise PermissionError

    def names(self, folder: str) -> list[str]:
        """The names in a folder without links on its way; none if it is not there or not to be read."""
        found = self.disk.stat(folder)
        if found is None or found.kind != "directory":
            return []
        try:
            self.check_readable(found)
            return self.disk.names(folder)
        except PermissionError:
            return []

    def _walk(self, path: str, follow_last: bool) -> ResolvedPath:
        left = [part for part in reversed(path.split("/")) if part not in ("", ".")]
        here, known = "/", self._stat("/")
        hops = 0
        while left:
            part = left.pop()
            if part == "..":
                here, known = parent_of(here), None
                continue
            self._check_searchable(here)
            place = below(here, part)
            found = self._stat(place)
            if found is None:
                return ResolvedPath(place, None)
            if found.kind == "symlink" and (left or follow_last):
                hops += 1
                if hops > _HOPS:
                    return ResolvedPath(place, None)
                target = self.disk.readlink(place)
                here, known = "/" if target.startswith("/") else here, None
                left += [part for part in reversed(target.split("/")) if part not in ("", ".")]
            elif left and found.kind != "directory":
                return ResolvedPath(place, None)
            else:
                here, known = place, found
        return ResolvedPath(here, known if known is not None else self._stat(here))

    def _stat(self, path: str) -> Stat | None:
        if self.seen is not None and path in self.seen:
            return self.seen[path]
        found = self.disk.stat(path)
        if self.seen is not None and (found is None or found.kind == "directory"):
            self.seen[path] = found
        return found

    def _check_searchable(self, folder: str) -> None:
        if self.eyes is None:
            return
        found = self._stat(folder)
        if found is not None and not self.eyes.may(found, _SEARCH):
            raise PermissionError
