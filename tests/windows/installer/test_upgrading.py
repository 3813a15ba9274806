"""A newer version takes the place of an older one, or nothing changes."""

from __future__ import annotations

from tests.windows.here import APP, LISTED, OWN, Windows
from tests.windows.installer.making import contents
from wizard.app.setup.here import FOLDER

JOURNAL = "c:/users/jürgen/AppData/Local/wsl-go-wizard/1/note"
NOTES = f"c:/users/jürgen/{FOLDER.as_posix()}/notes.json"


def test_an_upgrade_has_the_new_files_only_and_keeps_settings_and_history(windows: Windows) -> None:
    codes = windows.run(r"""
        mkdir -p "$journal/1" "$notes"; echo note > "$journal/1/note"; echo own > "$notes/notes.json"
        seen before
        setup 0.9.0 /S; seen old; setup 1.0.0 /S; setup 1.1.0 /S; seen new
        quietly; seen after
    """)
    before, new, after = map(windows.seen, ("before", "new", "after"))

    assert codes == [0, 0, 0]
    assert windows.seen("old").below(OWN) == contents("0.9.0")
    assert new.below(OWN) == contents("1.1.0")
    assert not [name for name in new.files if name.startswith(OWN) and "/old" in name]
    assert new.value(LISTED, "DisplayVersion") == '"1.1.0"'
    assert {JOURNAL, NOTES} <= new.files
    assert after.since(before) == []


def test_an_older_version_is_installed_only_if_asked_to(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 1.1.0 /S; seen new; setup 1.0.0 /S '/LOG=Z:\test\log.txt'; seen refused
        setup 1.0.0 /S /DOWNGRADE; seen old
    """)

    assert codes == [0, 4, 0]
    assert windows.seen("refused").since(windows.seen("new")) == []
    assert "1.1.0" in windows.log()
    old = windows.seen("old")
    assert old.below(OWN) == contents("1.0.0")
    assert old.value(APP, "Version") == '"1.0.0"'


def test_an_upgrade_to_another_folder_leaves_nothing_in_the_first(windows: Windows) -> None:
    codes = windows.run(r"""
        seen before; setup 0.9.0 /S; setup 1.0.0 /S '/D=C:\new place'; seen new
        wine 'C:\new place\uninstall.exe' /S; seen after
    """)
    new = windows.seen("new")

    assert codes == [0, 0]
    assert new.below(OWN) == set()
    assert new.below("c:/new place") == contents("1.0.0")
    assert windows.seen("after").since(windows.seen("before")) == []


def test_what_a_power_failure_left_is_put_right_by_the_next_run(windows: Windows) -> None:
    """The old version's files lie aside and the first new ones are in place: as when the second file was moved."""
    codes = windows.run(r"""
        setup 0.9.0 /S; seen old
        cd "$own"
        mkdir -p old.tmp/_internal new.tmp/_internal
        cp installed.txt old.tmp/; cp installed.txt new.tmp/
        mv "WSL Go Wizard.exe" _internal/python.dll old.tmp/_internal/; mv old.tmp/_internal/*.exe old.tmp/
        echo half > new.tmp/_internal/python.dll; echo new > "WSL Go Wizard.exe"
        cp wsl-go-wizard.exe uninstall.exe new.tmp/; cp -r _internal/old _internal/wizard new.tmp/_internal/
        cd /test
        setup 1.0.0 /S '/LOG=Z:\test\log.txt'; seen new
    """)

    assert codes == [0, 0]
    assert "interrupted" in windows.log()
    assert windows.seen("new").below(OWN) == contents("1.0.0")
    assert not {name for name in windows.seen("new").files if ".tmp" in name}
