"""Journals that 0.1.0 left in a distro stay usable (`make.py` says how they came to be)."""

from __future__ import annotations

import os

import pytest

from tests.compat.conftest import HERE, Lay, plan_of, seen, session
from tests.compat.machines import HANDS
from tests.compat.nodes import Nodes
from wizard.app import plan_files
from wizard.cli.main import run
from wizard.model.errors import OpenError
from wizard.model.orders import Phase, Receipt

TRIALS = ("direct-trial", "shell-trial")
INTERRUPTED = ("direct-prepared", "direct-switching", "shell-draft", "shell-switching")
root_only = pytest.mark.root


@root_only
@pytest.mark.parametrize("hand", HANDS)
def test_history_is_shown_with_rules_and_differences(lay: Lay, hand: str) -> None:
    on = session(hand, lay("shell-generations"))
    setups = on.history()
    assert [(each.number, each.phase) for each in setups] == [
        (4, Phase.ACCEPTED),
        (3, Phase.ACCEPTED),
        (2, Phase.UNDONE),
        (1, Phase.ACCEPTED),
    ]
    assert [each.record.at for each in setups if each.record] == [
        f"2026-11-0{day}T08:15:00+00:00" for day in (5, 4, 3, 2)
    ]
    assert {each.record.version for each in setups if each.record} == {"0.1.0"}
    assert [plan_of(each).undoes for each in setups] == [1, None, None, None]
    assert [plan_of(each).profile for each in setups] == ["plain", "everything", "everything", "plain"]
    assert setups[2].undone_at is not None
    assert all(setups[number].undone_at is None for number in (0, 1, 3))
    for each in setups:
        view = on.diff(plan_of(each))
        assert [file.path for file in view.files] == [change.shown for change in plan_of(each).changes]
        assert {rule for file in view.files for rule in file.rules} == set(plan_of(each).rules())
    assert set(plan_of(setups[3]).rules()) == set(plan_files.load(HERE / "plan-distro.json").rules())
    assert "go-install-pin-version" in plan_of(setups[1]).rules()


@root_only
def test_the_command_line_shows_them(lay: Lay, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["history", "--root", str(lay("shell-generations"))]) == 0
    out = capfd.readouterr().out
    assert "undid setup 1: " in out
    assert run(["history", "--root", str(lay("direct-trial"))]) == 5
    out = capfd.readouterr().out
    assert all(path in out for path in ("/etc/old.conf", "/etc/fstab", "~/.profile", "~/sdk/go1.27.3"))


@root_only
@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("name", TRIALS)
def test_a_trial_of_either_hand_is_undone_by_every_hand(
    lay: Lay, name: str, hand: str, before: Nodes
) -> None:
    root = lay(name)
    assert seen(root) != before
    old = (root / "var/lib/wsl-go-wizard/1/8.before").stat().st_ino
    on = session(hand, root)
    assert on.look().open == 1
    assert on.undo() == Receipt(1, Phase.UNDONE)
    assert seen(root) == before
    assert (root / "etc/old.conf").stat().st_ino == old
    assert on.look().open is None
    assert not list(root.rglob(".wsl-go-wizard*"))
    assert not list(root.rglob("*.before"))


@root_only
@pytest.mark.parametrize("name", TRIALS)
def test_what_a_trial_set_is_what_is_still_wanted(lay: Lay, name: str) -> None:
    """The lines, blocks and folders of 0.1.0 are known again: nothing is to be done twice."""
    on = session("direct", lay(name))
    look = on.look()
    mine = set(plan_of(on.history()[0]).rules()) - {"wsl-text-encoding"}
    assert {item.rule: item.verdict for item in look.judged if item.rule in mine}.keys() == mine
    assert on.plan(look, mine).changes == ()


@root_only
@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("name", TRIALS)
def test_a_trial_is_accepted_and_gone_back_from(lay: Lay, name: str, hand: str, before: Nodes) -> None:
    root = lay(name)
    with pytest.raises(OpenError):
        session(hand, root).apply(plan_files.load(HERE / "plan-distro.json"))
    assert session(hand, root).accept() == Receipt(1, Phase.ACCEPTED)
    on = session(hand, root)
    back = on.back(on.setup(1))
    assert (back.undoes, len(back.obstacles)) == (1, 1), "the unpacked Go stays"
    assert on.apply(back) == Receipt(2, Phase.TRIAL)
    after = seen(root)
    stays = ("/home/me/sdk/go1.27.3", "/etc/new.d")
    assert {path for path in after if not path.startswith(stays)} == set(before)
    assert {path: _dated(node) for path, node in after.items() if not path.startswith(stays)} == {
        path: _dated(node) for path, node in before.items()
    }
    assert on.undo() == Receipt(2, Phase.UNDONE)
    assert on.setup(1).phase is Phase.ACCEPTED


def _dated(node: dict[str, object]) -> dict[str, object]:
    """With its time in seconds: busybox copies no more."""
    mtime = node.get("mtime")
    return {**node, "mtime": mtime // 10**9} if isinstance(mtime, int) else node


@root_only
@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("name", INTERRUPTED)
def test_what_was_interrupted_is_put_back_by_every_hand(
    lay: Lay, name: str, hand: str, before: Nodes
) -> None:
    root = lay(name)
    on = session(hand, root)
    assert on.history()[0].phase.value == name.partition("-")[2]
    with pytest.raises(OpenError):
        on.apply(plan_files.load(HERE / "plan-distro.json"))
    assert on.recover() == Receipt(1, Phase.UNDONE)
    assert seen(root) == before
    assert not list(root.rglob(".wsl-go-wizard*"))
    assert not list(root.rglob("*.before"))
    assert on.recover() == Receipt(None, None)


@root_only
@pytest.mark.parametrize("hand", HANDS)
def test_an_accepted_generation_is_gone_back_to(lay: Lay, hand: str) -> None:
    """Setup 3 is taken back, and that again: bytes, modes, owners and times of its originals, from the journal."""
    root = lay("shell-generations")
    now = seen(root)
    on = session(hand, root)
    setup = on.setup(3)
    profile = (root / "home/me/.local/state/wsl-go-wizard/3/3.before").stat()
    back = on.back(setup)
    assert on.apply(back) == Receipt(5, Phase.TRIAL)
    put = (root / "home/me/.profile").stat()
    assert (put.st_mode, put.st_uid, put.st_gid) == (profile.st_mode, profile.st_uid, profile.st_gid)
    assert int(put.st_mtime) == int(profile.st_mtime)
    kept = root / "home/me/.local/state/wsl-go-wizard/3/3.before"
    assert (root / "home/me/.profile").read_bytes() == kept.read_bytes()
    assert not os.path.lexists(root / "home/me/sdk/go")
    assert on.undo() == Receipt(5, Phase.UNDONE)
    assert seen(root) == now


@root_only
@pytest.mark.parametrize("hand", ["direct", "dash"])
def test_drift_and_the_next_setup_count_from_the_old_ones(lay: Lay, hand: str) -> None:
    root = lay("shell-generations")
    on = session(hand, root)
    drift = {item.path: (item.setup, item.standing.value) for item in on.drift(on.look())}
    assert drift["~/.profile"] == (3, "after")
    (root / "home/me/.profile").write_bytes(b"# other\n")
    drift = {item.path: (item.setup, item.standing.value) for item in on.drift(on.look())}
    assert drift["~/.profile"] == (3, "foreign")
    assert on.apply(on.plan(on.look(), {"wsl-systemd"})).batch == 5
