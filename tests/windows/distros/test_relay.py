"""What passes through the relay is what it was: bytes, words, variables, exit codes, the end of input, and ends."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.windows.distros.bridge import Bridge, Call, Work
from tests.windows.distros.windows import Windows

ALL_BYTES = bytes(range(256)) * 1500
PATH = {"PATH": "/usr/bin:/bin"}
Relayed = Callable[[str], Bridge]


@pytest.fixture
def windows(tmp_path: Path, program: Path, display: str) -> Iterator[Windows]:
    with Windows(tmp_path / "windows", tmp_path / "profile", program, display) as windows:
        yield windows


@pytest.fixture
def relayed(windows: Windows, relay: Path) -> Iterator[Relayed]:
    """Lets `wsl.exe` be a script of sh."""
    opened: list[Bridge] = []

    def relayed(script: str) -> Bridge:
        bridge = Bridge({"wsl.exe": lambda call: _work(script, call)})
        windows.relays(relay, bridge.port)
        opened.append(bridge)
        return bridge.__enter__()

    yield relayed
    for bridge in opened:
        bridge.__exit__(None, None, None)


def _work(script: str, call: Call) -> Work:
    return Work(
        ("sh", "-c", script, "sh", *call.words), PATH, ends_with=lambda code: -1 if code == 255 else code
    )


def test_bytes_words_and_variables_arrive(windows: Windows, relayed: Relayed) -> None:
    bridge = relayed('cat; printf %s "$2" >&2; exit 7')
    words = ("--exec", 'one "two" \\ 三\\', "", "ü\t")

    with windows.start("wsl.exe", *words, environ={"WSL_UTF8": "1"}, stdin=subprocess.PIPE) as process:
        out, err = process.communicate(ALL_BYTES, timeout=60)

    assert process.returncode == 7
    assert out == ALL_BYTES
    assert err.decode() == words[1]
    (call,) = bridge.calls
    assert call.words == list(words)
    assert call.environ["WSL_UTF8"] == "1"
    assert call.code == 7


def test_a_program_of_windows_sees_exit_codes_and_utf_16(windows: Windows, relayed: Relayed) -> None:
    """As Python there sees them: -1 is 4294967295, and what has no input ends at once."""
    relayed("cat; printf 'a\\0\\374\\0\\r\\0\\n\\0'; exit 255")
    program = (
        "import subprocess as s; r = s.run(['wsl.exe'], capture_output=True, stdin=s.DEVNULL);"
        " print(r.returncode, ascii(r.stdout.decode('utf-16-le')))"
    )

    ran = windows.run("Z:\\opt\\python\\python.exe", "-c", program)

    assert ran.out.split("\r\n")[0] == r"4294967295 'a\xfc\r\n'", ran


def test_who_is_killed_takes_its_work_along(windows: Windows, relayed: Relayed, tmp_path: Path) -> None:
    bridge = relayed(f"echo $$ > '{tmp_path}/pid'; sleep 600")
    program = (
        "import subprocess as s, time; p = s.Popen(['wsl.exe'], stdin=s.DEVNULL); time.sleep(3);"
        " p.kill(); print(p.wait())"
    )

    windows.run("Z:\\opt\\python\\python.exe", "-c", program)

    (call,) = bridge.calls
    assert call.has_ended.wait(30)
    assert call.code is None
    pid = int((tmp_path / "pid").read_text())
    assert not Path(f"/proc/{pid}").exists()


def test_who_is_not_read_any_more_hears_of_it(windows: Windows, relayed: Relayed) -> None:
    bridge = relayed("yes")
    program = (
        "import subprocess as s; p = s.Popen(['wsl.exe'], stdin=s.DEVNULL, stdout=s.PIPE);"
        " print(p.stdout.read(4)); p.stdout.close(); print(p.wait(60))"
    )
    began = time.monotonic()

    windows.run("Z:\\opt\\python\\python.exe", "-c", program)

    assert time.monotonic() - began < 60
    (call,) = bridge.calls
    assert call.has_ended.wait(30)


def test_without_a_bridge_it_says_so(windows: Windows, relay: Path) -> None:
    windows.relays(relay, 1)
    ran = windows.run("wsl.exe", "--list")
    assert ran.code != 0
    assert "relay.txt" in ran.err
