"""A directory tree on Linux: every path is walked component by component from one open root folder.

Nothing is followed (``O_NOFOLLOW``), so no link, planted before or during an operation, leads out of the
tree. Names can be exchanged where the filesystem can do it (renameat2, Linux 3.15: ext4, btrfs, xfs, tmpfs).
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    raise ImportError("this is for Linux")

import contextlib
import errno
import fcntl
import os
import stat
import weakref
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wizard.transports.direct.floor import CHUNK, Stat, parts_of, stat_of

if TYPE_CHECKING:
    import ctypes

_WALK: Final = os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CREATE: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_GET_FLAGS: Final = 0x8008_6601  # FS_IOC_GETFLAGS (linux/fs.h), 64 bits
_APPEND: Final = 0x20  # FS_APPEND_FL
_OF_THE_SYSTEM: Final = ("security.selinux", "security.ima", "security.evm")
"""Attributes that the kernel gives to a file, by its place and its bytes."""
_EMPTY_PATH: Final = 0x1000  # AT_EMPTY_PATH (linux/fcntl.h)
_NOREPLACE: Final = 1
_EXCHANGE: Final = 2
_ABSENT_HERE: Final = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


@cache
def _libc() -> ctypes.CDLL:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _last_failure() -> OSError:
    import ctypes

    return _failed(ctypes.get_errno())


def _failed(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _renameat2(source: tuple[int, str], to: tuple[int, str], flags: int) -> None:
    call = getattr(_libc(), "renameat2", None)
    if call is None:
        raise _failed(errno.ENOSYS)
    if call(source[0], os.fsencode(source[1]), to[0], os.fsencode(to[1]), flags):
        raise _last_failure()


def _enter(folder: int, name: str, flags: int = _WALK) -> int:
    try:
        return os.open(name, flags, dir_fd=folder)
    except NotADirectoryError:
        if stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode):
            raise _failed(errno.ELOOP) from None
        raise


class _LinuxFile:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def chown(self, uid: int, gid: int) -> None:
        _own(self._descriptor, uid, gid)

    def chmod(self, mode: int) -> None:
        os.fchmod(self._descriptor, mode)

    def utime(self, atime_ns: int, mtime_ns: int) -> None:
        os.utime(self._descriptor, ns=(atime_ns, mtime_ns))

    def attributes(self) -> dict[str, bytes]:
        return _attributes(self._descriptor)

    def set_attributes(self, wanted: dict[str, bytes]) -> None:
        for name in _attributes(self._descriptor).keys() - wanted.keys():
            os.removexattr(self._descriptor, name)
        for name, value in wanted.items():
            os.setxattr(self._descriptor, name, value)

    def sync(self) -> None:
        os.fsync(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)


class LinuxFloor:
    """The tree below the folder *root*, which may be reached through links itself."""

    keeps_owners = True

    def __init__(self, root: Path) -> None:
        self._root = os.open(root, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._root)

    @contextlib.contextmanager
    def _at(self, path: str) -> Iterator[tuple[int, str]]:
        *folders, name = parts_of(path) or (".",)
        folder = self._root
        try:
            for part in folders:
                outer, folder = folder, _enter(folder, part)
                if outer != self._root:
                    os.close(outer)
            yield folder, name
        finally:
            if folder != self._root:
                os.close(folder)

    @contextlib.contextmanager
    def _folder(self, path: str) -> Iterator[int]:
        with self._at(path) as (parent, name):
            folder = _enter(parent, name, _FOLDER)
        try:
            yield folder
        finally:
            os.close(folder)

    def stat(self, path: str) -> Stat:
        with self._at(path) as (folder, name):
            return stat_of(os.lstat(name, dir_fd=folder))

    def names(self, path: str) -> list[str]:
        with self._folder(path) as folder:
            return os.listdir(folder)

    def readlink(self, path: str) -> str:
        with self._at(path) as (folder, name):
            return os.readlink(name, dir_fd=folder)

    def chunks(self, path: str) -> Iterator[bytes]:
        with self._at(path) as (folder, name):
            descriptor = os.open(name, _READ, dir_fd=folder)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _failed(errno.EINVAL)
            while chunk := os.read(descriptor, CHUNK):
                yield chunk
        finally:
            os.close(descriptor)

    def attributes(self, path: str) -> dict[str, bytes]:
        with self._at(path) as (folder, name):
            descriptor = os.open(name, _READ, dir_fd=folder)
        try:
            return _attributes(descriptor)
        finally:
            os.close(descriptor)

    def newest(self, path: str) -> int:
        with self._at(path) as (parent, name):
            latest = 0
            for _, _, names, folder in os.fwalk(name, dir_fd=parent, onerror=_raise):
                latest = max(latest, os.fstat(folder).st_mtime_ns)
                times = (os.lstat(entry, dir_fd=folder).st_mtime_ns for entry in names)
                latest = max(latest, max(times, default=0))
            return latest

    def is_append_only(self, path: str) -> bool:
        try:
            with self._folder(path) as folder:
                flags = fcntl.ioctl(folder, _GET_FLAGS, bytes(8))
        except OSError:  # a filesystem without flags, or a folder that we may not list
            return False
        return bool(int.from_bytes(flags, sys.byteorder) & _APPEND)

    def create(self, path: str) -> _LinuxFile:
        with self._at(path) as (folder, name):
            return _LinuxFile(os.open(name, _CREATE, 0o600, dir_fd=folder))

    def sync(self, path: str) -> None:
        with self._folder(path) as folder:
            try:
                os.fsync(folder)
            except OSError as error:
                # Network filesystems that cannot sync a folder say so this way.
                if error.errno != errno.EINVAL:
                    raise

    def sync_all(self, path: str) -> None:
        with self._folder(path) as folder:
            if _libc().syncfs(folder):
                raise _last_failure()

    def link(self, path: str, to: str) -> None:
        with self._at(path) as (folder, name), self._at(to) as (other, new):
            os.link(name, new, src_dir_fd=folder, dst_dir_fd=other, follow_symlinks=False)

    def swap(self, path: str, to: str) -> None:
        with self._at(path) as source, self._at(to) as other:
            _renameat2(source, other, _EXCHANGE)

    def replace(self, path: str, to: str) -> None:
        with self._at(path) as (folder, name), self._at(to) as (other, new):
            os.rename(name, new, src_dir_fd=folder, dst_dir_fd=other)

    def move(self, path: str, to: str) -> None:
        with self._at(path) as source, self._at(to) as other:
            try:
                _renameat2(source, other, _NOREPLACE)
            except OSError as error:
                if error.errno not in _ABSENT_HERE:
                    raise
                _move_by_link(source, other)

    def symlink(self, path: str, target: str, uid: int, gid: int) -> None:
        with self._at(path) as (folder, name):
            os.symlink(target, name, dir_fd=folder)
            _give_link(folder, name, uid, gid)

    def unlink(self, path: str) -> None:
        with self._at(path) as (folder, name):
            os.unlink(name, dir_fd=folder)

    def mkdir(self, path: str, mode: int, uid: int, gid: int) -> None:
        with self._at(path) as (parent, name):
            os.mkdir(name, 0o700, dir_fd=parent)
            folder = _enter_new(parent, name)
            try:
                _own(folder, uid, gid)
                os.fchmod(folder, mode)
            finally:
                os.close(folder)

    def rmdir(self, path: str) -> None:
        with self._at(path) as (folder, name):
            os.rmdir(name, dir_fd=folder)

    def erase(self, path: str) -> None:
        import shutil  # with four kinds of archives in tow, and a look erases nothing

        with self._at(path) as (folder, name):
            if stat.S_ISDIR(os.lstat(name, dir_fd=folder).st_mode):
                shutil.rmtree(name, dir_fd=folder)
            else:
                os.unlink(name, dir_fd=folder)

    @contextlib.contextmanager
    def filled(self, path: str, uid: int, gid: int) -> Iterator[Path]:
        with self._at(path) as (parent, name):
            os.mkdir(name, 0o700, dir_fd=parent)
            folder = _enter_new(parent, name)
        try:
            yield Path(f"/proc/self/fd/{folder}")
            for _, folders, names, inner in os.fwalk(".", dir_fd=folder, onerror=_raise):
                for each in (*folders, *names):
                    _give(inner, each, uid, gid)
            _own(folder, uid, gid)
            os.fchmod(folder, 0o755)
        finally:
            os.close(folder)


def _attributes(descriptor: int) -> dict[str, bytes]:
    try:
        names = os.listxattr(descriptor)
    except OSError as error:
        if error.errno not in (errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        return {}
    return {name: os.getxattr(descriptor, name) for name in names if name not in _OF_THE_SYSTEM}


def _raise(error: OSError) -> None:
    raise error


def _own(descriptor: int, uid: int, gid: int) -> None:
    # Who owns a file already may lack the right to say so again.
    raw = os.fstat(descriptor)
    if (raw.st_uid, raw.st_gid) != (uid, gid):
        os.fchown(descriptor, uid, gid)


def _enter_new(parent: int, name: str) -> int:
    """A descriptor of the folder that was just made. Its parent's owner can exchange the name, and with it the folder,
    but not for an empty one of ours."""
    folder = _enter(parent, name, _FOLDER)
    if os.fstat(folder).st_uid == os.geteuid() and not os.listdir(folder):
        return folder
    os.close(folder)
    raise _failed(errno.EEXIST)


def _give_link(folder: int, name: str, uid: int, gid: int) -> None:
    """Give away the link that was just made. Who may write in *folder* can exchange the name, also for another name of
    somebody else's file (where fs.protected_hardlinks is off), so it is looked at and given through one descriptor."""
    link = os.open(name, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    try:
        raw = os.fstat(link)
        if (raw.st_uid, raw.st_gid) == (uid, gid):
            return
        if not stat.S_ISLNK(raw.st_mode) or raw.st_nlink != 1 or raw.st_uid != os.geteuid():
            raise _failed(errno.EEXIST)
        if _libc().fchownat(link, b"", uid, gid, _EMPTY_PATH):
            raise _last_failure()
    finally:
        os.close(link)


def _give(folder: int, name: str, uid: int, gid: int) -> None:
    raw = os.lstat(name, dir_fd=folder)
    if (raw.st_uid, raw.st_gid) != (uid, gid):
        os.chown(name, uid, gid, dir_fd=folder, follow_symlinks=False)


def _move_by_link(source: tuple[int, str], to: tuple[int, str]) -> None:
    # Without renameat2 a folder is moved after a look; for anything else, link says no by itself.
    (folder, name), (other, new) = source, to
    if not stat.S_ISDIR(os.lstat(name, dir_fd=folder).st_mode):
        os.link(name, new, src_dir_fd=folder, dst_dir_fd=other, follow_symlinks=False)
        os.unlink(name, dir_fd=folder)
        return
    with contextlib.suppress(FileNotFoundError):
        os.lstat(new, dir_fd=other)
        raise _failed(errno.EEXIST)
    os.rename(name, new, src_dir_fd=folder, dst_dir_fd=other)
