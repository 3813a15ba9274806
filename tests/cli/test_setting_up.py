"""setup-wsl on a PC whose wsl.exe is the stand-in, with and without somebody at the terminal."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import select
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.pcs.first_time import PLATFORM, Pc
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.transports.windows.pc import Windows

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    with World(tmp_path) as world:
        yield Pc(world, tmp_path)


def computer(pc: Pc) -> ThisPc:
    assert isinstance(pc.first.transport, Windows)
    return ThisPc(pc.first.transport)


@pytest.fixture
def wizard(pc: Pc, capfdbinary: pytest.CaptureFixture[bytes]) -> object:
    def call(*words: str) -> Said:
        pc.answer()
        code = run(["setup-wsl", "--language", "en", *words], computer(pc))
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return call


def test_every_step_is_shown_with_its_command(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    pc.without(PLATFORM, package="2.6.1.0")
    said = wizard()
    assert said.code == Exit.PENDING
    for words in (
        "1. Turn on the Windows feature VirtualMachinePlatform  (enable-platform)",
        "> dism.exe /Online /Enable-Feature /FeatureName:VirtualMachinePlatform /NoRestart",
        "needs administrator rights",
        "> shutdown.exe /r /t 0",
        "> wsl.exe --install -d Ubuntu --no-launch",
        "> wsl.exe -d Ubuntu -u root --cd / --exec /usr/sbin/useradd -m -s /bin/bash -G sudo zoe-smith",
    ):
        assert words in said.out
    assert pc.world.calls == []
    assert not pc.comes_back


def test_json(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    said = wizard("--json", "--distro", "Debian", "--user", "ada")
    assert said.code == Exit.PENDING
    data = said.json
    assert [step["id"] for step in data["steps"]] == ["install-distro:Debian", "add-user:Debian"]
    assert data["steps"][0]["commands"] == [["wsl.exe", "--install", "-d", "Debian", "--no-launch"]]
    assert (data["done"], data["barrier"], data["gaps"]) == (False, None, [])


def test_nobody_at_the_terminal_says_yes_to_one_step(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    said = wizard("--yes-to", "install-distro", "--json", "--distro", "Debian")
    assert said.code == Exit.PENDING
    assert [step["id"] for step in said.json["steps"]] == ["add-user:Debian"]
    assert pc.world.calls[-1][0] == "--install"


def test_all_is_there(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    pc.world.add("Debian")
    said = wizard()
    assert (said.code, said.out) == (Exit.NOTHING_TO_DO, "WSL is installed. Nothing is missing.\n")


def test_a_conversion_is_only_offered(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    pc.world.add("Debian", version=1)
    said = wizard()
    assert said.code == Exit.NOTHING_TO_DO
    assert "(convert-distro:Debian)  [optional]" in said.out
    assert pc.world.calls == []


def test_virtualisation_is_off(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    pc.virtualisation = False
    said = wizard()
    assert said.code == Exit.ERROR
    assert "firmware" in said.out
    assert "UEFI" in said.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--yes-to", "format-disk"), "No step is named format-disk."),
        (("--distro", "-u"), "is not valid as a distro name"),
        (("--distro", "a b"), "is not valid as a distro name"),
        (("--distro", "a\x1b[2J"), "is not valid as a distro name"),
        (("--user", "root"), "root already exists"),
        (("--yes-to", "install-distro", "--distro", "Windows95"), "No distro named Windows95"),
        (("--yes-to", "install-distro", "--yes-to", "add-user"), "only-in-windows"),
    ],
)
def test_bad_words(wizard, pc: Pc, words: Sequence[str], sentence: str) -> None:  # type: ignore[no-untyped-def]
    if sentence == "only-in-windows":
        pc.without(PLATFORM, package="2.6.1.0")
        words, sentence = ("--yes-to", "enable-platform"), "cannot run inside WSL"
    said = wizard(*words)
    assert said.code == Exit.ERROR
    assert sentence in said.out + said.err
    assert "\x1b" not in said.out + said.err
    assert "Traceback" not in said.out + said.err


def test_damaged_notes_are_one_sentence(wizard, pc: Pc) -> None:  # type: ignore[no-untyped-def]
    folder = pc.world.profile / "AppData/Local/WSL Go Wizard/first-time"
    folder.mkdir(parents=True)
    (folder / "notes.json").write_text("{")
    said = wizard()
    assert said.err.count("Could not read the progress") == 1
    assert said.code == Exit.PENDING


def test_without_windows() -> None:
    assert run(["setup-wsl"]) == Exit.ERROR


class Terminal:
    """Somebody at a terminal: what the program shows is waited for, and answered."""

    def __init__(self, pc: Pc, *words: str, is_windows: bool = True) -> None:
        pc.answer()
        self.shown = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:  # the child, which pytest no longer listens to
            sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in enumerate("rww"))
            code = run(["setup-wsl", "--language", "en", *words], computer(pc) if is_windows else None)
            sys.stdout.flush()
            os._exit(code)

    def answer(self, question: str, words: str) -> None:
        self._read_until(question)
        os.write(self.handle, f"{words}\n".encode())

    def end(self) -> int:
        """Its exit code."""
        self._read_until(None)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def end_by_a_key(self, question: str) -> int:
        """Its exit code, once a key was pressed. What is typed before the program listens to keys is lost, and may be
        echoed all the same."""
        self._read_until(question)
        deadline = time.monotonic() + 120
        while self._goes_on():
            assert time.monotonic() < deadline, self.shown
            with contextlib.suppress(OSError):  # the other end was closed just now
                os.write(self.handle, b" ")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _goes_on(self) -> bool:
        """Whether the other end is still open, once nothing more comes for a moment."""
        while select.select([self.handle], [], [], 0.2)[0]:
            try:
                piece = os.read(self.handle, 4096)
            except OSError:
                return False
            if not piece:
                return False
            self.shown += piece.decode("utf-8", "replace")
        return True

    def _read_until(self, question: str | None) -> None:
        deadline = time.monotonic() + 120
        seen = ""
        while question is None or question not in seen:
            ready = select.select([self.handle], [], [], max(0, deadline - time.monotonic()))[0]
            assert ready, f"waited for {question!r} after:\n{self.shown}"
            try:
                piece = os.read(self.handle, 4096).decode("utf-8", "replace")
            except OSError:  # the other end is closed
                piece = ""
            self.shown += piece
            seen += piece
            if not piece:
                assert question is None, f"no {question!r} in:\n{self.shown}"
                return


def test_a_window_that_windows_opened_can_be_read_even_if_the_first_look_fails(pc: Pc) -> None:
    terminal = Terminal(pc, "--resume", is_windows=False)
    assert terminal.end_by_a_key("Press any key to close this window.") == Exit.ERROR
    assert "WSL cannot be installed here" in terminal.shown


@pytest.mark.distro
@pytest.mark.root
class TestSomebodyThere:
    def test_the_whole_way(self, pc: Pc) -> None:
        made()
        terminal = Terminal(pc, "--distro", "Debian")
        terminal.answer("Run this step now? Install the distro Debian", "y")
        terminal.answer("Run this step now? Create the Linux user zoe-smith", "y")
        terminal.answer("password for zoe-smith", "secret-1")
        terminal.answer("Repeat the password", "secret-2")
        terminal.answer("password for zoe-smith", "secret-3")
        terminal.answer("Repeat the password", "secret-3")
        assert terminal.end() == Exit.NOTHING_TO_DO
        assert "The passwords do not match." in terminal.shown
        assert "secret" not in terminal.shown
        assert "secret" not in json.dumps(pc.world.calls)
        whoami = pc.world.run("-d", "Debian", "--exec", "/usr/bin/id", "-un")
        assert whoami.stdout == b"zoe-smith\n"

    def test_no_is_no(self, pc: Pc) -> None:
        terminal = Terminal(pc)
        terminal.answer("Run this step now? Install the distro Ubuntu", "n")
        assert terminal.end() == Exit.PENDING
        assert pc.world.calls == []

    def test_an_offer_declined_is_not_asked_again(self, pc: Pc) -> None:
        pc.world.add("Debian", version=1)
        terminal = Terminal(pc)
        terminal.answer("Run this step now? Convert Debian", "n")
        assert terminal.end() == Exit.NOTHING_TO_DO
        assert len(re.findall("Run this step now", terminal.shown)) == 1
