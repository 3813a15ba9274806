"""Jobs on a real session and a real folder: what comes back, and that whatever goes wrong comes back too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.plans.test_rehearsing import NONE, make, shells
from tests.app.proof.made import suite
from tests.gui import demo, states
from tests.gui.states import msgspec_replace
from tests.own_traces import FOLDERS
from tests.stubs import Stub
from wizard.app.look import Verified
from wizard.app.session import Session
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import ProblemKind
from wizard.gui.flow.wishes import obstacle
from wizard.gui.problems import attempt
from wizard.gui.work import do
from wizard.model.diffs import DiffView
from wizard.model.events import Event, Stop, Tell, never, silent
from wizard.model.orders import Commit, Order, Phase, Receipt
from wizard.model.plans import Plan
from wizard.model.rehearsal.shells import Rehearsal, ShellKind
from wizard.model.state import Absent
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.refusals import refusal
from wizard.transports.tree import Tree


def run(session: Session, job: jobs.SessionJob) -> jobs.Result:
    return attempt(lambda: do(session, job, silent, never))


@pytest.fixture
def session(machine: Path) -> Session:
    return Session(Tree(machine), Host(), demo.BASELINE)


def planned(session: Session) -> Plan:
    looked = run(session, jobs.DoLook(demo.BASELINE))
    assert isinstance(looked, jobs.Looked)
    made = run(session, jobs.DoPlan(looked.look, frozenset(looked.look.recommended)))
    assert isinstance(made, jobs.Planned)
    return made.plan


def test_apply_then_undo_leaves_every_byte(session: Session, machine: Path) -> None:
    before = {path: path.read_bytes() for path in machine.rglob("*") if path.is_file()}
    plan = planned(session)
    applied = run(session, jobs.DoApply(plan))
    assert isinstance(applied, Receipt)
    assert applied.phase is Phase.TRIAL
    checked = run(session, jobs.DoVerify(plan, demo.BASELINE))
    assert isinstance(checked, Verified)
    assert checked.well
    undone = run(session, jobs.DoUndo(applied.batch or 0))
    assert isinstance(undone, Receipt)
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_that_moved_is_named(session: Session, machine: Path) -> None:
    plan = planned(session)
    with (machine / "etc/fstab").open("a") as file:
        file.write("# mine\n")
    result = run(session, jobs.DoApply(plan))
    assert isinstance(result, jobs.Problem)
    assert result.kind is ProblemKind.STALE
    assert "/etc/fstab" in " ".join(text.render() for text in result.sentences)


def test_a_second_setup_is_told_of_the_first(session: Session) -> None:
    plan = planned(session)
    run(session, jobs.DoApply(plan))
    result = run(session, jobs.DoApply(plan))
    assert isinstance(result, jobs.Problem)
    assert result.kind is ProblemKind.OPEN


def test_a_stop_before_it_began_changes_nothing(session: Session, machine: Path) -> None:
    plan = planned(session)
    before = (machine / "etc/fstab").read_bytes()
    result = attempt(lambda: do(session, jobs.DoApply(plan), silent, lambda: True))
    assert isinstance(result, jobs.Problem)
    assert result.kind is ProblemKind.STOPPED
    assert (machine / "etc/fstab").read_bytes() == before


def test_history_and_the_way_back(session: Session) -> None:
    run(session, jobs.DoApply(planned(session)))
    run(session, jobs.DoAccept(1))
    listed = run(session, jobs.DoHistory())
    assert isinstance(listed, tuple)
    assert listed[0].record is not None
    shown = run(session, jobs.DoShow(listed[0].record.plan))
    assert isinstance(shown, DiffView)
    assert shown.files
    back = run(session, jobs.DoBack(listed[0]))
    assert isinstance(back, jobs.Planned)
    assert back.plan.undoes == 1


def test_the_way_back_offers_to_keep_edits_where_there_are_any(session: Session, machine: Path) -> None:
    before = (machine / "etc/fstab").read_bytes()
    run(session, jobs.DoApply(planned(session)))
    run(session, jobs.DoAccept(1))
    setup = session.setup(1)
    plain = run(session, jobs.DoBack(setup))
    assert isinstance(plain, jobs.Planned)
    assert plain.keeps_edits is None
    with (machine / "etc/fstab").open("ab") as file:
        file.write(b"# mine\n")
    left, kept = run(session, jobs.DoBack(setup)), run(session, jobs.DoBack(setup, keeps_edits=True))
    assert isinstance(left, jobs.Planned)
    assert isinstance(kept, jobs.Planned)
    assert (left.keeps_edits, kept.keeps_edits) == (False, True)
    assert "/etc/fstab" not in [file.path for file in left.diff.files]
    assert isinstance(run(session, jobs.DoApply(kept.plan)), Receipt)
    assert (machine / "etc/fstab").read_bytes() == before + b"# mine\n"


def test_after_an_undo_the_file_that_was_left_is_followed_up(session: Session, machine: Path) -> None:
    before = (machine / "etc/fstab").read_bytes()
    run(session, jobs.DoApply(planned(session)))
    with (machine / "etc/fstab").open("ab") as file:
        file.write(b"# mine\n")
    undone = run(session, jobs.DoUndo(1))
    assert isinstance(undone, Receipt)
    assert undone.foreign == ("/etc/fstab",)
    kept = run(session, jobs.DoBack(session.setup(1)))
    assert isinstance(kept, jobs.Planned)
    assert (kept.keeps_edits, [file.path for file in kept.diff.files]) == (None, ["/etc/fstab"])
    run(session, jobs.DoApply(kept.plan))
    assert (machine / "etc/fstab").read_bytes() == before + b"# mine\n"


def test_drift_is_found_beside_the_findings(session: Session, machine: Path) -> None:
    run(session, jobs.DoApply(planned(session)))
    run(session, jobs.DoAccept(1))
    (machine / "etc/fstab").write_text("# mine alone\n")
    looked = run(session, jobs.DoLook(demo.BASELINE))
    assert isinstance(looked, jobs.Looked)
    assert "/etc/fstab" in [drift.path for drift in looked.drift if drift.standing.value == "foreign"]


class Shells(Stub):
    """A machine whose shells lose Go with the prepared files, once it is known what was agreed to."""

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        assert isinstance(order, Commit)
        assert order.rehearsal is not None
        if not order.rehearsal.agrees(shells(NONE)):
            raise refusal("not-agreed")
        return Receipt(1, Phase.TRIAL)


def test_what_was_not_agreed_to_is_agreed_to_by_applying_what_was_seen() -> None:
    plan = msgspec_replace(make(None), purposes=(), rehearsal=Rehearsal((ShellKind.TERMINAL,)))
    on = Session(Shells("Debian"), Host(), states.BASELINE)
    stopped = run(on, jobs.DoApply(plan))
    assert isinstance(stopped, jobs.Unagreed)
    words = [text.render() for text in stopped.differs]
    assert words[0] == "The go command stops working in a new terminal (now 1.25.5)."
    assert stopped.plan.id == plan.id
    assert run(on, jobs.DoApply(stopped.plan)) == Receipt(1, Phase.TRIAL)


def test_a_plan_of_another_machine_is_refused(session: Session) -> None:
    result = run(session, jobs.DoPicture(states.PLAN))
    assert isinstance(result, jobs.Problem)
    assert result.code == "plan-other-machine"


def test_a_plan_that_a_journal_kept_is_made_again_before_it_is_shown(session: Session) -> None:
    """What is to take the place of an interrupted setup; it brings its own profile."""
    plan = planned(session)
    session.wanted = states.BASELINE
    again = run(session, jobs.DoPicture(plan))
    assert isinstance(again, jobs.Planned)
    assert again.plan == plan
    forged = [msgspec_replace(change, after=Absent()) for change in plan.changes]
    refused = run(session, jobs.DoPicture(msgspec_replace(plan, changes=tuple(forged))))
    assert isinstance(refused, jobs.Problem)
    assert (refused.code, refused.kind) == ("plan-made-otherwise", ProblemKind.STALE)


def test_a_profile_that_needs_more_is_loaded_and_the_page_says_what_it_needs(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "base.toml"
    path.write_text('name = "base"\nneeds = ["modules.proxy"]\n', "utf-8")
    result = run(session, jobs.DoLoad(str(path)))
    assert isinstance(result, Wanted)
    assert obstacle(result) is not None


def test_profiles_come_and_go_through_files(session: Session, tmp_path: Path) -> None:
    path = str(tmp_path / "team.toml")
    assert run(session, jobs.DoSaveProfile(demo.BASELINE, path)) == path
    assert run(session, jobs.DoLoad(path)) == demo.BASELINE


@pytest.mark.parametrize("content", ["[go]\nversoin = '1.25'\n", "not toml", ""])
def test_a_wrong_profile_is_a_sentence(session: Session, tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.toml"
    if content:
        path.write_text(content)
    result = run(session, jobs.DoLoad(str(path)))
    assert isinstance(result, jobs.Problem)
    assert str(path) in result.sentences[0].render()


def test_plans_and_reports_are_saved(session: Session, tmp_path: Path) -> None:
    plan = planned(session)
    run(session, jobs.DoSavePlan(plan, str(tmp_path / "plan.json")))
    assert json.loads((tmp_path / "plan.json").read_bytes())["machine"] == plan.machine
    look = run(session, jobs.DoLook(demo.BASELINE))
    assert isinstance(look, jobs.Looked)
    for name in ("report.html", "report.json", "report.xml", "report.pdf"):
        saved = run(session, jobs.DoSaveReport(look.look, str(tmp_path / name), "en"))
        assert saved == str(tmp_path / name)
    assert (tmp_path / "report.html").read_text(encoding="utf-8").lstrip().startswith("<")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["findings"]
    assert (tmp_path / "report.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_what_the_suite_proved_is_in_the_report(session: Session, tmp_path: Path) -> None:
    look = run(session, jobs.DoLook(demo.BASELINE))
    assert isinstance(look, jobs.Looked)
    job = jobs.DoSaveReport(look.look, str(tmp_path / "report.json"), "en")
    for proved in (None, suite()):
        run(session, msgspec_replace(job, suite=proved))
        saved = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["suite"]
        assert (saved is None) is (proved is None)


def test_a_place_that_cannot_be_written_is_a_sentence(session: Session, tmp_path: Path) -> None:
    look = run(session, jobs.DoLook(demo.BASELINE))
    assert isinstance(look, jobs.Looked)
    nowhere = str(tmp_path / "no" / "such" / "folder.html")
    result = run(session, jobs.DoSaveReport(look.look, nowhere, "en"))
    assert isinstance(result, jobs.Problem)
    assert nowhere in result.sentences[0].render()


def test_a_fault_of_ours_is_a_sentence_and_a_file(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in FOLDERS:
        monkeypatch.setenv(variable, str(tmp_path))

    def broken(event: Event) -> None:
        raise ZeroDivisionError("secret of the machine")

    result = attempt(lambda: do(session, jobs.DoLook(demo.BASELINE), broken, never))
    assert isinstance(result, jobs.Problem)
    assert result.code == "bug"
    said = " ".join(text.render() for text in result.sentences) + result.details
    assert "secret" not in said
    assert list(tmp_path.rglob("fault-*.txt"))
