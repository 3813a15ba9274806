"""This PC as a site: what it is asked, what it changes, and from where it is reached."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from tests.pcs.registries import SZ, Keys, export, reg_exe
from tests.pcs.registry_file import FileRegistry
from wizard.facts.windows.inquiry import INQUIRY, inquiry_report
from wizard.facts.windows.pc import PC_MEMORY, WINDOWS
from wizard.model.errors import BusyError, InputError, MachineError, Stopped, WizardError
from wizard.model.events import never, silent
from wizard.model.facts import Unknown
from wizard.model.orders import Accept, Commit, Phase, Receipt, Recover, Undo
from wizard.model.ports import Can, SiteKind
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    CommandProbe,
    Denied,
    Exited,
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
    Probe,
    RegistryProbe,
    Special,
    TooBig,
    Unavailable,
    UrlProbe,
    Values,
)
from wizard.model.state import Absent, Change, File, Other, Registered
from wizard.model.wanted import Wanted
from wizard.transports.journal import Holder
from wizard.transports.windows.opening import around_this_distro, this_pc
from wizard.transports.windows.pc import JOURNAL, Windows

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="stand-ins of programs are shell scripts")
KEYS: Keys = {
    r"HKEY_CURRENT_USER\Environment": (("GOROOT", SZ, "C:\\Go"),),
    r"HKEY_CURRENT_USER\Volatile Environment": (("USERPROFILE", SZ, "C:\\Users\\Anna Maria"),),
    r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ActiveComputerName": (
        ("ComputerName", SZ, "ANNA-PC"),
    ),
}


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """Drive C: with a user's folder."""
    profile = tmp_path / "Users/Anna Maria"
    profile.mkdir(parents=True)
    (profile / ".wslconfig").write_bytes(b"[wsl2]\r\nmemory=4GB\r\n")
    (tmp_path / "Program Files/Go").mkdir(parents=True)
    (tmp_path / "Program Files/Go/VERSION").write_bytes(b"go1.25.5\n")
    (tmp_path / "x.reg").write_bytes(export(KEYS))
    return tmp_path


def script(place: Path, text: str) -> Path:
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


def pc(drive: Path, **more: Path | bool | str | None) -> Windows:
    options = {"drives": {"c": drive}, "home": "C:\\Users\\Anna Maria", **more}
    return Windows(drive / "Users/Anna Maria", FileRegistry(drive / "x.reg"), **options)  # type: ignore[arg-type]


def only(site: Windows, probe: Probe) -> Answer:
    return site.read((probe,), never)[probe]


def changed(before: bytes, after: bytes) -> Change:
    return Change("/.wslconfig", File(before, 0o644, 0, 0), File(after, 0o644, 0, 0), 0, 0)


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


@POSIX
def test_inside_wsl_the_figures_of_the_pc_are_asked_for_once(drive: Path, tmp_path: Path) -> None:
    text = f"echo x >> '{tmp_path}/calls'; echo '{{\"memory\": 34282078208, \"cores\": 16}}'"
    site = pc(drive, powershell=script(tmp_path / "own.exe", text), is_here=False)
    probes = (HostProbe("memory"), HostProbe("cores"), HostProbe("system"), INQUIRY)
    first = site.read(probes, never)
    assert [first[probe] for probe in probes[:3]] == [Figure(34282078208), Figure(16), Figure("Windows")]
    assert only(site, HostProbe("memory")) == Figure(34282078208)
    assert (tmp_path / "calls").read_text() == "x\n"


