r"""The journal of a machine: where it lies, what it is made of, and how both hands write it down.

Layout, below the site's root (`JOURNAL`)::

    lock -> PID:START:SPACE:WHO   symlink; exists while a hand acts (see `Holder`)
    spare/free            a folder that becomes the lock where there is no room for a symlink (below)
    open -> N                 symlink; exists while batch N is neither accepted nor undone
    N/                        mode 0700; batches count from 1
        PHASE                 the manifest (0600); its *name* is the phase, changed only by rename
        note                  what came with the order (0600)
        I.before              the original inode of item I, hard-linked; moved back by undo
        I.kept                bytes that are not ours, put aside

On Windows, which gives links to administrators only, ``lock`` and ``open`` are files that hold the word. N is a
decimal number of at most nine digits that begins with no zero (`number_of`). Every other name in there is nobody's
batch: it is named when a batch begins, and left alone.

A disk without a free inode has no room for ``lock``, which an undo needs. So every commit makes ``spare`` first. Who
finds no room renames it to ``held:HOLDER``, renames the one name in it to his own, and renames the folder to ``lock``:
a folder never replaces a link, nor a folder with something in it. Unlocking makes it ``spare`` again. None of that
needs an inode, or a byte.

A batch cut off between ``open`` and ``draft`` has no phase and nothing in its folder but `BEFORE_DRAFT`: nothing
happened, and the next holder of the lock removes it. What is forgotten becomes such a one first.

ManifestItem I is acted on with the ids of its line. If its uid is not the one of the site's root (item in a home),
its original waits in ``HOME/.local/state/wsl-go-wizard/N/I.before`` instead, made with the user's ids. If a
hard link cannot cross to either place (another filesystem), it waits beside the target, under
``.wsl-go-wizard-N-I.before``. What is staged lies beside the target under ``.wsl-go-wizard-N-I``.

Manifest, one line each, ASCII, words separated by one space::

    wsl-go-wizard 1
    batch N
    account UID GID HOME
    dir UID GID PATH                      a parent folder this batch makes; if empty it goes with its last item
    item I UID GID PATH BEFORE AFTER SOURCE
    end DIGEST                            SHA-256 (hex) of all lines before this one

The number in the first line is the format's version, 0.1.0's and today's (`VERSION`). A hand acts on no other: of a
newer manifest it says so (`NewerJournal`), whatever its lines between the first and the last mean. A batch whose note
alone is newer can be accepted, undone and recovered, as a hand never reads a note. Phases are part of the format: one
that a hand does not know is no phase to it, so that it leaves the batch alone.

It is written as ``new``, synced, and renamed to ``draft``: no crash leaves half a manifest under the name of a
phase, and one whose digest is wrong was damaged by somebody else.

A *word* is the text's UTF-8 bytes (surrogateescape), every byte but ``A-Za-z0-9_./~@%+=:,-`` written
``\0ooo`` (octal), so that a shell's ``printf %b`` reads it back; nothing is ever evaluated. The empty word is
``\0``-free and written ``-``; a text that is exactly ``-`` is written ``\0055``.

BEFORE and AFTER are fingerprints: ``absent``, ``file:MODE:UID:GID:SHA256`` (MODE four octal digits),
``link:WORD``, ``tree:SHA256``, ``other:KIND``. SOURCE says where the bytes of AFTER come from: ``-`` (nothing
needed), ``data`` (a ``data`` line of the order), ``archive:WORD`` (a file on the site), ``journal:N/I`` (an
original kept earlier, copied with its times).

PATH may name a value of the registry of Windows (`wizard.model.registry.path_of`), on Windows only. Its
fingerprints are ``absent`` and ``registered:TYPE:WORD``, which is the whole state: nothing else is kept of it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import assert_never

import msgspec
from msgspec.structs import replace

from wizard.model.orders import Phase
from wizard.model.probes import Account
from wizard.model.registry import is_value
from wizard.model.state import Absent, Change, File, Link, Other, Registered, Sealed, State, UnpackedTree
from wizard.patterns import lazy_pattern

JOURNAL = "/var/lib/wsl-go-wizard"
USER_JOURNAL = ".local/state/wsl-go-wizard"
VERSION = 1
MAGIC = f"wsl-go-wizard {VERSION}"
END = "end"
NEW = "new"
NOTE = "note"
OPEN = "open"
LOCK = "lock"
SPARE, FREE = "spare", "free"
HELD = "held:"
STALE = "stale-"
BEFORE_DRAFT = frozenset({NEW, NOTE, "commands", "commands.new"})
"""What may lie in the folder of a batch that has no phase and never had one."""

LAST_NUMBER = 999_999_999
_NAME = 200  # of the 255 bytes that a name may have: each hand puts something before it
WINDOWS_SPACE = "windows-0"
"""Where processes of Windows are counted: their start is a date, and means something always."""

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./~@%+=:,-")
_WORD = lazy_pattern(r"(?:[A-Za-z0-9_./~@%+=:,-]|\\0[0-3][0-7]{2})+")
_NUMBER = lazy_pattern(r"[1-9][0-9]{0,8}")
_HEAD = lazy_pattern(r"wsl-go-wizard ([1-9][0-9]{0,8})")
_OCTAL = lazy_pattern(r"\\0([0-7]{3})")


class Damaged(ValueError):
    """A manifest or word that this program did not write. Says what is wrong with it."""


class NewerJournal(Damaged):
    """A manifest that a newer version of this program wrote."""


def number_of(name: str) -> int | None:
    """The number of the batch that a folder's *name* stands for, or None if it stands for none."""
    return int(name) if _NUMBER.fullmatch(name) else None


