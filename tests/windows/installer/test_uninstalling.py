"""An uninstallation takes what was installed, all of it or nothing."""

from __future__ import annotations

from tests.windows.here import OWN, Windows
from tests.windows.installer.making import contents


def test_while_the_program_runs_nothing_is_taken(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 1.0.0 /S; seen installed; echo > "$C/stubborn.txt"
        start
        leave /S /WAIT=2 '/LOG=Z:\test\log.txt'
        (cd "$own" && find . -type f) | sort > /test/left
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
        setup 1.0.0 /S; cp "$own/uninstall.exe" "$own/installed.txt" /test
        quietly; mkdir -p "$own"; cp uninstall.exe installed.txt "$own"; echo mine > "$own/wsl-go-wizard.exe"
        seen before; leave /S; seen after
    """)

    assert codes == [0, 12]
    assert windows.seen("after").since(windows.seen("before")) == []


def test_what_the_program_left_for_itself_goes_and_what_it_did_stays(windows: Windows) -> None:
    windows.run(r"""
        mkdir -p "$local/first-time" "$journal/1"; echo note > "$journal/1/note"; echo own > "$local/first-time/answers"
        seen before
        setup 1.0.0 /S
        mkdir -p "$local/Cache/archives" "$local/Logs"
        echo > "$local/Cache/archives/go1.25.5.linux-amd64.tar.gz"; echo > "$local/Logs/fault-12.txt"
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


def test_the_weekly_check_is_a_task_only_on_request_and_goes_too(windows: Windows) -> None:
    codes = windows.run(r"""
        seen before
        setup 0.9.0 /S; seen without; setup 1.0.0 /S /WEEKLY=on; seen with; setup 1.1.0 /S; seen kept
        setup 1.1.0 /S /WEEKLY=off; seen off; setup 1.1.0 /S /WEEKLY=on; quietly; seen after
    """)
    task = "c:/windows/system32/tasks/WSL Go Wizard weekly check (jürgen)"

    assert codes == [0] * 5
    has_task = {name: task in windows.seen(name).files for name in ("without", "with", "kept", "off")}
    assert has_task == {"without": False, "with": True, "kept": True, "off": False}
    assert windows.seen("after").since(windows.seen("before")) == []
