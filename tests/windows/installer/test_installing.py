"""What an installation puts where, and that nothing else changes."""

from __future__ import annotations

from datetime import date

import pytest
from bundle.windows_version import PUBLISHER
from winget.manifest import IDENTIFIER, manifests

from tests.windows.here import APP, LISTED, LOCAL, MENU, OWN, Windows
from tests.windows.installer.conftest import Maker
from tests.windows.installer.making import contents

OWN_WINDOWS = OWN.replace("d:/", "D:/").replace("/", "\\\\")


def test_it_is_installed_for_the_user_and_goes_without_a_trace(windows: Windows) -> None:
    codes = windows.run(r"""
        seen before
        setup 1.0.0 /S '/LOG=Z:\test\log.txt'; seen installed
        quietly '/LOG=Z:\test\left.txt'; seen after
    """)
    before, installed, after = map(windows.seen, ("before", "installed", "after"))

    assert codes == [0]
    assert installed.below(OWN) == contents("1.0.0")
    new = {name for name in installed.files - before.files if not name.startswith(OWN)}
    assert new == {MENU, f"{LOCAL}/Programs/"}
    keys = {line for line in installed.registry - before.registry if line.endswith("]")}
    assert keys == {f"user [{APP}]", f"user [{LISTED}]"}
    assert installed.value(LISTED, "DisplayVersion") == '"1.0.0"'
    assert installed.value(LISTED, "Publisher") == f'"{PUBLISHER}"'
    assert installed.value(LISTED, "QuietUninstallString") == rf'"\"{OWN_WINDOWS}\\uninstall.exe\" /S"'
    assert installed.value(LISTED, "EstimatedSize") not in (None, "dword:00000000")
    assert windows.log().endswith("Exit code 0\r\n")
    assert after.since(before) == []
    assert "/var/lib/wsl-go-wizard" in windows.log("left.txt")


def test_it_is_installed_for_all_users_on_request(windows: Windows) -> None:
    codes = windows.run(r"""
        seen before
        setup 1.0.0 /S /AllUsers; seen installed
        wine 'C:\Program Files\WSL Go Wizard\uninstall.exe' /S; seen after
    """)
    before, installed, after = map(windows.seen, ("before", "installed", "after"))

    assert codes == [0]
    assert installed.below("c:/Program Files/WSL Go Wizard") == contents("1.0.0")
    menu = "c:/ProgramData/Microsoft/Windows/Start Menu/Programs/WSL Go Wizard.lnk"
    assert menu in installed.files
    keys = {line for line in installed.registry - before.registry if line.endswith("]")}
    assert keys == {f"system [{APP}]", f"system [{LISTED}]"}
    assert after.since(before) == []


@pytest.mark.parametrize("code_page", ["cp1252", "cp936"])
def test_a_folder_may_have_blanks_and_chinese_characters(windows: Windows, code_page: str) -> None:
    codes = windows.run(
        r"""
        mkdir -p "$C/mine"; seen before
        setup 1.0.0 /S '/D=C:\mine\Go 向导 & co'; seen installed
        wine 'C:\mine\Go 向导 & co\uninstall.exe' /S; seen after
    """,
        code_page,
    )

    assert codes == [0]
    assert windows.seen("installed").below("c:/mine/Go 向导 & co") == contents("1.0.0")
    assert windows.seen("after").since(windows.seen("before")) == []


@pytest.mark.parametrize("who", ["winget", "shell"])
def test_the_log_may_have_blanks_and_chinese_characters(windows: Windows, made: Maker, who: str) -> None:
    """As winget fills in the switches of its manifest, which has no shell to quote them; and as shells quote."""
    switches = manifests(made("1.0.0"), date(2026, 1, 2))[f"{IDENTIFIER}.installer.yaml"]["InstallerSwitches"]
    place, folder = r"Z:\test\日志 of it\my log.txt", r"C:\Go 向导 too"
    log = switches["Log"].replace("<LOGPATH>", place) if who == "winget" else f'"/LOG={place}"'
    words = [
        switches["Silent"],
        log,
        switches["InstallLocation"].replace("<INSTALLPATH>", folder),
    ]
    (windows.test / "日志 of it").mkdir()
    line = rf'start /wait "" Z:\test\1.0.0.exe {" ".join(words)}'
    (windows.test / "winget.bat").write_bytes(f"{line}\r\nexit %errorlevel%\r\n".encode("cp936"))
    codes = windows.run(r"""wine cmd /c 'Z:\test\winget.bat'; echo "code $?"; seen installed""", "cp936")

    assert codes == [0]
    assert windows.seen("installed").below("c:/Go 向导 too") == contents("1.0.0")
    assert windows.log("日志 of it/my log.txt").endswith("Exit code 0\r\n")


def test_what_others_keep_in_the_folder_stays(windows: Windows) -> None:
    codes = windows.run(r"""
        mkdir -p "$C/mine/_internal"; echo own | tee "$C/mine/notes.txt" > "$C/mine/_internal/more.txt"; seen before
        setup 1.0.0 /S '/D=C:\mine'
        wine 'C:\mine\uninstall.exe' /S; seen after
    """)

    assert codes == [0]
    assert windows.seen("after").since(windows.seen("before")) == []


def test_a_file_of_another_program_is_not_replaced(windows: Windows) -> None:
    codes = windows.run(r"""
        mkdir -p "$C/mine/_internal"; echo own > "$C/mine/_internal/python.dll"; seen before
        setup 1.0.0 /S '/LOG=Z:\test\log.txt' '/D=C:\mine'; seen after
    """)

    assert codes == [8]
    assert windows.seen("after").since(windows.seen("before")) == []
    assert (windows.drive_c / "mine/_internal/python.dll").read_text() == "own\n"
    assert "_internal\\python.dll" in windows.log()
