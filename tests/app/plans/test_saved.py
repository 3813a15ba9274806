"""A plan from a file, held against the machine it is to be applied to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.app.plans.recorded import Reading, session
from tests.laws.conftest import Lay, cache, lay, shelf
from tests.laws.world import MACHINES, MESSY, PROFILES, Place
from tests.machines.make import PC_NAMES, recording
from wizard.app import plan_files
from wizard.app.demo import DemoHost
from wizard.app.plans import saved
from wizard.app.profiles.shipped import shipped
from wizard.app.session import Session
from wizard.facts.clock import CLOCK
from wizard.model.errors import InputError, StaleError, WizardError
from wizard.model.events import Stop
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.probes import Answer, Answers, Figure, HostProbe, Probe, Unavailable, UrlProbe
from wizard.model.state import Absent, File
from wizard.model.wanted import GoWanted, TmpfsWanted, Wanted

__all__ = ["cache", "lay"]


@pytest.fixture
def place() -> Iterator[Place]:
    """A machine on which much is to be repaired."""
    with shelf() as folder:
        yield Place(folder / "machine", MESSY, PROFILES["repair"], folder / "cache")


def applied(plan: Plan, on: Session, folder: Path) -> Plan:
    """What would be applied of *plan*, saved and read again."""
    plan_files.save(plan, folder / "plan.json")
    return _taken(plan_files.load(folder / "plan.json"), on)


def refused(plan: Plan, on: Session, kind: type[WizardError] = StaleError) -> WizardError:
    with pytest.raises(kind) as caught:
        _taken(plan, on)
    return caught.value


def _taken(plan: Plan, on: Session) -> Plan:
    saved.take_profile(plan, on)
    return saved.remade(plan, on, on.look())


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_plan_of_any_machine_and_profile_passes_whoever_applies_it(
    name: str, profile: str, tmp_path: Path
) -> None:
    made = session(name, profile)
    look = made.look()
    for chosen in (None, made.rule_ids):
        plan = made.plan(look, chosen)
        assert applied(plan, session(name, profile), tmp_path) == plan


@pytest.mark.parametrize("name", PC_NAMES)
def test_a_plan_of_any_pc_passes(name: str, tmp_path: Path) -> None:
    made = session(name, "on-pc")
    plan = made.plan(made.look(), made.rule_ids)
    assert applied(plan, session(name, "on-pc"), tmp_path) == plan


def test_a_plan_brings_its_profile(tmp_path: Path) -> None:
    """Whoever applies it need not name the profile again, which may never have been a file."""
    own = Wanted(name="custom", tmpfs=TmpfsWanted("3g"), godebug={"netdns": "go"})
    made = session(MESSY, "baseline")
    made.wanted = own
    plan = made.plan(made.look(), made.rule_ids)
    on = session(MESSY, "baseline")
    assert applied(plan, on, tmp_path) == plan
    assert on.wanted == own


WITH_ID = [name for name in MACHINES if name != "alpine-3.22"]
"""Machines that know who they are. Without a machine-id it is the way to them that tells one from another."""


@pytest.mark.linux(reason="its machine has owners, modes and links")
@pytest.mark.parametrize("name", WITH_ID)
def test_a_plan_that_was_made_on_a_recording_is_one_for_its_machine(
    name: str, lay: Lay, tmp_path: Path
) -> None:
    made = session(name, "baseline")
    plan = made.plan(made.look())
    assert applied(plan, lay(name, "repair", running=True).session, tmp_path).changes == plan.changes


class Host:
    """The computer around a recorded distro, which gives one answer of its own."""

    can = Reading.can

    def __init__(self, name: str, probe: type[Probe], answer: Answer) -> None:
        self._host, self._probe, self._answer = DemoHost(recording(name)), probe, answer
        self.site, self.act, self.restart = self._host.site, self._host.act, self._host.restart
        self.asked: list[Probe] = []

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        self.asked += probes
        pairs = self._host.read(probes, stop).pairs
        return Answers(tuple((each, self._answer if self._is_meant(each) else was) for each, was in pairs))

    def _is_meant(self, probe: Probe) -> bool:
        return isinstance(probe, self._probe) and getattr(probe, "name", CLOCK.name) == CLOCK.name


def test_the_clock_moves_on(tmp_path: Path) -> None:
    made = session(MESSY, "baseline")
    plan = made.plan(made.look(), made.rule_ids)
    on = Session(Reading(MESSY), Host(MESSY, HostProbe, Figure("2039-01-01T00:00:00Z")), made.wanted)
    judged = {item.rule: item.verdict for item in on.look().judged}
    assert judged != {item.rule: item.verdict for item in made.look().judged}
    assert applied(plan, on, tmp_path) == plan


def test_an_archive_that_no_source_tells_of_is_not_believed_to_be_the_official_one() -> None:
    made = session(MESSY, "baseline")
    plan = made.plan(made.look(), ["go-install-pin-version"])
    offline = Session(Reading(MESSY), Host(MESSY, UrlProbe, Unavailable("no network")), made.wanted)
    assert "go-install-pin-version" in refused(plan, offline).text.render()


def test_addresses_that_only_the_file_names_are_not_asked() -> None:
    """Who says where Go comes from also says what its digest is."""
    made = session(MESSY, "baseline")
    plan = made.plan(made.look(), ["go-install-pin-version"])
    evil = replace(made.wanted, go=GoWanted(made.wanted.go.version, ("https://evil.example/dl/",)))
    host = Host(MESSY, UrlProbe, Unavailable("?"))
    on = Session(Reading(MESSY), host, made.wanted)
    error = refused(replace(plan, wanted=evil), on)
    assert (error.code, "https://evil.example/dl/" in error.text.render()) == ("plan-sources", True)
    assert host.asked == []
    on.wanted = evil  # who names them, is believed
    saved.take_profile(replace(plan, wanted=evil), on)


def test_a_profile_that_no_file_may_hold_is_none_in_a_plan_either() -> None:
    made = session(MESSY, "baseline")
    plan = made.plan(made.look())
    fatal = replace(made.wanted, godebug={"tlsrsakex": "1"})
    assert refused(replace(plan, wanted=fatal), made, InputError).code == "plan-profile"


@pytest.mark.parametrize("name", ["repair", "baseline"])
def test_an_older_plan_is_made_again_of_the_profile_of_its_name(name: str) -> None:
    own = session(MESSY, "other-values")
    named = next(each for each in shipped() if each.name == name)
    saved.take_profile(Plan("", "", profile=name), own)
    assert own.wanted == named
    mine = replace(named, tmpfs=TmpfsWanted("3g"))
    own.wanted = mine
    saved.take_profile(Plan("", "", profile=name), own)
    assert own.wanted == mine
    saved.take_profile(Plan("", "", profile="unheard-of"), own)
    assert own.wanted == mine


def test_a_plan_for_another_machine_is_refused(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    error = refused(replace(plan, machine="0" * 16), place.session, InputError)
    assert error.code == "plan-other-machine"


def test_a_file_that_has_changed_since_is_named(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    path = next(each.path for each in plan.changes if each.asked == "~/.profile")
    place.file(path).write_bytes(place.file(path).read_bytes() + b"# more\n")
    error = refused(plan, place.session)
    assert (error.code, path in error.text.render()) == ("stale", True)


def test_a_repair_that_is_made_already_is_named(place: Place) -> None:
    plan = place.session.plan(place.session.look(), ["go-env-godebug-fatal"])
    place.session.apply(plan)
    place.session.accept()
    said = refused(plan, place.session).text.render()
    assert "The repair go-env-godebug-fatal is not available now" in said


def _back(place: Place, end: Callable[[Session], Any], *, keeps_edits: bool) -> Plan:
    """What takes the first setup back, after it has come to its *end* and a file was edited."""
    look = place.session.look()
    place.session.apply(place.session.plan(look, [*look.recommended, "wsl-conf-damage"]))
    conf = place.root / "etc/wsl.conf"
    conf.write_bytes(b"# mine\n" + conf.read_bytes())
    end(place.session)
    return place.session.back(place.session.setup(1), keeps_edits=keeps_edits)


@pytest.mark.parametrize(
    ("end", "keeps_edits"), [(Session.accept, False), (Session.accept, True), (Session.undo, True)]
)
def test_a_way_back_is_the_one_that_the_journal_knows(
    place: Place, end: Callable[[Session], Any], keeps_edits: bool, tmp_path: Path
) -> None:
    plan = _back(place, end, keeps_edits=keeps_edits)
    assert plan.changes
    assert applied(plan, place.session, tmp_path) == plan
    forged = (
        replace(plan, changes=tuple(replace(each, after=Absent()) for each in plan.changes)),
        replace(plan, changes=tuple(replace(each, path="/etc/cron.d/x") for each in plan.changes)),
        replace(plan, changes=tuple(replace(each, after=File(b"", 0o4755, 0, 0)) for each in plan.changes)),
        replace(plan, changes=plan.changes[1:]),
        replace(plan, restart=Restart.WSL),
    )
    for each in forged:
        assert refused(each, place.session).code == "plan-made-otherwise"
    assert refused(replace(plan, undoes=9), place.session, InputError).code == "no-such-batch"
