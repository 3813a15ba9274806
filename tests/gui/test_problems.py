"""Whatever goes wrong becomes a sentence in the window: of its kind, with its causes for developers, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.gui.flow.jobs import Problem, ProblemKind
from wizard.gui.problems import attempt, problem_of
from wizard.model.errors import InputError, MachineError, OpenError, StaleError, Stopped, WizardError
from wizard.model.text import say
from wizard.resources import DamagedError
from wizard.transports import private_files

X = say("It did not work.")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (StaleError("x", X), ProblemKind.STALE),
        (Stopped(), ProblemKind.STOPPED),
        (OpenError("x", X), ProblemKind.OPEN),
        (MachineError("x", X), ProblemKind.FAILED),
        (InputError("x", X), ProblemKind.FAILED),
    ],
)
def test_every_error_is_of_its_kind_and_says_all_it_has_to(error: WizardError, kind: ProblemKind) -> None:
    problem = problem_of(error)
    assert (problem.code, problem.kind) == (error.code, kind)
    assert problem.sentences == error.sentences()


def test_what_lay_beneath_is_in_the_details() -> None:
    def act() -> None:
        try:
            raise OSError("disk on fire")
        except OSError as error:
            raise MachineError("no-disk", X) from error

    problem = attempt(act)
    assert isinstance(problem, Problem)
    assert problem.details.splitlines() == ["no-disk", "OSError: disk on fire"]


def test_what_went_well_is_handed_on() -> None:
    assert attempt(lambda: 7) == 7


def test_a_damaged_file_is_a_matter_of_installing_not_of_looking_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(private_files, "log_folder", lambda: tmp_path)

    def act() -> None:
        raise DamagedError(Path("look.sh"))

    problem = attempt(act)
    assert isinstance(problem, Problem)
    assert problem.code == "damaged"
    (says,) = problem.sentences
    assert "look.sh is missing or cannot be read. Install it again." in says.render()


def test_a_fault_of_ours_is_a_sentence_even_if_no_report_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(private_files, "log_folder", lambda: tmp_path / "file" / "logs")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    problem = attempt(lambda: 1 // 0)
    assert isinstance(problem, Problem)
    assert problem.code == "bug"
    assert problem.sentences[0].render() == "WSL Go Wizard ran into a bug."
    assert problem.details == "ZeroDivisionError"
