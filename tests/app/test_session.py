"""Every verb of `Session`, as whoever uses it would put it, on a machine laid out in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.laws.conftest import shelf
from tests.laws.world import MESSY, PROFILES, Place, machine
from tests.stubs import NOW, Stub, aged, finds, journal
from wizard.app.archives import Archives
from wizard.app.demo import DemoHost, pictured
from wizard.app.session import Session
from wizard.model.edits.files import SetKey
from wizard.model.errors import InputError, MachineError, StaleError, WizardError
from wizard.model.findings import Effect, Restart, Rule, Verdict
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Plan, Wish
from wizard.model.ports import SiteKind
from wizard.model.probes import AccountProbe, Journal, JournalProbe, Unavailable
from wizard.model.state import File, Standing
from wizard.model.wanted import Wanted
from wizard.transports.recording import recorded
from wizard.transports.recording.replay import Replay


@pytest.fixture
def place() -> Iterator[Place]:
    """A machine on which much is to be repaired."""
    with shelf() as folder:
        yield Place(folder / "machine", MESSY, PROFILES["repair"], folder / "cache")


def code(caught: pytest.ExceptionInfo[WizardError]) -> str:
    return caught.value.code


def stubbed(*rules: Rule) -> Session:
    return Session(Stub("Ubuntu"), Stub("host", kind=SiteKind.HOST), Wanted(), rules=rules, now=lambda: NOW)


def ruled(name: str, verdict: Verdict, restart: Restart = Restart.NONE) -> Rule:
    return msgspec.structs.replace(finds(verdict, restart), id=name)


def plan_for(*rules: str) -> Plan:
    wishes = (Wish(SetKey("/etc/wsl.conf", "boot", "systemd", "true"), rules),)
    return Plan("m", "s", wishes=wishes)


# Look and plan.


def test_a_look_is_one_crossing_a_wave_and_changes_nothing(place: Place) -> None:
    before = pictured(place.root)
    look = place.session.look()
    assert place.site.crossings == ["read", "read"], (
        "one PATH of this machine ends in a CR: a folder nobody asks for"
    )
    assert {item.rule for item in look.judged} == place.session.rule_ids
    assert (look.open, look.setups, look.pending) == (None, (), Restart.NONE)
    assert look.is_history_known
    assert pictured(place.root) == before


def test_a_plan_holds_what_is_recommended_or_what_was_chosen_and_asks_nobody(place: Place) -> None:
    look = place.session.look()
    place.site.crossings.clear()
    assert set(place.session.plan(look).rules()) == set(look.recommended)
    chosen = look.recommended[0]
    assert place.session.plan(look, [chosen]).rules() == (chosen,)
    assert place.session.plan(look, []).changes == ()
    assert place.site.crossings == []


# Apply, accept, undo.


def test_what_is_applied_is_what_was_planned_and_waits(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    receipt = place.session.apply(plan)
    assert receipt.phase is Phase.TRIAL
    for change in plan.changes:
        if isinstance(change.after, File):
            assert place.file(change.path).read_bytes() == change.after.content
    look = place.session.look()
    assert (look.open, look.open_phase) == (receipt.batch, Phase.TRIAL)


def test_a_plan_is_applied_once(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    place.session.apply(plan)
    place.session.accept()
    with pytest.raises(StaleError):
        place.session.apply(plan)


@pytest.mark.parametrize("is_named", [True, False])
def test_accept_keeps_the_open_setup(place: Place, is_named: bool) -> None:
    receipt = place.session.apply(place.session.plan(place.session.look()))
    after = pictured(place.root)
    end = place.session.accept(receipt.batch if is_named else None)
    assert end == Receipt(receipt.batch, Phase.ACCEPTED)
    assert pictured(place.root) == after
    assert place.session.look().open is None


@pytest.mark.parametrize("is_named", [True, False])
def test_undo_brings_everything_back(place: Place, is_named: bool) -> None:
    before = pictured(place.root)
    receipt = place.session.apply(place.session.plan(place.session.look()))
    assert pictured(place.root) != before
    end = place.session.undo(receipt.batch if is_named else None)
    assert end == Receipt(receipt.batch, Phase.UNDONE)
    assert pictured(place.root) == before


def test_where_nothing_waits_there_is_nothing_to_accept_or_undo(place: Place) -> None:
    for verb in (place.session.accept, place.session.undo):
        with pytest.raises(InputError) as caught:
            verb()
        assert code(caught) == "nothing-open"


def test_keep_accepts_what_was_just_applied_and_an_error_says_that_it_waits(place: Place) -> None:
    assert place.session.keep(Receipt(None, None)) == Receipt(None, None)
    receipt = place.session.apply(place.session.plan(place.session.look()))
    place.session.undo(receipt.batch)
    with pytest.raises(WizardError) as caught:
        place.session.keep(receipt)
    assert caught.value.unchanged is not None
    assert str(receipt.batch) in caught.value.unchanged.render()
    again = place.session.apply(place.session.plan(place.session.look()))
    assert place.session.keep(again).phase is Phase.ACCEPTED


def test_recover_leaves_a_trial_to_wait(place: Place) -> None:
    assert place.session.recover() == Receipt(None, None)
    receipt = place.session.apply(place.session.plan(place.session.look()))
    assert place.session.recover() == receipt


# History, going back, drift.


def test_the_history_tells_what_was_set_up_when_newest_first(place: Place) -> None:
    at = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    session = Session(place.site, place.session.host, PROFILES["repair"], now=lambda: at, version="9.9")
    first, second = session.look().recommended[:2]
    for rule in (first, second):
        session.keep(session.apply(session.plan(session.look(), [rule])))
    setups = session.history()
    assert [setup.number for setup in setups] == [2, 1]
    assert [setup.phase for setup in setups] == [Phase.ACCEPTED, Phase.ACCEPTED]
    records = [setup.record for setup in setups]
    assert [record.plan.rules() for record in records if record is not None] == [(second,), (first,)]
    assert {(record.at, record.version) for record in records if record is not None} == {
        ("2026-11-02T12:00:00.000+00:00", "9.9")
    }
    assert [setup.number for setup in session.history(2)] == [1]
    assert session.setup(1) == setups[1]
    with pytest.raises(InputError) as caught:
        session.setup(3)
    assert code(caught) == "no-such-batch"


def test_what_undo_means_is_the_open_setup_else_the_newest_kept_one(place: Place) -> None:
    session = place.session
    with pytest.raises(InputError) as caught:
        session.to_undo(session.look())
    assert code(caught) == "nothing-to-undo"
    first, second = session.look().recommended[:2]
    session.keep(session.apply(session.plan(session.look(), [first])))
    assert session.to_undo(session.look()).number == 1
    session.apply(session.plan(session.look(), [second]))
    assert session.to_undo(session.look()).number == 2
    assert session.to_undo(session.look(), 1).number == 1
    session.undo()
    assert session.to_undo(session.look()).number == 1
    session.keep(session.apply(session.back(session.setup(1))))
    look = session.look()
    assert session.to_undo(look).number != 3, "what takes back is not taken back unasked"


def test_going_back_is_a_plan_like_any_other(place: Place) -> None:
    session = place.session
    look = session.look()
    session.keep(session.apply(session.plan(look, [look.recommended[0]])))
    back = session.back(session.setup(1))
    assert back.undoes == 1
    assert session.apply(back).phase is Phase.TRIAL
    session.undo()
    with pytest.raises(InputError) as caught:
        session.back(session.setup(2))
    assert code(caught) == "already-undone"
    with pytest.raises(InputError) as caught:
        session.back(msgspec.structs.replace(session.setup(1), record=None))
    assert code(caught) == "setup-unreadable"


def test_edits_are_kept_on_the_way_back_if_that_is_asked_for(place: Place) -> None:
    session, conf = place.session, place.root / "etc/wsl.conf"
    session.keep(session.apply(session.plan(session.look(), ["wsl-conf-damage"])))
    setup = session.setup(1)
    assert not session.can_keep_edits(setup, session.back(setup))
    conf.write_bytes(b"# mine\n" + conf.read_bytes())
    back = session.back(setup)
    assert "/etc/wsl.conf" not in [change.path for change in back.changes]
    assert session.can_keep_edits(setup, back)
    place.site.crossings.clear()
    kept = session.back(setup, keeps_edits=True)
    assert place.site.crossings == ["read"]
    assert "/etc/wsl.conf" in [change.path for change in kept.changes]
    assert not session.can_keep_edits(setup, kept)


def test_only_the_newest_setup_can_be_followed_up_after_its_undo(place: Place) -> None:
    session = place.session
    for rule in session.look().recommended[:2]:
        session.apply(session.plan(session.look(), [rule]))
        session.undo()
    assert session.back(session.setup(2), keeps_edits=True).is_empty
    for number in (1, 2):
        with pytest.raises(InputError) as caught:
            session.back(session.setup(number), keeps_edits=number == 1)
        assert code(caught) == "already-undone"


def test_without_a_setup_nothing_drifts_and_nobody_is_asked(place: Place) -> None:
    look = place.session.look()
    place.site.crossings.clear()
    assert place.session.drift(look) == ()
    assert place.site.crossings == []


def test_what_was_edited_since_has_drifted(place: Place) -> None:
    session = place.session
    plan = session.plan(session.look())
    session.keep(session.apply(plan))
    edited = next(change for change in plan.changes if isinstance(change.after, File))
    place.file(edited.path).write_bytes(b"# mine\n")
    standings = {item.path: item.standing.value for item in session.drift(session.look())}
    assert standings[edited.shown] == "foreign"
    assert {standing for path, standing in standings.items() if path != edited.shown} <= {"after"}


def test_a_history_that_only_root_may_read_is_not_taken_for_an_empty_one() -> None:
    site = Stub("Ubuntu", {JournalProbe(n): Journal((), readable=False) for n in (1, 20)})
    session = Session(site, Stub("host", kind=SiteKind.HOST), Wanted(), rules=[finds()])
    look = session.look()
    assert not look.is_history_known
    for verb in (session.history, lambda: session.drift(look)):
        with pytest.raises(MachineError) as caught:
            verb()
        assert code(caught) == "journal-unreadable"


# Verify.


@pytest.mark.parametrize("verdict", Verdict)
def test_well_is_what_is_ok_or_does_not_apply(verdict: Verdict) -> None:
    """Neither what is broken nor what nobody knows (law 6)."""
    verified = stubbed(ruled("one", verdict), ruled("two", Verdict.OK)).verify(plan_for("one", "two"))
    assert verified.well is (verdict in (Verdict.OK, Verdict.NOT_APPLICABLE))


def test_only_the_rules_of_the_setup_are_judged() -> None:
    session = stubbed(ruled("one", Verdict.OK), ruled("two", Verdict.FIXABLE, Restart.WSL))
    verified = session.verify(plan_for("one"))
    assert [item.rule for item in verified.judged] == ["one"]
    assert (verified.well, verified.restart) == (True, Restart.NONE)
    assert {item.rule for item in verified.look.judged} == {"one", "two"}


def test_where_there_was_no_setup_all_rules_are_judged() -> None:
    session = stubbed(ruled("one", Verdict.OK), ruled("two", Verdict.UNKNOWN))
    verified = session.verify()
    assert [item.rule for item in verified.judged] == ["one", "two"]
    assert not verified.well


def test_the_farthest_restart_that_is_due_is_told() -> None:
    restarts = [Restart.SHELL, Restart.DISTRO, Restart.NONE]
    rules = [ruled(str(number), Verdict.ADVICE, restart) for number, restart in enumerate(restarts)]
    assert stubbed(*rules).verify().restart is Restart.DISTRO


def test_the_newest_setup_is_judged_if_none_is_named(place: Place) -> None:
    session = place.session
    rule = session.look().recommended[0]
    session.apply(session.plan(session.look(), [rule]))
    verified = session.verify()
    assert [item.rule for item in verified.judged] == [rule]
    assert verified.well
    assert {each.standing for each in verified.written} == {Standing.AFTER}
    session.undo()
    assert session.verify().written == (), "of a setup that was undone nothing is written"


def test_nothing_is_well_while_a_restart_is_due() -> None:
    """Neither for what a rule sees, nor for a setup that is younger than what runs."""
    advised = stubbed(ruled("one", Verdict.OK), ruled("two", Verdict.ADVICE, Restart.DISTRO)).verify()
    assert (advised.well, advised.effect) == (False, Effect.AFTER_RESTART)
    made = journal(NOW - timedelta(hours=1), Restart.DISTRO)
    for age_s, effect in ((7200.0, Effect.AFTER_RESTART), (1800.0, Effect.NOW)):
        site = Stub("Ubuntu", aged(9000.0, age_s), made)
        host = Stub("host", kind=SiteKind.HOST)
        session = Session(site, host, Wanted(), rules=[ruled("one", Verdict.OK)], now=lambda: NOW)
        verified = session.verify(plan_for("one"))
        assert (verified.well, verified.effect) == (effect is Effect.NOW, effect)


def test_a_check_that_fails_is_no_matter_of_a_restart() -> None:
    rules = [ruled("one", Verdict.FIXABLE, Restart.DISTRO), ruled("two", Verdict.ADVICE, Restart.DISTRO)]
    assert stubbed(*rules).verify().effect is Effect.NOT


# Record, and what is not known.


def test_a_recording_is_a_machine_file_that_says_what_was_seen(place: Place) -> None:
    machine = recorded.parse(place.session.record())
    assert dict(machine.distro)[AccountProbe()] == place.session.look().ground.account
    assert machine.kind == recorded.DISTRO


def test_a_machine_whose_user_is_not_known_cannot_be_looked_at() -> None:
    site = Stub("Ubuntu", {AccountProbe(): Unavailable("nobody at home")})
    with pytest.raises(MachineError) as caught:
        Session(site, Stub("host", kind=SiteKind.HOST), Wanted(), rules=[finds()]).look()
    assert code(caught) == "unreachable"


def test_a_recording_refuses_before_anything_is_downloaded(tmp_path: Path) -> None:
    recording = machine(MESSY)
    sources = tmp_path / "cache"
    site, host = Replay(recording, recording.distro), DemoHost(recording)
    session = Session(site, host, PROFILES["baseline"], archives=Archives(sources))
    plan = session.plan(session.look())
    assert any("sdk/go1." in change.path for change in plan.changes), "there is something to download"
    said: list[object] = []
    with pytest.raises(InputError) as caught:
        session.apply(plan, said.append)
    assert (code(caught), said) == ("replay-cannot-act", [])
    assert not sources.exists() or not list(sources.iterdir())
