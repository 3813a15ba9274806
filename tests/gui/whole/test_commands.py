"""Commands in the window: in the list of Review, in the questions of Apply, and in History."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import pictures
from wizard.engine.diff import diff
from wizard.gui.flow.applying import can_apply
from wizard.gui.views.apply import ApplyView
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.diff_lines import command_rows
from wizard.gui.views.edits import does
from wizard.gui.views.review import ReviewView, listed
from wizard.model.commands.command import Attempt, Command, Ran, Stage
from wizard.model.edits.files import Obstacle, RunCommand, Wish
from wizard.model.plans import Plan
from wizard.model.text import Text, plain

EN = Text.render
ONE = Command(("apt-get", "install", "x"), True, ("dpkg", "--remove", "x"), plain("x is needed."))
TWO = Command(("wsl.exe", "--update"), False, None, plain("It is old."))
PLAN = Plan(
    "m", "s", commands=(ONE, TWO), wishes=(Wish(RunCommand(ONE), ("one",)), Wish(RunCommand(TWO), ("two",)))
)
STATE = replace(pictures()["review"], plan=PLAN, diff=diff(PLAN), seen=PLAN.id)


def test_the_list_begins_with_the_commands() -> None:
    view = ReviewView.of(STATE)
    assert view is not None
    assert not view.empty
    (row,) = listed(view.diff)
    assert (row.path, row.count, EN(row.says)) == ("", "2", "2 commands, run first")
    assert "2 commands" in EN(view.footer)


def test_each_command_says_as_whom_why_and_what_undoes_it() -> None:
    assert [EN(row.says) for row in command_rows(diff(PLAN))] == [
        "Runs as root: apt-get install x",
        "x is needed.",
        "Undone by: dpkg --remove x",
        "",
        "Runs as you: wsl --update",
        "It is old.",
        "It cannot be undone.",
    ]


def test_history_shows_how_it_went_and_the_end_of_the_output() -> None:
    done = Ran(ONE.argv, True, 900, ONE.undo, Attempt(Stage.ENDED, 0, "Setting up x\n"))
    doubt = Ran(TWO.argv, False, 900, None, Attempt(Stage.BEGUN))
    rows = [EN(row.says) for row in command_rows(diff(PLAN, (done, doubt)))]
    assert rows[3:5] == ["The command ran: apt-get install x", "Setting up x"]
    assert rows[-1] == "The command may have run, completely or in part: wsl --update"


def test_a_plan_of_commands_only_can_be_applied_after_it_was_seen_and_asked() -> None:
    assert can_apply(replace(STATE, can=replace(STATE.can, act=True), open=None))
    assert not can_apply(replace(STATE, seen=None))
    view = ApplyView.of(STATE)
    assert view is not None
    points = [EN(point) for point in view.points]
    assert (
        points[0] == "2 commands are run first. If one fails, no file is changed. 1 of them cannot be undone."
    )
    assert not any("written" in point for point in points)
    assert view.touched == ("apt-get install x", "wsl --update")
    assert "Finish" not in EN(Buttons.of(STATE).next.label)


def test_a_finding_says_which_command_it_would_run() -> None:
    assert EN(does(RunCommand(ONE))) == "apt-get install x"


def test_a_command_that_cannot_be_run_is_named() -> None:
    plan = Plan("m", "s", obstacles=(Obstacle(Wish(RunCommand(ONE), ("one",)), plain("Nothing runs here.")),))
    view = ReviewView.of(replace(STATE, plan=plan, diff=diff(plan)))
    assert view is not None
    assert view.empty
    assert EN(view.left[0].title) == "This command is not run: apt-get install x"
