"""An uninstallation takes what was installed, all of it or nothing."""

from __future__ import annotations

from pathlib import PureWindowsPath

from tests.windows.here import LOCAL, OWN, Windows
from tests.windows.installer.making import contents
from wizard.app.setup.here import FOLDER
from wizard.transports.private_files import LEFTOVERS


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
    """Of all that it can leave two of each, what is somebody else's in its folders, and where it would start again."""
    left = [
        f"{folder}/{pattern.replace('*', word)}"
        for folder, patterns in LEFTOVERS.items()
        for pattern in patterns
        for word in ("1.25.5.linux-amd64", "20261129-1")
    ]
    assert {"Cache/window.lock", "Logs/crash-20261129-1.txt"} <= set(left)
    (windows.test / "left").write_text("\n".join(left))
    windows.run(r"""
        mkdir -p "$notes" "$journal/1" "$local/Logs"; echo note > "$journal/1/note"; echo own > "$notes/notes.json"
        echo mine > "$local/Logs/mine.txt"
        seen before
        setup 1.0.0 /S
        xargs -d '\n' dirname < left | (cd "$local" && xargs -d '\n' mkdir -p)
        (cd "$local" && xargs -d '\n' touch) < left
        wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\RunOnce' /f /v '!wsl-go-wizard' /d wizard
        seen used
        quietly '/LOG=Z:\test\log.txt'; seen after
    """)

    assert {f"{LOCAL}/WSL Go Wizard/{name}" for name in left} <= windows.seen("used").files
    assert windows.seen("after").since(windows.seen("before")) == []
    assert str(PureWindowsPath("C:/users/jürgen", FOLDER)) in windows.log()


def test_where_the_program_left_nothing_its_folder_goes_too(windows: Windows) -> None:
    windows.run(r"""
        seen before
        setup 1.0.0 /S; mkdir -p "$local/Cache/archives" "$local/Logs"; touch "$local/Logs/crash-1.txt"
        quietly '/LOG=Z:\test\log.txt'; seen after
    """)

    assert windows.seen("after").since(windows.seen("before")) == []
    assert "first-time" not in windows.log()


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