def is_ours(name: str) -> bool:
    """Whether *name*, in the journal's folder, is one that a hand may have made."""
    known = (LOCK, OPEN, SPARE, f"{LOCK}.{NEW}", f"{OPEN}.{NEW}")
    return name in known or number_of(name) is not None or name.startswith((HELD, STALE, "."))


def moment(seconds: int) -> str:
    """*seconds* since 1970 in the form of `wizard.model.plans.Record.at`. Raises `ValueError` if no clock says so."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError) as error:
        raise ValueError(f"{seconds} is no moment") from error


def word(text: str) -> str:
    """*text* as one word of the journal."""
    if text in ("", "-"):
        return r"\0055" if text else "-"
    raw = text.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in _PLAIN else f"\\0{byte:03o}" for byte in raw)


def unword(coded: str) -> str:
    """The text of a word. Raises `Damaged`."""
    if coded == "-":
        return ""
    if not _WORD.fullmatch(coded):
        raise Damaged(f"not a word: {coded[:40]!r}")
    raw = _OCTAL.sub(lambda match: chr(int(match[1], 8)), coded).encode("latin-1")
    return raw.decode("utf-8", "surrogateescape")


def fingerprint(state: State) -> str:
    """*state* in one word, as manifests and receipts hold it."""
    match state:
        case Absent():
            return "absent"
        case File() | Sealed():
            return f"file:{state.mode:04o}:{state.uid}:{state.gid}:{state.sha256}"
        case Link():
            return f"link:{word(state.target)}"
        case UnpackedTree():
            return f"tree:{state.sha256}"
        case Registered():
            return f"registered:{state.kind}:{word(state.text)}"
        case Other():
            return f"other:{word(state.kind)}"
        case _ as never:
            assert_never(never)


def registered_of(coded: str) -> Absent | Registered:
    """The state of a value of the registry, from its fingerprint. Raises `Damaged`."""
    if coded == "absent":
        return Absent()
    kind, _, rest = coded.partition(":")
    number, _, text = rest.partition(":")
    if kind != "registered" or not number.isdecimal():
        raise Damaged(f"not a value of the registry: {coded[:40]!r}")
    return Registered(int(number), unword(text))


class ManifestItem(msgspec.Struct, frozen=True):
    """One line of a manifest. *before* and *after* are fingerprints, *source* as described above."""

    number: int
    uid: int
    gid: int
    path: str
    before: str
    after: str
    source: str = "-"

    def line(self) -> str:
        """The manifest line."""
        ids = f"{self.number} {self.uid} {self.gid}"
        return f"item {ids} {word(self.path)} {self.before} {self.after} {self.source}"


class Folder(msgspec.Struct, frozen=True):
    """A parent folder that a batch makes."""

    uid: int
    gid: int
    path: str

    def line(self) -> str:
        """The manifest line."""
        return f"dir {self.uid} {self.gid} {word(self.path)}"


class Manifest(msgspec.Struct, frozen=True):
    """What a batch does, without the bytes."""

    batch: int
    uid: int
    gid: int
    home: str
    folders: tuple[Folder, ...]
    items: tuple[ManifestItem, ...]

    @property
    def files(self) -> tuple[ManifestItem, ...]:
        """Those that are about files, folders and links."""
        return tuple(item for item in self.items if not is_value(item.path))

    @property
    def values(self) -> tuple[ManifestItem, ...]:
        """Those that are about values of the registry."""
        return tuple(item for item in self.items if is_value(item.path))

    def text(self) -> str:
        """The manifest as it is written."""
        head = [MAGIC, f"batch {self.batch}", f"account {self.uid} {self.gid} {word(self.home)}"]
        body = [folder.line() for folder in self.folders] + [item.line() for item in self.items]
        return _sealed("\n".join([*head, *body, ""]))


def _sealed(lines: str) -> str:
    return f"{lines}{END} {hashlib.sha256(lines.encode('ascii')).hexdigest()}\n"


def item_of(number: int, change: Change) -> ManifestItem:
    """The manifest line of *change*. Its source is decided here, from the change's origin."""
    return ManifestItem(
        number,
        change.uid,
        change.gid,
        change.path,
        fingerprint(change.before),
        fingerprint(change.after),
        _source(change),
    )


