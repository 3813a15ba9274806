"""A setup that was interrupted: every verb names it first; who only reads writes nothing, who acts restores first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
from wizard.app.session import Session
from wizard.cli.exits import Exit
from wizard.transports.journal import JOURNAL

FIRST = "Setup 1 was interrupted or is still being applied. wsl-go-wizard undo restores all files."
READERS = ("look", "plan", "verify", "drift", "history")


@pytest.fixture
def fresh(root: Path) -> dict[str, object]:
    """The files before anything was done."""
    return dict(picture(root))


@pytest.fixture
def cut(wizard: Wizard, root: Path, fresh: dict[str, object]) -> Path:
    """The machine with a setup that was cut off in the middle of the switch."""
    wizard("apply", "--yes")
    (root / JOURNAL[1:] / "1/trial").rename(root / JOURNAL[1:] / "1/switching")
    return root


def everything(root: Path) -> dict[str, object]:
    """All there is, the journal too."""
    paths = sorted(root.rglob("*"))
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns, path.lstat().st_mode) for path in paths
    }


@pytest.mark.parametrize("verb", READERS)
def test_who_only_reads_names_it_first_and_writes_nothing(wizard: Wizard, cut: Path, verb: str) -> None:
    before = everything(cut)
    said = wizard(verb, "--language", "en")
    assert (said.out.splitlines()[0], said.code) == (FIRST, Exit.TRIAL)
    told = wizard(verb, "--json")
    assert told.code == Exit.TRIAL
    if verb == "history":
        assert told.json["setups"][0]["phase"] == "switching"
    else:
        assert told.json["interrupted"] == 1
    assert everything(cut) == before


def test_an_old_page_of_the_history_names_it_first_too(wizard: Wizard, root: Path) -> None:
    wizard("apply", "--yes", "--accept", "--only", "wsl-systemd")
    wizard("apply", "--yes")
    (root / JOURNAL[1:] / "2/trial").rename(root / JOURNAL[1:] / "2/switching")
    said = wizard("history", "--before", "2", "--language", "en")
    assert (said.out.splitlines()[0], said.code) == (FIRST.replace("1", "2"), Exit.TRIAL)
    assert wizard("history", "--before", "2", "--json").code == Exit.TRIAL


@pytest.mark.parametrize("words", [("apply",), ("undo",), ("undo", "1"), ("undo", "--keep-edits")])
def test_who_would_restore_it_and_has_no_yes_names_it_first(
    wizard: Wizard, cut: Path, words: tuple[str, ...]
) -> None:
    before = everything(cut)
    said = wizard(*words, "--language", "en")
    assert (said.out.splitlines(), said.code) == ([FIRST], Exit.ERROR)
    assert everything(cut) == before


@pytest.mark.parametrize("end", ["undo", "accept"])
def test_who_is_done_but_for_the_mark_waits_for_nobody(wizard: Wizard, root: Path, end: str) -> None:
    """Killed between the last rename and the removal of the mark: every verb says what it says without the mark."""
    wizard("apply", "--yes")
    wizard(*(("undo", "--yes") if end == "undo" else ("accept",)))
    well = [wizard(verb, "--language", "en") for verb in READERS]
    (root / JOURNAL[1:] / "open").symlink_to("1")
    assert [wizard(verb, "--language", "en") for verb in READERS] == well
    assert {said.code for said in well} <= {Exit.NOTHING_TO_DO, Exit.PENDING}


def test_the_report_names_it_first(wizard: Wizard, cut: Path) -> None:
    assert wizard("report", "--json").json["interrupted"] == 1
    page = wizard("report", "--language", "en").out
    assert page.index(FIRST) < page.index("<h2>")


def test_apply_restores_first_and_then_begins_anew(
    wizard: Wizard, cut: Path, fresh: dict[str, object]
) -> None:
    before = everything(cut)
    assert wizard("apply", "--language", "en").err.splitlines()[0] == "This needs your confirmation."
    assert everything(cut) == before
    said = wizard("apply", "--yes", "--language", "en")
    assert said.code == Exit.DONE
    assert said.out.splitlines()[0] == "Setup 1: undone."
    assert said.out.splitlines()[-1].startswith("Setup 2: waiting for your decision.")
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(cut) == fresh


@pytest.mark.parametrize(
    "words",
    [
        ("apply", "--yes", "--only", "no-rule"),
        ("apply", "--yes", "--plan", "no-plan"),
        ("undo", "7", "--yes"),
    ],
)
def test_an_error_after_it_was_restored_does_not_say_that_nothing_was_changed(
    wizard: Wizard, cut: Path, fresh: dict[str, object], words: tuple[str, ...]
) -> None:
    said = wizard(*words, "--json", "--language", "en")
    assert said.code == Exit.ERROR
    assert "Setup 1: undone." in said.json["error"]["says"]
    assert "Nothing was changed." not in said.json["error"]["says"]
    assert picture(cut) == fresh


def test_apply_of_a_saved_plan_restores_first(
    wizard: Wizard, root: Path, tmp_path: Path, fresh: dict[str, object]
) -> None:
    wizard("plan", "--save", tmp_path / "plan.json")
    wizard("apply", "--yes")
    (root / JOURNAL[1:] / "1/trial").rename(root / JOURNAL[1:] / "1/switching")
    done = wizard("apply", "--plan", tmp_path / "plan.json", "--yes", "--json")
    assert done.code == Exit.DONE
    assert (done.json["recovered"]["phase"], done.json["receipt"]["batch"]) == ("undone", 2)


def test_undo_restores(wizard: Wizard, cut: Path, fresh: dict[str, object]) -> None:
    said = wizard("undo", "--yes", "--language", "en")
    assert (said.code, said.out.splitlines()[0]) == (Exit.DONE, "Setup 1: undone.")
    assert picture(cut) == fresh
    assert wizard("look", "--json").json["interrupted"] is None


def test_undo_of_an_earlier_setup_restores_first(wizard: Wizard, root: Path) -> None:
    wizard("apply", "--yes", "--accept", "--only", "wsl-systemd")
    wizard("apply", "--yes")
    (root / JOURNAL[1:] / "2/trial").rename(root / JOURNAL[1:] / "2/switching")
    said = wizard("undo", "1", "--yes", "--language", "en")
    assert said.code == Exit.DONE
    assert said.out.splitlines()[0] == "Setup 2: undone."
    assert [setup["phase"] for setup in wizard("history", "--json").json["setups"]] == [
        "accepted",
        "undone",
        "accepted",
    ]


def test_accept_cannot_keep_it_and_restores(wizard: Wizard, cut: Path, fresh: dict[str, object]) -> None:
    said = wizard("accept", "--language", "en")
    assert said.code == Exit.ERROR
    assert said.err.splitlines() == [
        "Setup 1 was interrupted before it was complete, so it cannot be kept.",
        "The wizard restored all files.",
        "To apply the changes, make a new plan.",
    ]
    assert picture(cut) == fresh


@pytest.mark.parametrize("whole", [True, False])
def test_a_journal_that_is_deleted_meanwhile_is_not_called_nothing(
    wizard: Wizard, cut: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """By hand, between the look and the deed: nobody can put anything back then, and nobody says that he did."""
    before = picture(cut)
    recover = Session.recover

    def deleted(self: Session, *words: object) -> object:
        shutil.rmtree(cut / JOURNAL[1:] / ("." if whole else "1"))
        return recover(self, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "recover", deleted)
    said = wizard("undo", "--yes", "--language", "en")
    assert said.code == Exit.ERROR
    assert said.out == ""
    assert said.err.splitlines()[0] == (
        "Setup 1 can no longer be undone, because its folder /var/lib/wsl-go-wizard/1 was deleted."
    )
    assert "Its changes may still be in the files. Check again." in said.err
    assert picture(cut) == before


def test_a_trial_whose_folder_was_deleted_is_lost(wizard: Wizard, root: Path) -> None:
    wizard("apply", "--yes")
    shutil.rmtree(root / JOURNAL[1:] / "1")
    said = wizard("undo", "--yes", "--language", "en")
    assert said.code == Exit.ERROR
    assert said.err.splitlines()[0].startswith("Setup 1 can no longer be undone")
    assert wizard("undo", "--yes", "--language", "en").err.splitlines()[0] == "No setup can be undone."


def lose_originals(root: Path) -> None:
    for original in root.rglob("*.before"):
        original.unlink()


def test_a_file_whose_original_was_deleted_is_said_to_be_as_the_setup_left_it(
    wizard: Wizard, root: Path, fresh: dict[str, object]
) -> None:
    """And comes back from what the journal knows of its content, if wished."""
    wizard("apply", "--yes")
    lose_originals(root)
    said = wizard("undo", "--yes", "--language", "en")
    assert said.code == Exit.ERROR
    gone = (
        "was not restored because its original file is no longer in the journal. It is as the setup left it."
    )
    assert f"/etc/wsl.conf {gone}" in said.out
    assert "edited" not in said.out.replace("in edited files", "")
    assert wizard("undo", "1", "--yes", "--keep-edits").code == Exit.DONE
    assert contents(root) == {name: entry[2] for name, entry in fresh.items()}  # type: ignore[index]


def test_a_kept_setup_is_undone_without_its_originals(
    wizard: Wizard, root: Path, fresh: dict[str, object]
) -> None:
    wizard("apply", "--yes", "--accept")
    lose_originals(root)
    assert wizard("undo", "--yes").code == Exit.DONE
    assert contents(root) == {name: entry[2] for name, entry in fresh.items()}  # type: ignore[index]


def contents(root: Path) -> dict[str, bytes | str | None]:
    """What is in the files; their times are lost with the originals."""
    places = ("home/me/.local",)
    return {name: entry[2] for name, entry in picture(root).items() if not name.startswith(places)}
