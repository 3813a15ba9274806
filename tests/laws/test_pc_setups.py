"""Whole setups of a PC's registry, through the Windows transport: written as shown, and taken back to the last bit."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from tests.machines import pcs
from tests.machines.pc import open_pc
from tests.pcs.registry_file import FileRegistry
from wizard.app.report import page as report
from wizard.app.session import Session
from wizard.codecs.windows.item_list import items
from wizard.engine.plan import make_plan
from wizard.model.diffs import DiffKind
from wizard.model.edits.registry import DropItem, RemoveRegistryValue, SetRegistryType
from wizard.model.errors import StaleError
from wizard.model.events import Event, Note
from wizard.model.findings import Restart, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.probes import Values
from wizard.model.registry import ENVIRONMENT, EXPAND_SZ, SEPARATORS, SZ, name_of, parts_of
from wizard.model.state import Absent, Registered, Standing
from wizard.model.text import Text
from wizard.model.wanted import Wanted

pytestmark = pytest.mark.linux(reason="the stand-in of PowerShell is a shell script")

RULES = ("windows-go-leftovers", "windows-path-damaged", "windows-wslenv-leak")
LITTERED = next(pc for pc in pcs.ALL if pc.name == "pc-littered")
LITTERS = (
    None,
    # What setx leaves when PowerShell calls it: its own name, in a text whose names are not replaced.
    r""""PATH"="%PATH%;C:\\Go\\bin;%USERPROFILE%\\go\\bin;;\"C:\\a;b\";C:\\Go\\bin"
"wslenv"="GOROOT/p"
"goroot"="C:\\Go"
""",
    r""""Path"="C:\\用户;C:\\Program Files\\Go\\bin;c:/program files/go/bin;"
"WSLENV"=":A/u:GOFLAGS:B:GODEBUG/w:"
""",
)
on_all = pytest.mark.parametrize("litter", LITTERS, ids=range(len(LITTERS)))


@dataclass
class Place:
    """The littered PC with the variables *litter*, laid out in *folder*."""

    folder: Path
    litter: str | None

    def __post_init__(self) -> None:
        key = r"HKEY_CURRENT_USER\Environment"
        more = f"\n[-{key}]\n[{key}]\n{self.litter}" if self.litter is not None else ""
        pc = replace(LITTERED, registry=LITTERED.registry + more)
        self.pc = open_pc(pc, self.folder, tells=True)
        assert isinstance(self.pc.registry, FileRegistry)
        self.registry = self.pc.registry
        self.session = Session(self.pc, self.pc, Wanted())

    @property
    def variables(self) -> Values | None:
        """The user's, with their types."""
        return self.registry.values(ENVIRONMENT)

    def plan(self, *rules: str) -> Plan:
        look = self.session.look()
        plan = self.session.plan(look, rules or [item.rule for item in look.judged])
        assert not plan.clashes
        assert not plan.obstacles
        return plan


@on_all
def test_one_run_is_enough_and_can_be_taken_back(tmp_path: Path, litter: str | None) -> None:
    place = Place(tmp_path, litter)
    before = place.variables
    plan = place.plan(*RULES)
    assert plan.changes
    assert plan.restart is Restart.SHELL
    receipt = place.session.apply(plan)
    for change in plan.changes:
        assert place.registry.state(*parts_of(change.path)) == change.after
    look = place.session.look()
    assert not [item for item in look.judged if item.rule in RULES and item.verdict is Verdict.FIXABLE]
    assert not place.plan(*RULES).changes
    place.session.undo(receipt.batch)
    assert place.variables == before


@on_all
def test_what_no_rule_claims_keeps_its_place_and_its_bytes(tmp_path: Path, litter: str | None) -> None:
    place = Place(tmp_path, litter)
    before = place.variables
    plan = place.plan(*RULES)
    place.session.apply(plan)
    after = place.variables
    assert before is not None
    assert after is not None
    changed = {name_of(change.path) for change in plan.changes}
    for name in set(before.values) - changed:
        assert (after.values[name], after.types[name]) == (before.values[name], before.types[name])
    for change in plan.changes:
        edits = [wish.edit for wish in plan.wishes if wish.edit.path == change.path]
        assert isinstance(change.before, Registered)
        if isinstance(change.after, Absent):
            assert [type(edit) for edit in edits] == [RemoveRegistryValue]
            continue
        assert isinstance(change.after, Registered)
        separator = SEPARATORS[name_of(change.path).lower()]
        gone = {edit.number for edit in edits if isinstance(edit, DropItem)}
        kept = [
            item for number, item in enumerate(items(change.before.text, separator), 1) if number not in gone
        ]
        assert items(change.after.text, separator) == (kept or [""])
        kinds = [edit.kind for edit in edits if isinstance(edit, SetRegistryType)]
        assert change.after.kind == (kinds[0] if kinds else change.before.kind)


@on_all
def test_rules_may_speak_in_any_order(tmp_path: Path, litter: str | None) -> None:
    look = Place(tmp_path, litter).session.look()
    plan = make_plan(look.judged, RULES, look.ground)
    for seed in range(4):
        shuffled = list(look.judged)
        random.Random(seed).shuffle(shuffled)
        assert make_plan(shuffled, RULES, look.ground).changes == plan.changes


