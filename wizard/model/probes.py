"""Questions to a machine, and their answers. Questions are data (law 3); one crossing asks them all.

Paths of a distro are absolute POSIX paths, or begin with ``~/``: the home of the user the site is looked
at for. A hand reads such paths, and runs every command, with that user's id.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from wizard.model.commands.command import Ran

KIB = 1024
MIB = 1024 * KIB

FILE_LIMIT = MIB
HEAD_LIMIT = 4 * KIB
OUTPUT_LIMIT = 256 * KIB
GLOB_LIMIT = 256


class FileProbe(msgspec.Struct, frozen=True, tag="file"):
    """What is at *path*? With *head*, only the first *limit* bytes are wanted, however long the file is."""

    path: str
    limit: int = FILE_LIMIT
    head: bool = False


HOME = FileProbe("~/", limit=0)
"""Where the home really is. Its answer's link may be its own path, or end with a slash."""

HOME_FOLDERS = tuple(FileProbe(f"~/.config{part}", limit=0) for part in ("", "/fish", "/fish/conf.d", "/go"))
"""Where the folders really are in which files may be made: people link them to where they keep their settings."""


class LinkProbe(msgspec.Struct, frozen=True, tag="link"):
    """Is *path* itself a symlink, and to what? Nothing is followed at its last component."""

    path: str


class GlobProbe(msgspec.Struct, frozen=True, tag="glob"):
    """What is at every path that matches *pattern* (``*`` and ``?`` only), sorted bytewise, at most 256?"""

    pattern: str
    limit: int = HEAD_LIMIT
    head: bool = True


class CommandProbe(msgspec.Struct, frozen=True, tag="command"):
    """What does this command say? Constant words of ours only; run as the user, in ``/``, without input,
    with ``LC_ALL=C``; killed after *timeout_s* seconds; at most *limit* bytes of each stream are kept."""

    argv: tuple[str, ...]
    timeout_s: int = 10
    limit: int = OUTPUT_LIMIT


class AccountProbe(msgspec.Struct, frozen=True, tag="account"):
    """For which user is this site looked at?"""


class JournalProbe(msgspec.Struct, frozen=True, tag="journal"):
    """The newest *last* batches of the journal, or the newest of those before number *before*."""

    last: int = 20
    before: int | None = None


class RegistryProbe(msgspec.Struct, frozen=True, tag="registry"):
    """The values of a Windows registry key, ``HKCU\\Software\\…``; if *deep*, of the keys right below it too."""

    key: str
    deep: bool = False


class HostProbe(msgspec.Struct, frozen=True, tag="host"):
    """A figure of the computer the wizard runs on: ``memory`` (bytes), ``cores``, ``system`` (Linux,
    Windows …), ``now`` (UTC, ``2026-11-28T16:21:05Z``), or after `ADDRESSES` the name of a host."""

    name: str


ADDRESSES = "addresses of "
"""Before the name of a host, in a `HostProbe`: its addresses with spaces between them."""


class WarningsProbe(msgspec.Struct, frozen=True, tag="warnings"):
    """What did WSL itself warn of when this distro was last started? Known only to who started it."""


class DefaultUidProbe(msgspec.Struct, frozen=True, tag="default-uid"):
    """For which user id does Windows say that WSL starts this distro? Known only to who starts it from Windows."""


class UrlProbe(msgspec.Struct, frozen=True, tag="url"):
    """A document of the network, or of a local folder that stands in for it. Asked only if the user's
    profile needs it."""

    url: str
    limit: int = 16 * MIB


Probe = (
    FileProbe
    | LinkProbe
    | GlobProbe
    | CommandProbe
    | AccountProbe
    | JournalProbe
    | RegistryProbe
    | HostProbe
    | WarningsProbe
    | DefaultUidProbe
    | UrlProbe
)


class Found(msgspec.Struct, frozen=True, tag="found"):
    """A regular file. *link* is the resolved path if the name asked for is a symlink (or lies behind one);
    *mtime* in whole seconds; *size* in bytes of the file itself, of which *content* may be the head."""

    content: bytes
    mode: int
    uid: int
    gid: int
    mtime: int
    size: int
    link: str | None = None


