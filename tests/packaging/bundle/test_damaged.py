"""A bundle that lost a part, or that finds no place to write, says so in a sentence, with an exit code and a report."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.gui import demo
from tests.packaging.bundle.screen import Screen, screen

pytestmark = [
    pytest.mark.linux(reason="the bundle for Linux is built and run"),
    pytest.mark.xdist_group("bundle"),
    pytest.mark.timeout(900),
]


@pytest.fixture
def copy(bundle: Path, tmp_path: Path) -> Path:
    """The bundle, from which parts may be taken: its files are links, its folders are not."""
    return Path(shutil.copytree(bundle, tmp_path / "copy", symlinks=True, copy_function=os.link))


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return demo.machine(tmp_path / "Ubuntu-24.04")


def look(program: Path, machine: Path, home: Path) -> tuple[int, str]:
    return run(program, home, "look", "--root", str(machine))


def run(program: Path, home: Path, *argv: str, **variables: str) -> tuple[int, str]:
    environment = {
        **variables,
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "WSL_GO_WIZARD_LANGUAGE": "en",
    }
    words = [str(program / "wsl-go-wizard"), *argv]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("part", "named", "words"),
    [
        ("_internal/msgspec/_core*.so", "msgspec", ("machines",)),
        ("_internal/psutil/_psutil_linux.abi3.so", "psutil", ("look",)),
        ("_internal/wizard/resources/facts/WSL.md", "WSL.md", ("explain", "WSL §4.4")),
    ],
)
def test_a_part_that_is_missing_is_named(
    copy: Path, tmp_path: Path, part: str, named: str, words: tuple[str, ...]
) -> None:
    (place,) = copy.glob(part)
    place.unlink()
    code, said = run(copy, tmp_path, *words)
    assert code == 1
    assert named in said
    assert "Install it again." in said
    (report,) = (tmp_path / ".local/state/wsl-go-wizard/log").iterdir()
    assert str(report) in said


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("profiles/baseline.toml", ("look", "--profile", "baseline")),
        ("locale/zh_CN/LC_MESSAGES/wizard.mo", ("look", "--language", "zh_CN")),
    ],
)
def test_a_file_that_was_cut_short_is_named(
    copy: Path, tmp_path: Path, part: str, words: tuple[str, ...]
) -> None:
    place = copy / "_internal/wizard/resources" / part
    data = place.read_bytes()
    place.unlink()
    place.write_bytes(data[: len(data) // 2])
    code, said = run(copy, tmp_path, *words)
    assert code == 1
    assert said.startswith(f"WSL Go Wizard is damaged: {place} ")
    (report,) = (tmp_path / ".local/state/wsl-go-wizard/log").iterdir()
    assert str(report) in said


def test_without_the_part_of_qt_that_draws_the_window_says_so(copy: Path, tmp_path: Path) -> None:
    (plugins,) = copy.glob("_internal/PySide6/Qt/plugins/platforms")
    shutil.rmtree(plugins)
    code, said = run(copy, tmp_path, "window", DISPLAY=":0")
    assert code == 1
    (log,) = (tmp_path / ".local/state/wsl-go-wizard/log").iterdir()
    last = f"WSL Go Wizard cannot show its window. Use a command, such as look. Details: {log}"
    assert said.splitlines()[-1] == last
    assert "no Qt platform plugin could be initialized" in log.read_text(encoding="utf-8")


def test_it_works_where_nothing_can_be_written(bundle: Path, machine: Path, tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    code, said = look(bundle, machine, tmp_path / "home")
    assert (code, said) == (2, "")


def test_a_second_window_says_so_and_ends(bundle: Path, tmp_path: Path) -> None:
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("Xvfb or xdotool is not installed")
    with screen(tmp_path) as shown:
        environment = {
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
            "DISPLAY": shown.display,
            "LANG": "C.UTF-8",
            "WSL_GO_WIZARD_LANGUAGE": "en",
        }
        first = subprocess.Popen([str(bundle / "wsl-go-wizard")], env=environment)
        try:
            _wait_for_windows(shown, 1)
            second = subprocess.Popen(
                [str(bundle / "wsl-go-wizard")], env=environment, stderr=subprocess.PIPE, text=True
            )
            _wait_for_windows(shown, 2)
            _press_return(shown)
            _, said = second.communicate(timeout=30)
            assert second.returncode == 4
            assert said.startswith("WSL Go Wizard is already open.")
            assert first.poll() is None
        finally:
            first.terminate()
            first.wait()


def _wait_for_windows(shown: Screen, count: int) -> None:
    end = time.monotonic() + 60
    while shown.windows().count("WSL Go Wizard") < count:
        assert time.monotonic() < end, shown.windows()
        time.sleep(0.2)


def _press_return(shown: Screen) -> None:
    """Close the box: there is no window manager, so it gets the keys because the pointer is on it."""
    environment = {**os.environ, "DISPLAY": shown.display}
    words = ["xdotool", "search", "--onlyvisible", "--name", "^WSL Go Wizard$"]
    found = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout.split()
    sizes = {window: _width(window, environment) for window in found}
    box = min(sizes, key=lambda window: sizes[window])
    subprocess.run(["xdotool", "windowfocus", "--sync", box, "key", "Return"], env=environment, check=True)


def _width(window: str, environment: dict[str, str]) -> int:
    words = ["xdotool", "getwindowgeometry", "--shell", window]
    told = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
    return int(dict(line.split("=") for line in told.split())["WIDTH"])