@pytest.mark.parametrize("pair", list(itertools.combinations(RULES, 2)))
def test_two_rules_one_after_the_other_come_to_the_same(tmp_path: Path, pair: tuple[str, str]) -> None:
    ends = []
    for number, order in enumerate((pair, pair[::-1])):
        place = Place(tmp_path / str(number), LITTERS[1])
        for rule in order:
            place.session.apply(place.plan(rule))
            place.session.accept()
        ends.append(place.variables)
    assert ends[0] == ends[1]


@on_all
def test_a_setup_that_was_accepted_is_gone_back_from(tmp_path: Path, litter: str | None) -> None:
    place = Place(tmp_path, litter)
    before = place.variables
    plan = place.plan(*RULES)
    place.session.apply(plan)
    place.session.accept()
    drift = place.session.drift(place.session.look())
    assert {item.standing for item in drift} == {Standing.AFTER}
    back = place.session.back(place.session.history()[0])
    assert {file.kind for file in place.session.diff(back).files} == {DiffKind.REGISTRY}
    place.session.apply(back)
    place.session.accept()
    assert place.variables == before


def test_a_plan_that_was_saved_is_the_same_plan(tmp_path: Path) -> None:
    plan = Place(tmp_path, LITTERS[1]).plan(*RULES)
    again = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
    assert (again, again.id) == (plan, plan.id)


@pytest.mark.parametrize(
    "state", [Registered(SZ, "C:\\mine"), Registered(EXPAND_SZ, "%PATH%;C:\\mine"), None]
)
def test_who_changes_a_value_meanwhile_loses_nothing(tmp_path: Path, state: Registered | None) -> None:
    place = Place(tmp_path, None)
    plan = place.plan(*RULES)
    if state is None:
        place.registry.delete(ENVIRONMENT, "Path")
    else:
        place.registry.write(ENVIRONMENT, "Path", state)
    now = place.variables
    with pytest.raises(StaleError):
        place.session.apply(plan)
    assert place.variables == now
    assert place.session.look().open is None


def test_a_value_that_only_changed_its_type_is_another_one(tmp_path: Path) -> None:
    place = Place(tmp_path, None)
    plan = place.plan(*RULES)
    was = place.registry.state(ENVIRONMENT, "Path")
    assert isinstance(was, Registered)
    place.registry.write(ENVIRONMENT, "Path", msgspec.structs.replace(was, kind=EXPAND_SZ))
    with pytest.raises(StaleError):
        place.session.apply(plan)


def test_an_undo_leaves_what_a_person_wrote_since_and_names_it(tmp_path: Path) -> None:
    place = Place(tmp_path, None)
    before = place.variables
    assert before is not None
    receipt = place.session.apply(place.plan(*RULES))
    mine = Registered(SZ, "C:\\mine")
    place.registry.write(ENVIRONMENT, "Path", mine)
    undone = place.session.undo(receipt.batch)
    assert (undone.phase, undone.foreign) == (Phase.UNDONE, (rf"{ENVIRONMENT}\\Path",))
    assert place.registry.state(ENVIRONMENT, "Path") == mine
    assert place.registry.state(ENVIRONMENT, "GOROOT") == Registered(SZ, "C:\\Go")
    assert place.registry.state(ENVIRONMENT, "WSLENV") == Registered(SZ, before.values["WSLENV"])  # type: ignore[arg-type]


def test_history_leaves_what_a_person_wrote_since(tmp_path: Path) -> None:
    place = Place(tmp_path, None)
    place.session.apply(place.plan(*RULES))
    place.session.accept()
    place.registry.write(ENVIRONMENT, "WSLENV", Registered(SZ, "MINE"))
    drift = {item.path: item.standing for item in place.session.drift(place.session.look())}
    assert drift[rf"{ENVIRONMENT}\\WSLENV"] is Standing.FOREIGN
    back = place.session.back(place.session.history()[0])
    assert [obstacle.wish.edit.path for obstacle in back.obstacles] == [rf"{ENVIRONMENT}\\WSLENV"]
    assert {change.path for change in back.changes} == {
        rf"{ENVIRONMENT}\\{name}" for name in ("Path", "GOROOT")
    }


def test_programs_are_told_of_every_change_of_variables(tmp_path: Path) -> None:
    place = Place(tmp_path, None)
    receipt = place.session.apply(place.plan(*RULES))
    assert place.registry.announced == 1
    place.session.undo(receipt.batch)
    assert place.registry.announced == 2
    place.session.recover()
    assert place.registry.announced == 2


def test_if_programs_cannot_be_told_a_person_is(tmp_path: Path) -> None:
    place = Place(tmp_path, None)
    place.registry.can_announce = False
    heard: list[Event] = []
    place.session.apply(place.plan(*RULES), heard.append)
    notes = [event.text.render() for event in heard if isinstance(event, Note)]
    assert len(notes) == 1
    assert "Sign out" in notes[0]


def test_a_report_shows_what_is_ticked(tmp_path: Path) -> None:
    """A second entry of one folder is taken out without a question, as nothing behaves differently after it."""
    place = Place(tmp_path, LITTERS[2])
    look = place.session.look()
    assert look.recommended == ("windows-path-damaged",)
    page = report.as_html(place.session, look, str_of, language="en")
    assert r"HKCU\Environment\\Path" in page
    assert "c:/program files/go/bin" in page
    assert "C:\\用户" not in page, "a line that does not change is left out"
    whole = report.as_html(place.session, look, str_of, language="en", context=True)
    assert "C:\\用户" in whole
    (file,) = report.data(place.session, look, str_of)["diff"]["files"]
    assert (file["kind"], file["removed"], file["added"]) == ("registry", 1, 0)


def str_of(text: Text) -> str:
    return text.render()
