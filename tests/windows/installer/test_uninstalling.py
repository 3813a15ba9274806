"""An uninstallation takes what was installed, all of it or nothing."""

from __future__ import annotations

from tests.windows.installer.here import OWN, Windows
from tests.windows.installer.making import contents


def test_while_the_program_runs_nothing_is_taken(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 1.0.0 /S; seen installed; echo > "$C/stubborn.txt"
        start
        leave /S /WAIT=2 '/LOG=Z:\test\log.txt'
        (cd "$D/Lokale Daten/Programs/WSL Go Wizard" && find . -type f) | sort > /test/left
        rm "$C/stubborn.txt"; quietly; rm "$C/shown.txt"; seen after
    """)

    assert codes == [0, 3]
    left = (windows.test / "left").read_text(encoding="utf-8").split("\n")
    assert {name.removeprefix("./") for name in left if name} == contents("1.0.0")
    assert "WSL Go Wizard.exe" in windows.log()
    assert windows.seen("after").below(OWN) == set()


def test_a_second_uninstallation_takes_nothing(windows: Windows) -> None:
    """Not even files with the names of ours, in the folder that was ours."""
    codes = windows.run(r"""
        setup 1.0.0 /S; cp "$D/Lokale Daten/Programs/WSL Go Wizard/uninstall.exe" "$D/Lokale Daten/Programs/WSL Go Wizard/installed.txt" /test
        quietly; cd "$D/Lokale Daten/Programs" 2>/dev/null || mkdir -p "$D/Lokale Daten/Programs/WSL Go Wizard/_internal"
        cd "$D/Lokale Daten/Programs/WSL Go Wizard"; echo own > wsl-go-wizard.exe; cp /test/uninstall.exe /test/installed.txt .
        seen before; (cd /test; leave /S); seen after
    """)

    assert codes == [0, 12]
    assert windows.seen("after").since(windows.seen("before")) == []


def test_what_the_program_left_for_itself_goes_and_what_it_did_stays(windows: Windows) -> None:
    windows.run(r"""
        own="$D/Lokale Daten/WSL Go Wizard" journal="$C/users/jürgen/AppData/Local/wsl-go-wizard"
        mkdir -p "$own/first-time" "$journal/1"; echo note > "$journal/1/note"; echo own > "$own/first-time/answers"
        seen before
        setup 1.0.0 /S
        mkdir -p "$own/Cache/archives" "$own/Logs"; echo > "$own/Cache/archives/go1.25.5.linux-amd64.tar.gz"; echo > "$own/Logs/fault-12.txt"
        wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\RunOnce' /f /v '!wsl-go-wizard' /d wizard
        quietly; seen after
    """)

    assert windows.seen("after").since(windows.seen("before")) == []


def test_changes_are_undone_only_on_request(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 1.0.0 /S; quietly; [ ! -e "$C/called.txt" ] || echo called
        setup 1.0.0 /S; echo > "$C/fails.txt"; leave /S /UNDO; seen kept
        rm "$C/fails.txt" "$C/called.txt"; quietly /UNDO; seen after
    """)

    assert codes == [0, 0, 11]
    assert windows.seen("kept").below(OWN) == contents("1.0.0")
    called = (windows.drive_c / "called.txt").read_text(encoding="utf-8-sig")
    assert called == "undo --every-machine --yes --restart later --language en\n"
    assert windows.seen("after").below(OWN) == set()
