"""Plans that 0.1.0 saved are applied as they were shown, or refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from tests.compat.conftest import HERE, Lay, seen, session
from tests.compat.nodes import Nodes
from wizard.app import plan_files
from wizard.app.plans import saved
from wizard.model.edits.files import Edit
from wizard.model.errors import InputError, StaleError
from wizard.model.orders import Phase, Receipt
from wizard.model.state import File

root_only = pytest.mark.root


@root_only
@pytest.mark.parametrize("hand", ["direct", "dash"])
@pytest.mark.parametrize("name", ["plan-distro", "plan-go"])
def test_a_saved_plan_is_applied_as_it_was_shown(lay: Lay, name: str, hand: str, before: Nodes) -> None:
    root = lay("before")
    plan = plan_files.load(HERE / f"{name}.json")
    cache = root.parent / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    shutil.copytree(HERE / "dl", cache)  # the plan's own source is a folder that is no more
    on = session(hand, root)
    if hand == "dash":
        _brings_archives(on.transport, root)
    saved.take_profile(plan, on)
    plan = saved.remade(plan, on, on.look())
    assert on.apply(plan) == Receipt(1, Phase.TRIAL)
    (root / "tmp/go.tar.gz").unlink(missing_ok=True)
    for change in plan.changes:
        if isinstance(change.after, File):
            assert (root / change.path[1:]).read_bytes() == change.after.content
    assert (root / "home/me/sdk/go1.27.3/bin/go").exists() is (name == "plan-go")
    on.undo()
    assert seen(root) == before


def _brings_archives(site: object, root: Path) -> None:
    def carried(path: str) -> str:
        shutil.copy(path, root / "tmp/go.tar.gz")
        (root / "tmp/go.tar.gz").chmod(0o644)
        return "/tmp/go.tar.gz"

    site.hand.on_site = carried  # type: ignore[attr-defined]


@root_only
def test_a_saved_plan_is_stale_where_the_file_moved(lay: Lay) -> None:
    root = lay("before")
    (root / "etc/wsl.conf").write_bytes(b"[boot]\n")
    there = seen(root)
    with pytest.raises(StaleError):
        session("direct", root).apply(plan_files.load(HERE / "plan-distro.json"))
    assert seen(root) == there


@root_only
def test_a_saved_plan_is_for_its_machine_only(lay: Lay) -> None:
    root = lay("before")
    plan = plan_files.load(HERE / "plan-distro.json")
    saved.remade(plan, session("direct", root), session("direct", root).look())
    (root / "etc/machine-id").write_bytes(b"f" * 32)
    with pytest.raises(InputError) as caught:
        saved.remade(plan, session("direct", root), session("direct", root).look())
    assert caught.value.code == "plan-other-machine"


def test_everything_that_a_plan_could_hold_is_read() -> None:
    plan = plan_files.load(HERE / "plan-of-everything.json")
    told = json.loads((HERE / "plan-of-everything.json").read_bytes())
    _is_in(told, json.loads(msgspec.json.encode(plan)), "plan")
    tags = {wish.edit.__struct_config__.tag for wish in plan.wishes}
    assert len(tags) == 14
    assert tags <= {str(kind.__struct_config__.tag) for kind in Edit.__args__}
    assert [obstacle.why.render() for obstacle in plan.obstacles] == ["/etc/x: 2 files.", "é"]


def _is_in(told: object, kept: object, where: str) -> None:
    """Whatever is *told* is *kept* with its value; more may have come since."""
    if isinstance(told, dict):
        assert isinstance(kept, dict), where
        for name, value in told.items():
            if (where, name) != ("plan", "format"):
                _is_in(value, kept[name], f"{where}.{name}")
    elif isinstance(told, list):
        assert isinstance(kept, list), where
        assert len(told) == len(kept), where
        for number, (value, other) in enumerate(zip(told, kept, strict=True)):
            _is_in(value, other, f"{where}[{number}]")
    else:
        assert told == kept, where