@POSIX
def test_only_two_programs_are_run_and_by_their_own_paths(
    drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("WSL_UTF8", raising=False)
    monkeypatch.setenv("PSModulePath", "of PowerShell 7")
    script(tmp_path / "true", "echo wrong")
    exe = script(tmp_path / "own.exe", 'echo "$WSL_UTF8 $WSLENV$PSModulePath $*"; echo hm >&2; exit 3')
    site = pc(drive, wsl_exe=exe, powershell=exe)
    inquiry_report = only(site, CommandProbe(("wsl.exe", "--list", "a b")))
    assert inquiry_report == Exited(3, b"1 WSL_UTF8 --list a b\n", b"hm\n")
    assert isinstance(only(site, CommandProbe(("powershell.exe", "-Command", "x"))), Exited)
    for argv in (("true",), (str(exe),), ("cmd.exe", "/c", "x"), ("WSL.EXE",)):
        assert only(site, CommandProbe(argv)) == Unavailable(
            "the wizard does not run this program on Windows"
        )
    assert only(pc(drive), CommandProbe(("wsl.exe",))) == Unavailable("the program is not installed")
    assert os.environ.get("WSL_UTF8") is None


@POSIX
@pytest.mark.parametrize(
    ("text", "expected"),
    [("sleep 60", "it took too long"), ("exec cat /dev/zero", "the output is too long")],
)
def test_a_program_that_does_not_end_is_ended(drive: Path, tmp_path: Path, text: str, expected: str) -> None:
    exe = script(tmp_path / "own.exe", text)
    assert only(pc(drive, wsl_exe=exe), CommandProbe(("wsl.exe",), timeout_s=1)) == Unavailable(expected)


@POSIX
def test_a_look_can_be_stopped_while_a_program_runs(drive: Path, tmp_path: Path) -> None:
    exe = script(tmp_path / "own.exe", f"touch '{tmp_path}/began'; sleep 60")
    asked = threading.Event()

    def stop() -> bool:
        if (tmp_path / "began").exists():
            asked.set()
        return asked.is_set()

    with pytest.raises(Stopped):
        pc(drive, wsl_exe=exe).read((CommandProbe(("wsl.exe",), timeout_s=50),), stop)


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


@POSIX
def test_a_restart_is_a_shutdown_of_wsl(drive: Path, tmp_path: Path) -> None:
    exe = script(tmp_path / "own.exe", f"echo \"$*\" > '{tmp_path}/asked'")
    pc(drive, wsl_exe=exe).restart(silent)
    assert (tmp_path / "asked").read_text() == "--shutdown\n"
    with pytest.raises(MachineError):
        pc(drive, wsl_exe=script(exe, "echo no; exit 255")).restart(silent)
    with pytest.raises(MachineError):
        pc(drive).restart(silent)


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


def test_from_inside_a_distro_windows_tells_who_its_user_is(drive: Path) -> None:
    (drive / "Windows/System32").mkdir(parents=True)
    (drive / "Windows/System32/wsl.exe").touch()
    site = around_this_distro(lambda: drive, lambda system: FileRegistry(drive / "x.reg"))
    assert (site.site.kind, site.site.name) == ("windows", "ANNA-PC")
    assert site.site.lock == pc(drive).site.lock
    assert isinstance(only(site, FileProbe("~/.wslconfig")), Found)
    assert site.wsl_exe == drive / "Windows/System32/wsl.exe"
    assert isinstance(only(site, HostProbe("memory")), Unavailable)


@POSIX
def test_from_inside_a_distro_all_of_it_goes_through_reg_exe(drive: Path) -> None:
    reg_exe(drive, drive / "x.reg", "zh")
    site = around_this_distro(lambda: drive)
    assert (site.site.name, site.home) == ("ANNA-PC", "C:\\Users\\Anna Maria")
    assert only(site, RegistryProbe("HKCU\\Environment")) == Values(
        {"GOROOT": "C:\\Go"}, types={"GOROOT": SZ}
    )
    assert only(site, RegistryProbe("HKCU\\None")) == Missing()


@POSIX
def test_a_linux_without_windows_around_it_says_so() -> None:
    with pytest.raises(MachineError) as caught:
        around_this_distro()
    assert caught.value.code == "windows-unreachable"


def test_an_export_that_is_none_stops_the_look(drive: Path) -> None:
    site = pc(drive)
    (drive / "x.reg").write_bytes(b"nonsense")
    with pytest.raises(InputError, match="is not a registry export"):
        site.read((RegistryProbe("HKCU\\X"), FileProbe("~/.wslconfig")), never)


@pytest.mark.parametrize("home", ["", "D:\\Users\\x", "\\\\server\\home"])
def test_a_windows_out_of_reach_is_one_sentence(drive: Path, home: str) -> None:
    keys = {r"HKEY_CURRENT_USER\Volatile Environment": (("USERPROFILE", SZ, home),)}
    (drive / "x.reg").write_bytes(export(keys))
    with pytest.raises(MachineError, match="Could not reach Windows") as caught:
        around_this_distro(lambda: drive, lambda system: FileRegistry(drive / "x.reg"))
    assert caught.value.code == "windows-unreachable"
    with pytest.raises(MachineError, match="Could not reach Windows"):
        around_this_distro(lambda: drive / "nowhere")


def test_this_pc_is_a_windows_pc_or_an_error() -> None:
    if sys.platform == "win32":
        assert this_pc().site.kind is SiteKind.WINDOWS
        return
    with pytest.raises(MachineError):
        this_pc()


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


@pytest.mark.skipif(sys.platform != "win32", reason="asks this very PC")
def test_a_real_windows_answers_everything() -> None:
    """What PowerShell, the registry and the figures say of the PC that runs this can be read."""
    site = this_pc()
    answers = site.read((INQUIRY, *WINDOWS.ask(Wanted()), *PC_MEMORY.ask(Wanted())), never)
    assert not isinstance(inquiry_report(answers), Unknown)
    assert not isinstance(WINDOWS.read(answers, Wanted()), Unknown)
    assert not isinstance(PC_MEMORY.read(answers, Wanted()), Unknown)
