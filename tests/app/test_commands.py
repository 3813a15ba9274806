"""Commands through a whole session: planned, applied, shown in the history, gone back from; and never when stale."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from rich.console import Console

from tests.shellground import Ground, ground
from tests.stubs import Stub
from wizard.app.report.page import as_html
from wizard.app.session import Session
from wizard.app.to_json import to_json
from wizard.cli.show import Terminal
from wizard.gui.flow.state import NOWHERE
from wizard.model.commands.command import Command
from wizard.model.edits.files import RunCommand
from wizard.model.errors import MachineError, StaleError
from wizard.model.events import Stop, Tell
from wizard.model.findings import Finding, Risk, Rule, Severity, Verdict
from wizard.model.orders import Order, Phase, Receipt
from wizard.model.ports import Can, Site
from wizard.model.probes import Answers, Probe
from wizard.model.text import Text, plain, say
from wizard.model.wanted import Wanted

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

EN = Text.render


class Local:
    """This machine through the shell hand, with its journal on a ground."""

    def __init__(self, site: Ground, *, commands: bool = True) -> None:
        self.site = Site("here", "ground", "ground")
        self.can = Can(commands=commands, act=True, restart=False)
        self._ground = site

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        return self._ground.hand().read(probes, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        return self._ground.hand().act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        raise AssertionError


class Case:
    def __init__(self, site: Ground) -> None:
        self.made = site.root / "made"
        undo = ("/bin/rm", str(self.made))
        self.command = Command(("/usr/bin/touch", str(self.made)), True, undo, plain("It is needed."))
        self.forever = Command(("/bin/echo", "all", "is", "well"), False, None, plain("It says so."))
        self.wants: tuple[Command, ...] = (self.command, self.forever)
        rule = Rule("touch", "wsl", plain("It is there"), (), Severity.LOW, lambda see, want: self._judge())
        self.session = Session(Local(site), Stub("host"), Wanted(), rules=[rule])

    def _judge(self) -> Finding:
        if self.made.exists():
            return Finding(Verdict.OK, plain("there"))
        edits = tuple(map(RunCommand, self.wants))
        return Finding(Verdict.FIXABLE, plain("missing"), why=plain("why"), edits=edits, risk=Risk.CAREFUL)


@pytest.fixture
def case() -> Iterator[Case]:
    with ground() as site:
        yield Case(site)


def test_it_is_planned_when_chosen_applied_kept_and_gone_back_from(case: Case) -> None:
    session = case.session
    look = session.look()
    assert session.plan(look).is_empty, "never ticked without a word"
    plan = session.plan(look, ["touch"])
    assert plan.commands == case.wants
    receipt = session.keep(session.apply(plan))
    assert receipt.phase is Phase.ACCEPTED
    assert case.made.exists()
    verified = session.verify(plan)
    assert verified.well
    (setup,) = session.history()
    assert [ran.did.code for ran in setup.ran] == [0, 0]
    became = session.diff(plan, setup.ran).commands
    assert [EN(text) for text in became[1].became] == [
        "The command ran: /bin/echo all is well",
        "all is well",
    ]
    back = session.back(setup)
    assert [command.argv for command in back.commands] == [case.command.undo]
    assert [EN(each.why) for each in back.obstacles] == [
        "The command cannot be undone: /bin/echo all is well"
    ]
    session.keep(session.apply(back))
    assert not case.made.exists()
    with pytest.raises(StaleError):
        session.apply(back)


def test_a_plan_whose_command_nobody_wants_any_more_is_refused(case: Case) -> None:
    plan = case.session.plan(case.session.look(), ["touch"])
    case.wants = (msgspec.structs.replace(case.command, undo=None), case.forever)
    with pytest.raises(StaleError):
        case.session.apply(plan)
    assert not case.made.exists()
    case.made.touch()
    with pytest.raises(StaleError):
        case.session.apply(plan)
    assert case.session.history() == ()


def test_what_failed_stands_in_the_history(case: Case) -> None:
    case.wants = (case.command, Command(("/bin/false",), True, None, plain("It fails.")))
    plan = case.session.plan(case.session.look(), ["touch"])
    with pytest.raises(MachineError) as caught:
        case.session.apply(plan)
    assert caught.value.code == "command-failed"
    assert not case.made.exists()
    (setup,) = case.session.history()
    assert setup.phase is Phase.UNDONE
    assert [(ran.did.code, ran.undid.code) for ran in setup.ran] == [(0, 0), (1, None)]


def shown(draw: object) -> str:
    out = io.StringIO()
    draw(Terminal(Console(file=out, width=200), EN, Can(commands=True, act=True, restart=True), NOWHERE))  # type: ignore[operator]
    return out.getvalue()


def test_a_terminal_shows_each_command_and_what_undoes_it(case: Case) -> None:
    plan = case.session.plan(case.session.look(), ["touch"])
    view = case.session.diff(plan)
    words = shown(lambda terminal: terminal.plan(plan, view))
    assert f"$ Runs as root: /usr/bin/touch {case.made}   ← touch" in words
    assert f"Undone by: /bin/rm {case.made}" in words
    assert "$ Runs as you: /bin/echo all is well" in words
    assert "It cannot be undone." in words
    assert "2 commands, before the files are changed." in words
    assert "Nothing to do" not in words


def test_a_terminal_says_what_an_undo_left(case: Case) -> None:
    plan = case.session.plan(case.session.look(), ["touch"])
    case.session.apply(plan)
    receipt = case.session.undo()
    words = shown(lambda terminal: terminal.receipt(receipt))
    assert "The command ran and cannot be undone: /bin/echo all is well" in words
    assert "touch" not in words


def test_programs_and_the_report_get_them_too(case: Case) -> None:
    session = case.session
    plan = session.plan(session.look(), ["touch"])
    data = to_json(session.diff(plan), EN)
    assert [line["undo"] for line in data["commands"]] == [f"/bin/rm {case.made}", None]
    assert to_json(plan, EN)["commands"][0]["argv"][0] == "/usr/bin/touch"
    # The report shows the plan of what is recommended, which has no commands: of all chosen it would.
    session.planned = lambda look, chosen=None: (plan, session.diff(plan))  # type: ignore[method-assign, assignment, misc]
    page = as_html(session, session.look(), EN, language="en")
    assert f"<pre>/usr/bin/touch {case.made}</pre>" in page
    assert "It cannot be undone." in page
    assert say("Nothing has to be changed.").render() not in page
