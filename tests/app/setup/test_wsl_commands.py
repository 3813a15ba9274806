"""Commands of WSL: told before they run and while they run, stopped when the user says so, never waited for forever."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from wizard.app.setup.wsl_commands import run_wsl, said, show
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Event, Note, Progress
from wizard.transports.wslexe import WslExe

pytestmark = pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")


@pytest.fixture
def exe(tmp_path: Path) -> WslExe:
    """A program that stands for wsl.exe: it runs the Python it is given."""
    path = tmp_path / "wsl.exe"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    path.chmod(0o755)
    return WslExe(str(path))


def test_what_runs_is_told_before() -> None:
    told: list[Event] = []
    show(("wsl.exe", "-d", "My Distro"), told.append)
    assert [event.text.render() for event in told if isinstance(event, Note)] == ['> wsl.exe -d "My Distro"']


def test_its_lines_are_passed_on_and_percents_are_progress(exe: WslExe) -> None:
    told: list[Event] = []
    program = "print('Downloading'); print('[====    ] 42.5%'); print('')"
    ended = run_wsl(exe, ("wsl.exe", "-c", program), 20, told.append)
    assert ended.code == 0
    assert Progress(42, 100) in told
    notes = [event.text.render() for event in told if isinstance(event, Note)]
    assert notes[1:] == ["Downloading"], "the first is the command, and empty lines are none"


def test_what_it_complains_of_is_one_line_without_control_characters(exe: WslExe) -> None:
    program = "import sys; sys.stderr.write('no\\x1b[31m\\n  room'); sys.exit(3)"
    ended = run_wsl(exe, ("wsl.exe", "-c", program), 20, lambda _: None)
    words = said(ended).render()
    assert words.startswith("no")
    assert words.endswith("room")
    assert "\x1b" not in words
    assert "\n" not in words


def test_one_that_says_nothing_has_its_exit_code(exe: WslExe) -> None:
    ended = run_wsl(exe, ("wsl.exe", "-c", "import sys; sys.exit(3)"), 20, lambda _: None)
    assert said(ended).render() == "exit code 3"


def test_a_text_is_its_whole_input(exe: WslExe) -> None:
    program = "import sys; print(len(sys.stdin.read()))"
    ended = run_wsl(exe, ("wsl.exe", "-c", program), 20, lambda _: None, text=b"me:secret\n")
    assert ended.stdout_start.strip() == b"10"


def test_the_user_can_stop_it(exe: WslExe) -> None:
    began = time.monotonic()
    with pytest.raises(Stopped):
        run_wsl(exe, ("wsl.exe", "-c", "import time; time.sleep(60)"), 60, lambda _: None, lambda: True)
    assert time.monotonic() - began < 20


def test_it_is_not_waited_for_forever(exe: WslExe) -> None:
    with pytest.raises(MachineError) as caught:
        run_wsl(exe, ("wsl.exe", "-c", "import time; time.sleep(60)"), 1, lambda _: None)
    assert caught.value.code == "wsl-late"
    assert "Nothing was changed." not in [text.render() for text in caught.value.sentences()]


def test_without_wsl_exe_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        run_wsl(WslExe(str(tmp_path / "none.exe")), ("wsl.exe", "--status"), 5, lambda _: None)
    assert caught.value.code == "no-wsl-exe"
