"""This PC as a site: what it is asked, and what it changes."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from tests.pcs.registries import SZ
from tests.pcs.registry_file import FileRegistry
from tests.transports.windows.conftest import POSIX, changed, only, pc
from wizard.model.errors import BusyError, InputError, MachineError, Stopped, WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Accept, Commit, Phase, Receipt, Recover, Undo
from wizard.model.ports import Can
from wizard.model.probes import (
    Account,
    AccountProbe,
    Denied,
    Figure,
    FileProbe,
    Found,
    GlobProbe,
    HostProbe,
    Journal,
    JournalProbe,
    LinkProbe,
    Matches,
    Missing,
    RegistryProbe,
    Special,
    TooBig,
    Unavailable,
    UrlProbe,
    Values,
)
from wizard.model.state import Absent, Change, File, Other, Registered
from wizard.transports.journal import Holder
from wizard.transports.windows.pc import JOURNAL, Windows


def test_it_is_a_site_of_its_own_however_it_is_reached(drive: Path) -> None:
    site = pc(drive, name="ANNA-PC").site
    assert (site.kind, site.name) == ("windows", "ANNA-PC")
    assert pc(drive).site.name == "This PC"
    assert pc(drive, home="c:\\users\\anna maria\\").site.lock == site.lock
    assert pc(drive, home="C:\\Users\\Bob").site.lock != site.lock
    assert pc(drive).can == Can(True, True, True)
    assert only(pc(drive), AccountProbe()) == Account("Anna Maria", 0, 0, "/", "")


def test_files_of_the_profile_and_of_the_whole_pc_can_be_asked_for(drive: Path) -> None:
    site = pc(drive)
    config = only(site, FileProbe("~/.wslconfig"))
    assert isinstance(config, Found)
    assert config.content == b"[wsl2]\r\nmemory=4GB\r\n"
    assert only(site, FileProbe("/.wslconfig")) == config
    assert isinstance(only(site, GlobProbe("~/.wsl*")), Matches)
    assert only(site, FileProbe("~/none")) == Missing()
    assert isinstance(only(site, LinkProbe("~/.wslconfig")), Special)
    version = only(site, FileProbe("C:\\Program Files\\Go\\VERSION"))
    assert isinstance(version, Found)
    assert version.content == b"go1.25.5\n"
    assert only(site, FileProbe("c:\\Program Files\\Go\\VERSION", 4)) == TooBig(9)
    assert isinstance(only(site, FileProbe("C:\\Program Files\\Go")), Special)
    assert only(site, FileProbe("C:\\Go\\VERSION")) == Missing()
    assert only(site, FileProbe("D:\\x")) == Unavailable("the drive does not exist")


@pytest.mark.parametrize(
    "path", ["C:\\..\\x", "C:\\a\\..\\..\\x", "C:\\a:stream", "C:\\a*", "C:\\a/b", "\\\\server\\share", "C:x"]
)
def test_a_path_that_leads_elsewhere_is_no_path(drive: Path, path: str) -> None:
    assert isinstance(only(pc(drive), FileProbe(path)), Unavailable)


@POSIX
def test_a_link_out_of_the_profile_is_not_followed_for_a_change(drive: Path) -> None:
    outside = drive / "outside"
    outside.mkdir()
    config = drive / "Users/Anna Maria/.wslconfig"
    config.rename(outside / ".wslconfig")
    config.symlink_to(outside / ".wslconfig")
    with pytest.raises(WizardError):
        pc(drive).act(Commit((changed(b"[wsl2]\r\nmemory=4GB\r\n", b"x"),)), silent, never)
    assert (outside / ".wslconfig").read_bytes() == b"[wsl2]\r\nmemory=4GB\r\n"


def test_the_registry_can_be_asked(drive: Path) -> None:
    site = pc(drive)
    assert only(site, RegistryProbe("HKCU\\environment")) == Values(
        {"GOROOT": "C:\\Go"}, types={"GOROOT": SZ}
    )
    assert only(site, RegistryProbe("HKCU\\None")) == Missing()


def test_a_registry_that_does_not_answer_is_no_evidence(drive: Path) -> None:
    class Closed:
        def __init__(self, error: OSError) -> None:
            self.error = error

        def values(self, key: str, deep: bool = False) -> Values | None:
            raise self.error

        def state(self, key: str, name: str) -> Absent | Registered | Other:
            raise self.error

        def write(self, key: str, name: str, state: Registered) -> None:
            raise self.error

        def announce(self) -> bool:
            return False

        def delete(self, key: str, name: str) -> None:
            raise self.error

    for error, expected in ((PermissionError(13, "no"), Denied), (OSError(0, "gone\nbad"), Unavailable)):
        site = Windows(drive, Closed(error))
        assert isinstance(only(site, RegistryProbe("HKCU\\X")), expected)


def test_figures_are_this_computers_but_not_inside_wsl(drive: Path) -> None:
    assert only(pc(drive), HostProbe("system")) == Figure("Windows")
    assert isinstance(only(pc(drive), HostProbe("memory")), Figure)
    assert isinstance(only(pc(drive), HostProbe("cores")), Figure)
    assert isinstance(only(pc(drive, is_here=False), HostProbe("memory")), Unavailable)
    assert isinstance(only(pc(drive, is_here=False), HostProbe("now")), Figure)
    (drive / "dl").mkdir()
    (drive / "dl/index.json").write_bytes(b"[]")
    assert isinstance(only(pc(drive), UrlProbe(str(drive / "dl"))), Found)


def test_a_registry_that_hangs_does_not_hold_up_a_stop(drive: Path) -> None:
    begun, ended, answered = threading.Event(), threading.Event(), threading.Event()

    class Hanging:
        def values(self, key: str, deep: bool = False) -> Values | None:
            begun.set()
            ended.wait(10)
            answered.set()
            return None

        def state(self, key: str, name: str) -> Absent | Registered | Other:
            return Absent()

        def write(self, key: str, name: str, state: Registered) -> None:
            """Never asked."""

        def delete(self, key: str, name: str) -> None:
            """Never asked."""

        def announce(self) -> bool:
            return False

    try:
        with pytest.raises(Stopped):
            Windows(drive, Hanging()).read((RegistryProbe("HKCU\\X"),), begun.is_set)
        assert not answered.is_set()
    finally:
        ended.set()


def test_a_change_goes_through_the_journal_in_the_profile_and_back(drive: Path) -> None:
    site = pc(drive)
    config = drive / "Users/Anna Maria/.wslconfig"
    before = config.read_bytes()
    assert site.act(Recover(), silent, never) == Receipt(None, None)
    order = Commit((changed(before, b"[wsl2]\r\nmemory=8GB\r\n"),), b"why")
    assert site.act(order, silent, never) == Receipt(1, Phase.TRIAL)
    assert config.read_bytes() == b"[wsl2]\r\nmemory=8GB\r\n"
    journal = only(site, JournalProbe())
    assert isinstance(journal, Journal)
    assert (journal.open, [entry.phase for entry in journal.entries]) == (1, ["trial"])
    assert (drive / "Users/Anna Maria" / JOURNAL[1:]).is_dir()
    assert site.act(Undo(1), silent, never) == Receipt(1, Phase.UNDONE)
    assert config.read_bytes() == before
    site.act(Commit((changed(before, b"new"),)), silent, never)
    assert site.act(Accept(2), silent, never) == Receipt(2, Phase.ACCEPTED)
    assert config.read_bytes() == b"new"


def test_a_file_that_was_not_there_is_made_and_taken_away(drive: Path) -> None:
    site = pc(drive)
    config = drive / "Users/Anna Maria/.wslconfig"
    config.unlink()
    made = Change("/.wslconfig", Absent(), File(b"[wsl2]\n", 0o644, 0, 0), 0, 0)
    site.act(Commit((made,)), silent, never)
    assert config.read_bytes() == b"[wsl2]\n"
    site.act(Undo(1), silent, never)
    assert not config.exists()


def test_without_the_folder_of_a_user_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        Windows(tmp_path / "none", FileRegistry(tmp_path / "x.reg"))
    assert caught.value.code == "no-profile"


def test_an_export_that_is_none_stops_the_look(drive: Path) -> None:
    site = pc(drive)
    (drive / "x.reg").write_bytes(b"nonsense")
    with pytest.raises(InputError, match="is not a registry export"):
        site.read((RegistryProbe("HKCU\\X"), FileProbe("~/.wslconfig")), never)


@pytest.mark.parametrize("space", ["windows-0", "0123abcd-4026531836"])
def test_a_lock_from_the_other_side_of_interop_is_left_alone(drive: Path, space: str) -> None:
    """Neither Windows nor a distro on it sees the other's processes; only one's own dead hold nothing."""
    site = pc(drive)
    config = drive / "Users/Anna Maria/.wslconfig"
    order = Commit((changed(config.read_bytes(), b"new"),))
    site.act(order, silent, never)
    site.act(Undo(1), silent, never)
    lock = drive / "Users/Anna Maria" / JOURNAL[1:] / "lock"
    lock.write_text(Holder(1, 1, space, "anna@ANNA-PC").text())
    is_ours = (space == "windows-0") is (sys.platform == "win32")
    if is_ours:
        assert site.act(order, silent, never).phase is Phase.TRIAL
        return
    with pytest.raises(BusyError, match="anna@ANNA-PC"):
        site.act(order, silent, never)
    assert config.read_bytes() != b"new"
