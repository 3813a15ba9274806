"""The demo: a copy of a messy machine in a folder, and a download folder of its own. Nothing of the user's is
touched, and no network is used.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from wizard.app.archives import Archives
from wizard.app.look import Look
from wizard.app.profiles.reading import load
from wizard.app.report.summary import verdict_name
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.model.diffs import DiffView
from wizard.model.events import Stop, Tell
from wizard.model.findings import Judged, Verdict
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import Answers, Probe, UrlProbe
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import GoWanted, Wanted
from wizard.resources import intact, names, read_bytes
from wizard.transports.direct.floor_plain import noted_target
from wizard.transports.host import Host
from wizard.transports.journal import JOURNAL, USER_JOURNAL
from wizard.transports.recording import recorded
from wizard.transports.recording.materialise import materialise
from wizard.transports.recording.replay import Replay
from wizard.transports.tree import Tree

Print = Callable[[str], None]

_ROOT = "machine"
_DOWNLOADS = "dl"
_CACHE = "cache"
_QUIET = (Verdict.OK, Verdict.NOT_APPLICABLE)


def machine() -> recorded.Recording:
    """The demo machine as it is recorded. Raises `DamagedError` and `OSError`."""
    with intact("demo", "machine.json") as path:
        return recorded.load(path)


def prepare(into: Path) -> tuple[Path, Wanted]:
    """Lay the demo machine and its download folder out below the folder *into*: the machine's root, and what
    is wanted of it. Raises `WizardError`, `DamagedError` and `OSError`."""
    root, downloads = into / _ROOT, into / _DOWNLOADS
    materialise(machine(), root, running=False)
    downloads.mkdir()
    for name in names(f"demo/{_DOWNLOADS}", ""):
        (downloads / name).write_bytes(read_bytes("demo", _DOWNLOADS, name))
    with intact("demo", "demo.toml") as path:
        wanted = load(path)
    return root, msgspec.structs.replace(wanted, go=GoWanted(wanted.go.version, (str(downloads),)))


@contextmanager
def copy() -> Iterator[Session]:
    """A session on a fresh copy of the demo machine, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wsl-go-wizard-demo-", ignore_cleanup_errors=True) as folder:
        yield open_session(Path(folder))


def open_session(into: Path) -> Session:
    """A session on a copy of the demo machine below the folder *into*. Raises `WizardError`."""
    root, wanted = prepare(into)
    return Session(Tree(root), DemoHost(machine()), wanted, archives=Archives(into / _CACHE))


class DemoHost:
    """The demo's own computer: it has the memory of the recorded one, and really reads the download folder."""

    can = Can(commands=False, act=False, restart=False)

    def __init__(self, machine: recorded.Recording) -> None:
        self._recorded = Replay(machine, machine.host)
        self._real = Host()
        self.site = Site(SiteKind.HOST, machine.name, "host")

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Ask one of both. Raises `Stopped`."""
        real = tuple(probe for probe in probes if isinstance(probe, UrlProbe))
        replayed = tuple(probe for probe in probes if not isinstance(probe, UrlProbe))
        return Answers((*self._recorded.read(replayed, stop).pairs, *self._real.read(real, stop).pairs))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Raises `InputError` (host-cannot-act)."""
        return self._real.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        """Raises `InputError` (host-cannot-act)."""
        self._real.restart(tell)


def story(session: Session, speak: Speech, print: Print) -> None:
    """Play a whole setup of the demo machine of *session*, and take it back. Raises `WizardError`."""
    root = Path(session.site.name)
    before = pictured(root)
    _Story(speak, print).play(session)
    after = pictured(root)
    if after != before:
        different = sorted(
            path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
        )
        raise RuntimeError(f"undo left {different[:3]} other than they were")
    summary = say(
        "{count} files, links and folders are byte for byte the same as before. Only the journal is"
        " new: {journal}.",
        count=len(before),
        journal=JOURNAL,
    )
    print(speak(summary))


class _Story:
    def __init__(self, speak: Speech, print: Print) -> None:
        self._speak = speak
        self._print = print

    def play(self, session: Session) -> None:
        """The chapters, in order."""
        self._heading(say("1. Check an Ubuntu on which many online tutorials were tried"))
        look = session.look()
        self._look(look)
        self._heading(say("2. Show every change before it is made"))
        plan, view = session.planned(look)
        self._diff(view)
        self._heading(say("3. Apply the changes, all or nothing"))
        receipt = session.apply(plan)
        for change in plan.changes:
            self._print(f"  {change.shown}")
        self._heading(say("4. Check again"))
        verified = session.verify(plan)
        for item in verified.judged:
            self._finding(item)
        left = session.plan(verified.look)
        self._say(
            say_n(
                "A second run would change {count} file.",
                "A second run would change {count} files.",
                count=len(left.changes),
            )
        )
        self._heading(say("5. Undo the setup"))
        session.undo(receipt.batch)

    def _look(self, look: Look) -> None:
        for item in look.judged:
            if item.verdict not in _QUIET:
                self._finding(item)
        well = sum(item.verdict in _QUIET for item in look.judged)
        self._say(
            say_n(
                "{count} more check passed or did not apply.",
                "{count} more checks passed or did not apply.",
                count=well,
            )
        )

    def _finding(self, item: Judged) -> None:
        verdict = self._speak(verdict_name(item.verdict))
        self._print(f"  [{verdict}] {self._speak(item.finding.says)}")
        if item.verdict not in _QUIET:
            for seen in item.finding.evidence:
                where = seen.source if seen.line is None else f"{seen.source}:{seen.line}"
                note = self._speak(seen.note) if seen.note is not None else ""
                self._print("      " + "  ".join(part for part in (where, seen.quote, note) if part))

    def _diff(self, view: DiffView) -> None:
        for file in view.files:
            self._print(f"  {file.path}")
            for fact in file.facts:
                self._print(f"      {self._speak(fact)}")
            for hunk in file.hunks:
                for line in hunk.lines:
                    end = f"  [{line.end}]" if line.end else ""
                    self._print(f"    {line.mark} {line.text}{end}")

    def _heading(self, text: Text) -> None:
        from rich.cells import cell_len

        words = self._speak(text)
        self._print(f"\n{words}\n{'-' * cell_len(words)}")

    def _say(self, text: Text) -> None:
        self._print(self._speak(text))


def pictured(root: Path) -> Mapping[str, object]:
    """Every name below *root* but for the journal: kind, and of files mode, owner, time and digest."""
    journals = {JOURNAL, f"/{USER_JOURNAL}"}
    seen: dict[str, object] = {}
    for folder, folders, files in os.walk(root):
        inside = "/" + Path(folder).relative_to(root).as_posix().removeprefix(".")
        folders[:] = [
            name for name in folders if not f"{inside.rstrip('/')}/{name}".endswith(tuple(journals))
        ]
        for name in (*folders, *files):
            seen[f"{inside.rstrip('/')}/{name}"] = _picture(Path(folder, name))
    return seen


def _picture(path: Path) -> object:
    info = path.lstat()
    if path.is_dir() and not path.is_symlink():
        return "folder", info.st_mode
    target = noted_target(path)
    if target is not None:
        return "link", target
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return "file", info.st_mode, info.st_uid, info.st_gid, info.st_mtime_ns, digest
