"""The window of the Windows program by keyboard alone, on a screen that nobody sees: in the style of Windows 11 and
in the one of Windows 10, light and dark. Pictures of every page are kept in the folder that WSL_GO_WIZARD_SCREENSHOTS
names, else in a temporary one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.windows.distros import windows
from tests.windows.distros.computer import Pc
from tests.windows.distros.person import Person
from tests.windows.distros.test_first_time import INSTALL, PLATFORM, SUBSYSTEM, restart, without_wsl
from tests.windows.distros.windows import PYTHON_EXE, USER_FOLDER
from tests.wsl.distros.base import made

PERSONALIZE = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
TITLE = "WSL Go Wizard"
LOOKS = {  # the Windows, light or dark, and the language
    "11-light": ("win11", 1, "en"),
    "10-dark": ("win10", 0, "en"),
    "11-dark": ("win11", 0, "zh_CN"),
    "10-light": ("win10", 1, "zh_CN"),
}
WANTED = """\
name = "team"
title = "Our team"
[wsl]
systemd = true
[tmpfs]
size = "1g"
[godebug]
netdns = "go"
"""

FONTS = """\
from PySide6.QtWidgets import QApplication
from wizard.gui.language import speak_qt
from wizard.gui.style.fusion import apply_style
app = QApplication([])
speak_qt(app, "en")
apply_style(app)
print(*{QApplication.font(name).pointSizeF() for name in ("QLabel", "QAbstractItemView", "QMenu", "QTipLabel")})
"""


@pytest.fixture
def person(pc: Pc, display: str, looks: Path, look: str) -> Iterator[Person]:
    """Before the wizard's window, on a PC with one distro, which runs."""
    (pc.profile / "team.toml").write_text(WANTED)
    (pc.add("Debian") / "etc/wsl.conf").write_text("# mine\n[boot]\nsystemd=false\n")
    assert pc.said("Debian", "cat /proc/1/comm") == "init\n"
    with _before_the_window(
        pc, display, looks / look, look, "--profile", rf"{USER_FOLDER}\team.toml"
    ) as person:
        yield person


@contextmanager
def _before_the_window(pc: Pc, display: str, folder: Path, look: str, *options: str) -> Iterator[Person]:
    """Pictures are kept in *folder*. The wizard must have ended, and well, when the test is over."""
    system, is_light, language = LOOKS[look]
    pc.windows.run("winecfg", "-v", system)
    for name in ("AppsUseLightTheme", "SystemUsesLightTheme"):
        pc.windows.run("reg", "add", PERSONALIZE, "/f", "/v", name, "/t", "REG_DWORD", "/d", str(is_light))
    folder.mkdir(exist_ok=True)
    argv = (*pc.windows.wizard_argv(window=True), "window", "--language", language, *options)
    calls = len(pc.bridge.calls)
    with pc.windows.start(*argv) as program:
        person = Person(display, folder, program.pid, pc.bridge)
        try:
            person.see(TITLE)
            person.wait_for_a_call(calls)
            yield person
        finally:
            _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    try:
        out, err = program.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        program.kill()
        raise
    assert program.returncode == 0, (out, err)
    assert b"Traceback" not in err


def _up_to_the_review(person: Person) -> None:
    person.keep("1-machine")
    person.press("Return")
    person.keep("2-needs")
    person.press("Return")
    person.keep("3-scan")
    person.press("Return")
    person.keep("4-findings")
    person.press("Return")
    person.keep("5-review")


@pytest.mark.parametrize("look", LOOKS)
def test_the_whole_way_by_keyboard(pc: Pc, person: Person, look: str) -> None:
    conf = pc.world.root("Debian") / "etc/wsl.conf"
    before = conf.read_bytes()
    _up_to_the_review(person)
    person.press("Return")
    person.keep("6-apply")
    assert conf.read_bytes() == before, "nothing is written before the second yes"
    person.press("Return")
    person.keep("7-restart")
    assert b"systemd=true" in conf.read_bytes()
    assert pc.said("Debian", "cat /proc/1/comm") == "init\n", "nothing restarts before the yes"
    person.press("alt+r")
    person.keep("8-verify")
    assert pc.said("Debian", "cat /proc/1/comm") == "systemd\n"
    keep = look.startswith("11")
    person.press("Return" if keep else "alt+u")
    person.keep("9-done")
    assert (conf.read_bytes() == before) is not keep
    person.press("alt+h")
    person.keep("10-history")
    person.type("Escape")
    person.see(TITLE)
    person.type("alt+f")


@pytest.mark.parametrize("look", ["11-light", "10-dark"])
def test_from_a_bare_windows_to_a_distro_with_a_user(pc: Pc, display: str, looks: Path, look: str) -> None:
    folder = looks / f"first-{look}"
    without_wsl(pc, PLATFORM, SUBSYSTEM)
    with _before_the_window(pc, display, folder, look) as person:
        person.keep("1-missing")
        person.press("alt+n")
        person.keep("2-restart")
        assert pc.bridge.called("wsl.exe") == [INSTALL]
        person.press("alt+r")
        person.keep("3-restarting")
        assert pc.bridge.called("shutdown.exe") == [["/r", "/t", "0"]]
        person.type("alt+c")
    restart(pc)
    with _before_the_window(pc, display, folder, look) as person:
        person.keep("4-distro")
        person.press("alt+n")
        person.keep("5-user")
        person.press("alt+s")
        person.keep("6-done")
        person.type("alt+c")
    assert pc.said("Ubuntu", "id -un; id -Gn") == "jurgen\njurgen sudo\n"


@pytest.fixture
def pc_of_source(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, relay: Path, display: str
) -> Iterator[Pc]:
    """One with the wizard as its source, whatever the other tests run: no bundle runs another program."""
    made()
    source = windows.source(tmp_path_factory.mktemp("source"))
    with Pc(tmp_path, source, relay, display, "cp1252") as pc:
        yield pc


def test_tables_menus_and_tips_have_the_size_of_all_text(pc_of_source: Pc) -> None:
    """On Windows 10 the system has fonts of its own for them."""
    pc_of_source.windows.run("winecfg", "-v", "win10")
    (pc_of_source.profile / "fonts.py").write_text(FONTS)
    assert pc_of_source.windows.run(PYTHON_EXE, rf"{USER_FOLDER}\fonts.py").out.split() == ["10.5"]
