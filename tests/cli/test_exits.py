"""Exit codes are an interface for scripts: their numbers never change, and every error has the right one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Said, Wizard
from wizard.cli import main
from wizard.cli.exits import Exit, exit_of
from wizard.model.errors import (
    BusyError,
    InputError,
    MachineError,
    OpenError,
    StaleError,
    Stopped,
    WizardError,
)
from wizard.model.probes import Account
from wizard.model.text import say
from wizard.transports.direct.disk import Disk, floor_at
from wizard.transports.direct.journal import DirectJournal
from wizard.transports.direct.lock import journal_lock
from wizard.transports.journal import JOURNAL

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

X = say("x")


def test_the_numbers_stay() -> None:
    numbers = {name: int(code) for name, code in Exit.__members__.items()}
    assert numbers == {
        "NOTHING_TO_DO": 0,
        "DONE": 0,
        "ERROR": 1,
        "PENDING": 2,
        "STALE": 3,
        "BUSY": 4,
        "TRIAL": 5,
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StaleError("x", X), Exit.STALE),
        (BusyError("x", X), Exit.BUSY),
        (OpenError("x", X), Exit.TRIAL),
        (MachineError("x", X), Exit.ERROR),
        (InputError("x", X), Exit.ERROR),
        (Stopped(), Exit.ERROR),
    ],
)
def test_every_error_has_its_code(error: WizardError, code: Exit) -> None:
    assert exit_of(error) is code


ROWS = {
    row[1]: row[2]
    for row in re.finditer(
        r"^\| `([\w-]+)[^`|]*` \| (.*) \|$",
        README[README.index("## Commands") : README.index("## Exit codes")],
        re.MULTILINE,
    )
}


def known() -> dict[str, click.Command]:
    main._load([name for names in main._HOMES.values() for name in names])
    return dict(main.commands.commands)


def test_readme_has_the_commands_there_are() -> None:
    hidden = {"window", "elevated"}
    assert set(ROWS) == {name for name, command in known().items() if not command.hidden} - hidden


@pytest.mark.parametrize("name", ROWS)
def test_the_options_that_readme_gives_a_command_are_its_options(name: str) -> None:
    command = known()[name]
    members = command.commands.values() if isinstance(command, click.Group) else (command,)
    options = {
        word
        for member in members
        for parameter in member.params
        for word in (*parameter.opts, *parameter.secondary_opts)
    }
    assert set(re.findall(r"--[a-z][a-z-]*", ROWS[name])) <= options
    assert ("--json" in options) == (name != "demo")
    assert name in ("demo",) or "--language" in options


def test_readme_has_the_numbers_there_are() -> None:
    told = {int(row[1]) for row in re.finditer(r"^\| (\d) \| ", README, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


def fresh(wizard: Wizard, root: Path, folder: Path) -> Said:
    return wizard("look")


def nothing_to_do(wizard: Wizard, root: Path, folder: Path) -> Said:
    wizard("apply", "--yes", "--accept")
    return wizard("plan")


def more_than_there_can_be(wizard: Wizard, root: Path, folder: Path) -> Said:
    """A version of Go is asked for, and no source says which there are."""
    (folder / "go.toml").write_text('name = "x"\n[go]\nversion = "stable"\nsources = ["/nowhere"]\n')
    return wizard("apply", "--yes", "--profile", folder / "go.toml")


def moved_on(wizard: Wizard, root: Path, folder: Path) -> Said:
    wizard("plan", "--save", folder / "plan.json")
    (root / "etc/fstab").write_text("# mine\n")
    return wizard("apply", "--yes", "--plan", folder / "plan.json")


def another_wizard(wizard: Wizard, root: Path, folder: Path) -> Said:
    info = root.stat()
    account = Account("me", info.st_uid, info.st_gid, "/home/me", "/bin/sh", info.st_uid, info.st_gid)
    book = DirectJournal(Disk(floor_at(root)), account, JOURNAL)
    book.make()
    with journal_lock(book):
        return wizard("apply", "--yes")


def waiting(wizard: Wizard, root: Path, folder: Path) -> Said:
    wizard("apply", "--yes")
    return wizard("look")


def more_to_change(wizard: Wizard, root: Path, folder: Path) -> Said:
    wizard("apply", "--yes", "--only", "wsl-systemd")
    return wizard("apply", "--yes")


def unknown(wizard: Wizard, root: Path, folder: Path) -> Said:
    return wizard("undo", "7", "--yes")


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (nothing_to_do, Exit.NOTHING_TO_DO),
        (unknown, Exit.ERROR),
        (more_than_there_can_be, Exit.ERROR),
        (fresh, Exit.PENDING),
        (moved_on, Exit.STALE),
        (another_wizard, Exit.BUSY),
        (waiting, Exit.TRIAL),
        (more_to_change, Exit.TRIAL),
    ],
)
def test_a_run_ends_as_readme_says(
    wizard: Wizard, root: Path, tmp_path: Path, case: Callable[[Wizard, Path, Path], Said], code: Exit
) -> None:
    assert case(wizard, root, tmp_path).code == code


def test_a_report_in_a_file_says_so_as_json_too(wizard: Wizard, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    assert wizard("report", "--out", out, "--json").json == {"report": str(out)}
    assert json.loads(out.read_text())["findings"]


def test_no_setups_before_the_first_are_not_none_at_all(wizard: Wizard) -> None:
    wizard("apply", "--yes")
    said = wizard("history", "--before", "1", "--language", "en")
    assert said.out == "No setups before setup 1.\n"
    assert wizard("history", "--before", "0").code == Exit.ERROR
