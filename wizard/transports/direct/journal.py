"""The journal of a site as the direct hand keeps it: numbers, phases, manifests.

See `wizard.transports.journal` for what lies where. Everything here belongs to the owner of the site's root;
a journal that belongs to somebody else, or that is reached through a link, is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wizard.model import registry
from wizard.model.commands.command import Ran
from wizard.model.errors import WizardError
from wizard.model.orders import Phase
from wizard.model.probes import Account
from wizard.transports import commands
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import Stat, below, normal, parts_of
from wizard.transports.journal import (
    BEFORE_DRAFT,
    LAST_NUMBER,
    NEW,
    NOTE,
    OPEN,
    Damaged,
    Manifest,
    NewerJournal,
    is_ours,
    number_of,
    parse_manifest,
    phase_of,
    registered_of,
)
from wizard.transports.refusals import refusal

MANIFEST_LIMIT: Final = 4 << 20
_MARK_LIMIT: Final = 4096


class DirectJournal:
    """The journal at *place* of a disk."""

    def __init__(self, disk: Disk, account: Account, place: str) -> None:
        self.disk = disk
        self.place = place
        self.owner = (account.root_uid, account.root_gid)

    # Looking.

    def exists(self) -> bool:
        """Whether there is a journal. Raises `MachineError` if what is there cannot be trusted."""
        found = self.disk.stat(self.place)
        if found is None:
            return False
        if found.kind != "directory":
            raise refusal("unsafe-path", [self.place, f"it is a {found.kind}"])
        if self.disk.keeps_owners and (found.uid != self.owner[0] or found.mode & 0o022):
            raise refusal("unsafe-path", [self.place, "other users can write there"])
        if self.disk.is_append_only(self.place):
            raise refusal("append-only", [self.place])
        return True

    def folder(self, number: int) -> str:
        """Where batch *number* lies."""
        return below(self.place, str(number))

    def numbers(self) -> list[int]:
        """All numbers in use, the highest first."""
        return numbers_in(self.disk, self.place)

    def open_number(self) -> int | None:
        """The number of the batch that is not accepted or undone yet. Raises `MachineError`."""
        mark = self.mark(OPEN)
        if mark is None:
            return None
        number = number_of(mark)
        if number is None:
            raise self.damaged(below(self.place, OPEN), "it names no setup")
        return number

    def next_number(self, kept: Sequence[int]) -> int:
        """The number of the next batch: beyond all in use, and not one of *kept* either, under which originals
        wait elsewhere. Raises `MachineError` if there is no such number."""
        last = max(self.numbers(), default=0)
        beyond = max((last, *kept)) + 1
        free = (number for number in range(last + 1, LAST_NUMBER + 1) if number not in kept)
        number = beyond if beyond <= LAST_NUMBER else next(free, None)
        if number is None:
            raise self.damaged(self.folder(last), "no higher number is left")
        return number

    def strangers(self) -> list[str]:
        """The paths of what lies in here and is not the journal's."""
        return [below(self.place, name) for name in sorted(self.disk.names(self.place)) if not is_ours(name)]

    def is_blank(self, number: int) -> bool:
        """Whether a batch was cut off before it had a manifest, so that it touched nothing but its folder."""
        folder = self.folder(number)
        found = self.disk.stat(folder)
        if found is None or found.kind != "directory":
            return False
        names = self.disk.names(folder)
        inside = (self.disk.stat(below(folder, name)) for name in names)
        return BEFORE_DRAFT.issuperset(names) and all(
            each is None or each.kind != "directory" for each in inside
        )

    def phase(self, number: int) -> Phase | None:
        """The phase of a batch, or None if it has none. Raises `MachineError` if it has several."""
        folder = self.folder(number)
        found = self.disk.stat(folder)
        if found is not None and found.kind != "directory":
            raise self.damaged(folder, f"it is a {found.kind}")
        phases = [phase for name in self.disk.names(folder) if (phase := phase_of(name))]
        if len(phases) > 1:
            raise self.damaged(folder, "it has several phases at once")
        return phases[0] if phases else None

    def manifest(self, number: int, phase: Phase) -> Manifest:
        """What the batch does. Raises `MachineError` (journal-damaged), `InputError` (newer-version)."""
        place = below(self.folder(number), phase.value)
        found = self.disk.stat(place)
        if found is None or found.kind != "file" or found.size > MANIFEST_LIMIT:
            raise self.damaged(place, "it is not a manifest")
        try:
            manifest = parse_manifest(self.disk.content(place, MANIFEST_LIMIT))
            for path in _paths(manifest):
                parts_of(path)
            for item in manifest.values:
                registry.parts_of(item.path)
                registered_of(item.before), registered_of(item.after)
        except NewerJournal as error:
            raise refusal("newer-version", [place]) from error
        except (Damaged, ValueError) as error:
            raise self.damaged(place, str(error)) from error
        if manifest.batch != number:
            raise self.damaged(place, f"it is the manifest of setup {manifest.batch}")
        return manifest

    def damaged(self, path: str, why: str) -> WizardError:
        """The refusal to touch anything because of what lies at *path*."""
        return refusal("journal-damaged", [path, why])

    # Effects.

    def make(self) -> None:
        """Have a journal. Raises `MachineError`, `OSError`."""
        if self.exists():
            return
        folder = ""
        for part in parts_of(self.place):
            parent, folder = folder or "/", below(folder, part)
            if self.disk.stat(folder) is None:
                self.disk.mkdir(folder, 0o755, *self.owner)
                self.disk.sync(parent)

    def begin(self, number: int) -> None:
        """A new, empty batch, marked as the open one."""
        self.disk.mkdir(self.folder(number), 0o700, *self.owner)
        self.disk.sync(self.place)  # a mark without its folder means that somebody removed the folder
        self.set_mark(OPEN, str(number))

    def write(self, manifest: Manifest, note: bytes) -> None:
        """Write down what a batch will do: from now on it is a draft."""
        folder = self.folder(manifest.batch)
        self._write(below(folder, NOTE), note)
        self._write(below(folder, NEW), manifest.text().encode("ascii"))
        self.disk.move(below(folder, NEW), below(folder, Phase.DRAFT.value))
        for path in (folder, self.place):
            self.disk.sync(path)

    def write_commands(self, number: int, known: Sequence[Ran]) -> None:
        """Write down, for good, what is known of the commands of a batch."""
        folder = self.folder(number)
        whole, name = below(folder, commands.COMMANDS_NEW), below(folder, commands.COMMANDS)
        if self.disk.stat(whole) is not None:
            self.disk.unlink(whole)
        self._write(whole, commands.text(known).encode("ascii"))
        self.disk.replace(whole, name)
        self.disk.sync(folder)

    def rename(self, number: int, now: Phase, then: Phase) -> None:
        """Call a batch by its next phase; durable only after `sync`."""
        folder = self.folder(number)
        self.disk.move(below(folder, now.value), below(folder, then.value))

    def sync(self, number: int) -> None:
        """Make the phase of a batch durable."""
        self.disk.sync(self.folder(number))

    def close(self) -> None:
        """No batch is open any more."""
        if self.disk.stat(below(self.place, OPEN)) is not None:
            self.disk.unlink(below(self.place, OPEN))
            self.disk.sync(self.place)

    def forget(self, number: int) -> None:
        """Remove a batch that did nothing, with what is known to lie in its folder; it is not open any more."""
        folder = self.folder(number)
        for phase in (Phase.DRAFT, Phase.PREPARED):
            if self.disk.stat(below(folder, phase.value)) is not None:
                self.disk.replace(below(folder, phase.value), below(folder, NEW))
        if self.open_number() == number:
            self.close()
        for name in sorted(BEFORE_DRAFT):
            if self.disk.stat(below(folder, name)) is not None:
                self.disk.unlink(below(folder, name))
        if self.disk.stat(folder) is not None and not self.disk.names(folder):
            self.disk.rmdir(folder)
            self.disk.sync(self.place)

    # Marks: a word under a name, there or not there in one step.

    def mark(self, name: str) -> str | None:
        """The word under *name*, or None."""
        path = below(self.place, name)
        found = self.disk.stat(path)
        if found is None:
            return None
        return self._mark(path, found)

    def set_mark(self, name: str, word: str) -> None:
        """Put a word under *name*. `FileExistsError` if there is one."""
        path = below(self.place, name)
        if self.disk.keeps_owners:
            self.disk.symlink(path, word, *self.owner)
            return
        # Windows gives links to administrators only, so the word is in a file that gets its name when whole.
        whole = f"{path}.{NEW}"
        if self.disk.stat(whole) is not None:
            self.disk.unlink(whole)
        self._write(whole, word.encode("utf-8"))
        try:
            self.disk.link(whole, path)
        finally:
            self.disk.unlink(whole)

    def _mark(self, path: str, found: Stat) -> str:
        if found.kind == "symlink":
            return self.disk.readlink(path)
        if found.kind == "file" and not self.disk.keeps_owners:
            return self.disk.content(path, _MARK_LIMIT).decode("utf-8", "replace")
        raise self.damaged(path, f"it is a {found.kind}")

    def _write(self, path: str, data: bytes) -> None:
        with self.disk.create(path) as file:
            file.write(data)
            file.chown(*self.owner)
            file.sync()


def numbers_in(disk: Disk, place: str) -> list[int]:
    """The numbers among the names in a folder, the highest first."""
    numbers = (number_of(name) for name in disk.names(place))
    return sorted((number for number in numbers if number is not None), reverse=True)


def _paths(manifest: Manifest) -> tuple[str, ...]:
    items = (item.path for item in manifest.files)
    return (*items, *(folder.path for folder in manifest.folders), normal(manifest.home))
