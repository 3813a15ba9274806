"""A law about every text file that any setup of a recorded machine writes: if somebody wrote a line into it since, the
setup's lines can be undone and theirs stays, and that can be undone to the last bit; or it is said what is left."""

from __future__ import annotations

import pytest

from tests.laws.conftest import Lay
from tests.laws.world import MACHINES, PROFILES, Place
from wizard.app.demo import pictured
from wizard.model.plans import Plan
from wizard.model.state import File

THEIRS = b"# theirs \xe2\x98\x83"
CONVERTED = "The setup converted its encoding or line endings"
"""Nothing else is in the way of a line at either end of a file."""


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("is_last", [True, False])
def test_an_edit_stays_and_the_setups_lines_go(lay: Lay, name: str, profile: str, is_last: bool) -> None:
    place = lay(name, profile)
    plan = place.session.plan(place.session.look())
    was = {change.path: _bytes(change.before) for change in plan.changes if isinstance(change.after, File)}
    if not was:
        return
    place.session.apply(plan)
    place.session.accept()
    for path in was:
        file = place.file(path)
        content = file.read_bytes()
        file.write_bytes(content + THEIRS + b"\n" if is_last else THEIRS + b"\n" + content)
    edited = _files(place)

    back = place.session.back(place.session.setup(1), keeps_edits=True)
    left = _left(back, plan)
    place.session.keep(place.session.apply(back))
    for path, before in was.items():
        now = place.file(path).read_bytes()
        assert now.count(THEIRS) == 1
        if path not in left:
            rest = now.replace(THEIRS + b"\n", b"")
            assert rest in (before, before + b"\n"), path
        else:
            assert CONVERTED in left[path], left[path]
    again = place.session.back(place.session.setup(1), keeps_edits=True)
    assert (again.changes, again.obstacles) == ((), back.obstacles)
    if back.changes:
        place.session.keep(place.session.apply(place.session.back(place.session.setup(2))))
        assert _files(place) == edited


def _bytes(state: object) -> bytes:
    return state.content if isinstance(state, File) else b""


def _files(place: Place) -> dict[str, object]:
    """All but the folders, of which a journal may need some in a home."""
    return {path: seen for path, seen in pictured(place.root).items() if not place.file(path).is_dir()}


def _left(back: Plan, plan: Plan) -> dict[str, str]:
    """What is left of files, by their real names."""
    names = {change.shown: change.path for change in plan.changes}
    return {names[each.path]: each.why.render() for each in back.obstacles}
