"""Real disks that are full, read-only, immutable, or another one than the journal's."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, SHELLS, Ground, ground, large_batch, small_batch
from wizard.model.errors import MachineError, WizardError
from wizard.model.orders import Commit, Phase, Recover, Undo

pytestmark = pytest.mark.skipif(not IS_ROOT, reason="needs root")


class Island:
    """A mount namespace with a small tmpfs, in which a site lies; the tests look in from outside."""

    def __init__(self, place: Path, options: str) -> None:
        self.place = place
        script = f"mount -t tmpfs -o mode=755,{options} island {place} && echo ready && exec sleep 1000"
        self.holder = subprocess.Popen(
            ["unshare", "-m", "--propagation", "private", "sh", "-c", script],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.holder.stdout is not None
        assert self.holder.stdout.readline() == "ready\n"

    def site(self, shell: str) -> Ground:
        pid = self.holder.pid
        site = Ground(Path(f"/proc/{pid}/root{self.place}"), shell, inside=self.place)
        site.launch = ("nsenter", "-m", "-t", str(pid), *SHELLS[shell], "-s")
        return site

    def run(self, *argv: str) -> None:
        subprocess.run(["nsenter", "-m", "-t", str(self.holder.pid), *argv], check=True)

    def mount(self, name: str, options: str) -> None:
        self.run("mount", "-o", options, str(self.place / name))

    def close(self) -> None:
        self.holder.kill()
        self.holder.communicate()


@contextmanager
def island(options: str) -> Iterator[Island]:
    with ground() as shore:
        made = Island(shore.root, options)
        try:
            yield made
        finally:
            made.close()


def refused(site: Ground, order: Commit | Undo) -> WizardError:
    before = site.seen()
    with pytest.raises(WizardError) as caught:
        site.act(order)
    assert site.seen() == before
    assert not site.litter()
    assert not site.is_locked
    return caught.value


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("scarce", ["size", "nr_inodes"])
def test_a_disk_that_fills_up_anywhere_on_the_way(shell: str, scarce: str) -> None:
    """From too small by far to just large enough, page by page and inode by inode."""
    outcomes: list[str | None] = []
    while not outcomes or outcomes[-1] != "trial":
        assert len(outcomes) < 60
        outcomes.append(_outcome_with(shell, scarce, len(outcomes) + 1))
    refusals = [each for each in outcomes[:-1] if each is not None]
    assert set(refusals) == {"no-space"}
    assert len(refusals) > (3 if scarce == "size" else 20)


def _outcome_with(shell: str, scarce: str, spare: int) -> str | None:
    """The phase reached, or the code of the refusal; None if there is not even room for what was before."""
    options = f"size={(9 + spare) * 4}k" if scarce == "size" else f"nr_inodes={17 + spare}"
    with island(options) as made:
        site = made.site(shell)
        try:
            changes = large_batch(site)
        except OSError:
            return None
        before = site.seen()
        try:
            site.act(Commit(changes, b"n" * 5000))
        except MachineError as error:
            assert site.seen() == before
            assert not site.is_open
            assert not site.is_locked
            return error.code
        return "trial"


@pytest.mark.parametrize("shell", SHELLS)
def test_undo_and_recover_need_no_room(shell: str) -> None:
    with island("size=400k") as made:
        site = made.site(shell)
        changes = large_batch(site)
        before = site.seen()
        site.act(Commit(changes))
        _fill(site.root / "filler")
        assert site.act(Undo(1)).phase is Phase.UNDONE
        (site.root / "filler").unlink()
        assert site.seen() == before
        site.act(Commit(changes))
        (site.journal / "2/trial").rename(site.journal / "2/switching")
        _fill(site.root / "filler")
        assert site.act(Recover()).phase is Phase.UNDONE
        (site.root / "filler").unlink()
        assert site.seen() == before


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 512)


def test_a_disk_that_is_read_only() -> None:
    with island("size=1m") as made:
        site = made.site("dash")
        changes = small_batch(site)
        made.mount(".", "remount,ro")
        assert refused(site, Commit(changes)).code == "read-only"
        made.mount(".", "remount,rw")
        site.act(Commit(changes))
        made.mount(".", "remount,ro")
        with pytest.raises(MachineError) as caught:
            site.act(Undo(1))
        assert caught.value.code == "read-only"
        made.mount(".", "remount,rw")
        assert site.act(Undo(1)).phase is Phase.UNDONE


@pytest.mark.parametrize("shell", SHELLS)
def test_targets_on_a_disk_that_becomes_read_only(shell: str) -> None:
    """The journal is elsewhere: the undo begins, gets stuck, says so, and is finished by recover."""
    with island("size=1m") as made:
        site = made.site(shell)
        changes = small_batch(site)
        before = site.seen()
        made.run("mount", "--bind", site.path("etc"), site.path("etc"))
        made.mount("etc", "remount,ro,bind")
        assert refused(site, Commit(changes)).code == "read-only"
        made.mount("etc", "remount,rw,bind")
        assert site.act(Commit(changes)).phase is Phase.TRIAL
        assert (site.root / "etc/.wsl-go-wizard-1-1.before").exists(), (
            "no hard link leads out of a bind mount"
        )
        made.mount("etc", "remount,ro,bind")
        with pytest.raises(MachineError) as caught:
            site.act(Undo(1))
        assert caught.value.code == "cut-off"
        assert "is read-only" in str(caught.value)
        made.mount("etc", "remount,rw,bind")
        assert site.act(Recover()).phase is Phase.UNDONE
        assert site.seen() == before


def test_what_must_not_be_touched_is_not(tmp_path: Path) -> None:
    """`chattr +i` on the file, then on its folder."""
    site = Ground(tmp_path)
    changes = small_batch(site)
    try:
        for name in ("etc/wsl.conf", "etc"):
            locked = subprocess.run(["chattr", "+i", site.path(name)], capture_output=True, check=False)
            if locked.returncode:
                pytest.skip("this disk knows no immutable files")
            assert refused(site, Commit(changes)).code == "denied"
            subprocess.run(["chattr", "-i", site.path(name)], check=True)
    finally:
        subprocess.run(["chattr", "-R", "-i", str(tmp_path)], check=False)
    assert site.act(Commit(changes)).phase is Phase.TRIAL


_LN = """#!/bin/dash
case $1 in -s*) exec {ln} "$@" ;; esac
echo "ln: failed to create hard link: {words}" >&2
exit 1
"""


@pytest.mark.parametrize(
    "words",
    [
        "Operation not permitted",
        "Operation not supported",
        "Not supported",
        "Too many links",
        "Cross-device link",
    ],
)
def test_a_disk_without_hard_links(tmp_path: Path, words: str) -> None:
    """As vfat, drvfs and 9p say it, with glibc and with musl."""
    tools = tmp_path
    (tools / "ln").write_text(_LN.format(ln=shutil.which("ln"), words=words))
    (tools / "ln").chmod(0o755)
    with ground() as site:
        changes = small_batch(site)
        site.env = {"WSL_GO_WIZARD_PATH": f"{tools}:/usr/bin"}
        assert refused(site, Commit(changes)).code == "no-hard-links"


@pytest.mark.parametrize("words", ["No space left on device", "Too many links"])
def test_an_undo_that_has_no_room_for_one_more_name(tmp_path: Path, words: str) -> None:
    """Then the originals come back with the name they have."""
    (tmp_path / "ln").write_text(_LN.format(ln=shutil.which("ln"), words=words))
    (tmp_path / "ln").chmod(0o755)
    with ground() as site:
        site.write("etc/gone", b"gone")
        changes = (*small_batch(site), site.change("etc/gone", b"gone", None))
        before = site.seen()
        site.act(Commit(changes))
        site.env = {"WSL_GO_WIZARD_PATH": f"{tmp_path}:/usr/bin"}
        assert site.act(Undo(1)).phase is Phase.UNDONE
        assert site.seen() == before


ERRORS = {
    "No space left on device": "no-space",
    "Disk quota exceeded": "no-space",
    "Quota exceeded": "no-space",
    "Read-only file system": "read-only",
    "Permission denied": "denied",
    "Device or resource busy": "in-use",
    "Invalid cross-device link": "in-use",
    "Too many links": "too-many-links",
    "File name too long": "name-too-long",
    "Input/output error": "disk-error",
    "I/O error": "disk-error",
    "Is a directory": "stale",
    "Text file busy": "in-use",
    "Symbolic link loop": "unsafe-path",
    "Permission denied (os error 13)": "denied",
    "Too many open files": "system-error",
    "Cannot allocate memory": "system-error",
}
CASES = [(tool, words) for tool in ("mkdir", "ln", "chmod", "base64", "mv") for words in ERRORS]
# What cannot be synced by name is synced with all the rest, but never after an error of the disk.
CASES += [("sync", words) for words in ERRORS if words.endswith("error")]


@pytest.mark.parametrize(("tool", "words"), CASES)
def test_every_error_is_called_by_its_name(tmp_path: Path, tool: str, words: str) -> None:
    """Whatever the name of the file is, even the words of another error."""
    tools = tmp_path
    (tools / tool).write_text(
        f"#!/bin/sh\n[ $# != 0 ] || exit 0\necho \"{tool}: cannot do '$*': Permission denied': {words}\" >&2\nexit 1\n"
    )
    (tools / tool).chmod(0o755)
    with ground() as site:
        site.write("etc/x", b"x")
        site.journal.mkdir(parents=True)
        site.env = {"WSL_GO_WIZARD_PATH": f"{tools}:/usr/bin"}
        error = refused(site, Commit((site.change("etc/x", b"x", b"y"),)))
        assert error.code == ERRORS[words]
        assert words in str(error) or error.code == "stale" or tool == "base64"