def _source(change: Change) -> str:
    origin = change.origin
    if origin is not None and origin.archive is not None:
        return f"archive:{word(origin.archive)}"
    if origin is not None and origin.batch is not None and origin.item is not None:
        return f"journal:{origin.batch}/{origin.item}"
    return "data" if isinstance(change.after, File | Sealed) else "-"


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest back. Raises `NewerJournal`, and `Damaged` for anything this program would not have written."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Damaged("not plain ASCII") from error
    lines = text.split("\n")
    version = _HEAD.fullmatch(lines[0])
    if version is not None and int(version[1]) > VERSION and _sealed("\n".join([*lines[:-2], ""])) == text:
        raise NewerJournal("written by a newer version")
    if lines[0] != MAGIC or not lines[-2:][0].startswith(END + " "):
        raise Damaged("not a whole manifest")
    rows = [line.split(" ") for line in lines[1:-2]]
    try:
        (_, batch), (_, uid, gid, home) = rows[0], rows[1]
        folders = tuple(
            Folder(int(row[1]), int(row[2]), unword(row[3])) for row in rows[2:] if row[0] == "dir"
        )
        items = tuple(_item(row) for row in rows[2:] if row[0] == "item")
        manifest = Manifest(int(batch), int(uid), int(gid), unword(home), folders, items)
    except (ValueError, IndexError) as error:
        raise Damaged(f"not a manifest line: {error}") from error
    if manifest.text() != text:
        raise Damaged("not as this program writes it")
    return manifest


def _item(row: list[str]) -> ManifestItem:
    _, number, uid, gid, path, before, after, source = row
    return ManifestItem(int(number), int(uid), int(gid), unword(path), before, after, source)


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock: process *pid*, begun *start* clock ticks after boot (field 22 of
    ``/proc/PID/stat``), in *space*: the first 8 digits of the boot id and the inode of the PID namespace,
    ``BOOT-INODE`` (``/proc/sys/kernel/random/boot_id``, ``/proc/self/ns/pid``). *who* is for people,
    ``user@host``. So short, because ext4 keeps a link of up to 59 bytes without a block of the disk: a full
    disk does not bar the way to an undo."""

    pid: int
    start: int
    space: str
    who: str

    def text(self) -> str:
        """The target of the symlink ``lock``."""
        return f"{self.pid}:{self.start}:{self.space}:{word(self.who)}"

    def name(self) -> str:
        """The same as the name of a file. Who it is, is left out if that does not fit."""
        text = self.text()
        return text if "/" not in text and len(text) <= _NAME else replace(self, who="").text()

    def is_gone(self, space: str, start: int | None, first: int | None, in_wsl: bool) -> bool:
        """Whether the holder lives no more, seen from *space*, where process *pid* began at *start* (None: no
        such process) and PID 1 at *first*.

        After a reboot it is gone. Within one boot another PID namespace cannot be looked into, so its holder
        counts as alive; but a distro of WSL has its own one, new after each ``wsl --terminate``, which no
        process of the distro outlives. Windows and a distro on it never see each other's processes, so of the
        journal that both reach each leaves the other's lock alone.
        """
        if (self.space == WINDOWS_SPACE) is not (space == WINDOWS_SPACE):
            return False
        if self.space == space:
            return start != self.start
        if self.space.rpartition("-")[0] != space.rpartition("-")[0]:
            return True
        return in_wsl and first is not None and first > self.start


def parse_holder(text: str) -> Holder | None:
    """Read a lock's target back. None if this program did not write it: such a lock is never taken over."""
    try:
        pid, start, space, who = text.split(":", 3)
        return Holder(int(pid), int(start), space, unword(who))
    except ValueError:
        return None


def manifest_of(
    batch: int, account: Account, folders: tuple[Folder, ...], changes: tuple[Change, ...]
) -> Manifest:
    """The manifest of a commit."""
    items = tuple(item_of(number, change) for number, change in enumerate(changes, 1))
    return Manifest(batch, account.uid, account.gid, account.home, folders, items)


def phase_of(name: str) -> Phase | None:
    """The phase a manifest's file name stands for, or None for any other file name."""
    return Phase(name) if name in {phase.value for phase in Phase} else None