class Linked(msgspec.Struct, frozen=True, tag="linked"):
    """A symlink, with its target as written."""

    target: str


class Missing(msgspec.Struct, frozen=True, tag="missing"):
    """Nothing there. *link* is the target as written if the name is a dangling symlink."""

    link: str | None = None


class Special(msgspec.Struct, frozen=True, tag="special"):
    """Something there that is not a file: ``directory``, ``fifo``, ``socket``, ``block`` or ``char``."""

    kind: str
    mode: int
    uid: int
    gid: int
    link: str | None = None


class Denied(msgspec.Struct, frozen=True, tag="denied"):
    """There, or perhaps there, but not readable for who looks."""


class TooBig(msgspec.Struct, frozen=True, tag="too-big"):
    """A file of *size* bytes, more than was asked for."""

    size: int


class Exited(msgspec.Struct, frozen=True, tag="exited"):
    """A command that ran: its exit code (128+n for signal n), and what it wrote, cut at the limit."""

    code: int
    out: bytes
    err: bytes


class Matches(msgspec.Struct, frozen=True, tag="matches"):
    """The paths a pattern matched, each with its answer."""

    entries: tuple[tuple[str, Found | Missing | Special | Denied | TooBig], ...]


class Account(msgspec.Struct, frozen=True, tag="is-account"):
    """The user a site is looked at for. *root_uid* and *root_gid* own what belongs to the system: 0 and 0,
    except in a directory tree that was unpacked by somebody else."""

    name: str
    uid: int
    gid: int
    home: str
    shell: str
    root_uid: int = 0
    root_gid: int = 0


class JournalEntry(msgspec.Struct, frozen=True):
    """One batch of a journal: its number, its phase (see `wizard.model.orders.Phase`), its manifest as
    written, the note that came with its order, and if it is undone since when (ISO 8601, UTC; the mtime
    of its folder, in which nothing happens any more). *ran* is what became of its commands."""

    number: int
    phase: str
    manifest: bytes
    note: bytes = b""
    undone_at: str | None = None
    ran: tuple[Ran, ...] = ()


class Journal(msgspec.Struct, frozen=True, tag="is-journal"):
    """Batches, newest first. *open* is the number of the batch that is not accepted or undone yet, if any;
    *readable* is false if only that number could be seen (the rest is for root)."""

    entries: tuple[JournalEntry, ...] = ()
    open: int | None = None
    readable: bool = True


class Figure(msgspec.Struct, frozen=True, tag="figure"):
    """The answer to a `HostProbe` or a `DefaultUidProbe`."""

    value: int | str


RegistryValue = int | str | bytes | list[str]


class Values(msgspec.Struct, frozen=True, tag="values"):
    """The values of a registry key, by name (the default one under ``""``), and of the *keys* right below it, if
    they were asked for. *types* are the numbers of types (`wizard.model.registry`), by name, of those values of
    the key itself that are known exactly: no other can be changed."""

    values: dict[str, RegistryValue]
    keys: dict[str, dict[str, RegistryValue]] = {}
    types: dict[str, int] = {}


class Warnings(msgspec.Struct, frozen=True, tag="is-warnings"):
    """The answer to a `WarningsProbe`: each warning, in WSL's own words."""

    lines: tuple[str, ...] = ()


class Unavailable(msgspec.Struct, frozen=True, tag="unavailable"):
    """No answer, and why: a tree runs no commands, the time was up, the network was not there."""

    why: str


PathAnswer = Found | Missing | Special | Denied | TooBig
Answer = (
    Found
    | Linked
    | Missing
    | Special
    | Denied
    | TooBig
    | Exited
    | Matches
    | Account
    | Journal
    | Figure
    | Values
    | Warnings
    | Unavailable
)


class Answers(msgspec.Struct, frozen=True, dict=True):
    """The answers of one crossing: pairs of a probe and its answer."""

    pairs: tuple[tuple[Probe, Answer], ...] = ()

    def __getitem__(self, probe: Probe) -> Answer:
        """The answer to *probe*; `Unavailable` if it was not asked."""
        return self._table.get(probe, Unavailable("not checked"))

    @cached_property
    def _table(self) -> dict[Probe, Answer]:
        return dict(self.pairs)
