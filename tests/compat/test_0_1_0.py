"""What 0.1.0 wrote stays usable: journals, saved plans, recordings and notes (`make.py` says how they came to be)."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from tests.compat.machines import HANDS, opened
from tests.compat.nodes import Nodes, captured, laid, load
from tests.first_wave import probes_of
from tests.pcs.wslconfig import Pc
from wizard.app import demo, plan_files
from wizard.app.archives import Archives
from wizard.app.session import Session
from wizard.app.setup.progress import ProgressFile
from wizard.cli.main import run
from wizard.engine import evaluate
from wizard.facts.shell import LOGIN_SHELL
from wizard.model.edits.files import Edit
from wizard.model.errors import InputError, OpenError, StaleError
from wizard.model.events import never, silent
from wizard.model.facts import Side
from wizard.model.findings import Verdict
from wizard.model.firsttime import Choice, Operation
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Plan, Setup
from wizard.model.probes import Answers, FileProbe, Found
from wizard.model.state import File
from wizard.model.wanted import GoWanted, TmpfsWanted, Wanted, WslWanted
from wizard.resources import resource
from wizard.rules import catalogue
from wizard.transports.recording import recorded
from wizard.transports.recording.replay import Replay, replay

HERE = Path(__file__).parent / "0.1.0"
BEFORE = load(HERE / "before.jsonl")
PC_BEFORE = load(HERE / "pc-before.jsonl")
TRIALS = ("direct-trial", "shell-trial")
INTERRUPTED = ("direct-prepared", "direct-switching", "shell-draft", "shell-switching")
WANTED = Wanted(
    name="everything",
    wsl=WslWanted(systemd=True),
    tmpfs=TmpfsWanted("2g"),
    godebug={"netdns": "go"},
    go=GoWanted("stable", (str(resource("demo", "dl")),)),
)
RULES = {rule.id for side in Side for rule in catalogue.rules(side)}

root_only = pytest.mark.root
Lay = Callable[[str], Path]


@pytest.fixture
def lay() -> Iterator[Lay]:
    """Lays the distro out as a fixture has it; ``before`` is the distro before any setup."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="compat-", dir=memory) as folder:
        Path(folder).chmod(0o755)

        def lay(name: str) -> Path:
            root = Path(folder) / "root"
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir(mode=0o755)
            laid(load(HERE / f"{name}.jsonl", None if name == "before" else BEFORE), root)
            return root

        yield lay


def session(hand: str, root: Path) -> Session:
    host = demo.DemoHost(demo.machine())
    return Session(opened(hand, root), host, WANTED, archives=Archives(root.parent / "cache"))


def seen(root: Path) -> Nodes:
    """All there is but journals and the times of folders: bytes, modes, owners, times, targets."""
    nodes = {path: dict(node) for path, node in captured(root).items() if not _is_journals(path)}
    for node in nodes.values():
        node.pop("same", None)
        if node["kind"] != "file":
            node.pop("mtime", None)
    return nodes


def _is_journals(path: str) -> bool:
    return path.startswith(("/var/lib/wsl-go-wizard", "/home/me/.local"))


def as_seen(nodes: Mapping[str, dict[str, object]], root: Path) -> Nodes:
    """What `seen` would see of *nodes*."""
    root.mkdir()
    laid(dict(nodes), root)
    found = seen(root)
    shutil.rmtree(root)
    return found


@pytest.fixture
def before(tmp_path: Path) -> Nodes:
    return as_seen(BEFORE, tmp_path / "as-before")


def plan_of(setup: Setup) -> Plan:
    assert setup.record is not None
    return setup.record.plan


# Journals of a distro.


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


# The journal of a PC.


def pc(tmp_path: Path, name: str) -> Pc:
    made = Pc(tmp_path / "c", b"")
    made.config.unlink()
    laid(load(HERE / f"{name}.jsonl", None if name == "pc-before" else PC_BEFORE), made.profile)
    return made


def test_the_setups_of_a_pc_are_shown_undone_and_gone_back_to(tmp_path: Path) -> None:
    made = pc(tmp_path, "windows-generations")
    on = made.session()
    setups = on.history()
    assert [(each.number, each.phase) for each in setups] == [
        (3, Phase.TRIAL),
        (2, Phase.UNDONE),
        (1, Phase.ACCEPTED),
    ]
    assert [plan_of(each).rules() for each in setups] == [
        ("wslconfig-networking",),
        ("wslconfig-swap",),
        ("wslconfig-damage", "wslconfig-memory"),
    ]
    assert b"networkingMode=mirrored" in made.config.read_bytes()
    assert on.undo() == Receipt(3, Phase.UNDONE)
    assert b"networkingMode" not in made.config.read_bytes()
    assert b"memory=8GB" in made.config.read_bytes()
    assert on.apply(on.back(on.setup(1))) == Receipt(4, Phase.TRIAL)
    config = PC_BEFORE["/.wslconfig"]
    assert made.config.read_bytes() == config["utf8"].encode()
    assert made.config.stat().st_mtime_ns // 10**9 == config["mtime"] // 10**9


def test_an_interrupted_setup_of_a_pc_is_put_back(tmp_path: Path) -> None:
    made = pc(tmp_path, "windows-switching")
    on = made.session()
    for lock in made.profile.rglob("lock"):
        lock.unlink()  # its holder is gone; whether that shows depends on the system the test runs on
    assert on.history()[0].phase is Phase.SWITCHING
    assert on.recover() == Receipt(1, Phase.UNDONE)
    assert made.config.read_bytes() == PC_BEFORE["/.wslconfig"]["utf8"].encode()
    assert made.config.stat().st_mtime_ns == PC_BEFORE["/.wslconfig"]["mtime"]


# Saved plans.


@root_only
@pytest.mark.parametrize("hand", ["direct", "dash"])
@pytest.mark.parametrize("name", ["plan-distro", "plan-go"])
def test_a_saved_plan_is_applied_as_it_was_shown(lay: Lay, name: str, hand: str, before: Nodes) -> None:
    root = lay("before")
    plan = plan_files.load(HERE / f"{name}.json")
    cache = root.parent / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    shutil.copytree(resource("demo", "dl"), cache)  # the plan's own source is a folder that is no more
    on = session(hand, root)
    if hand == "dash":
        _brings_archives(on.transport, root)
    on.check(plan)
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
    session("direct", root).check(plan)
    (root / "etc/machine-id").write_bytes(b"f" * 32)
    with pytest.raises(InputError) as caught:
        session("direct", root).check(plan)
    assert caught.value.code == "plan-other-machine"


def test_a_saved_plan_of_a_pc_is_applied(tmp_path: Path) -> None:
    made = pc(tmp_path, "pc-before")
    on = made.session()
    plan = plan_files.load(HERE / "plan-pc.json")
    on.check(plan)
    assert on.apply(plan) == Receipt(1, Phase.TRIAL)
    assert b"memory=8GB" in made.config.read_bytes()
    on.undo()
    made.config.write_bytes(b"moved")
    with pytest.raises(StaleError):
        on.apply(plan)


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


# Recordings, notes, ids.


@pytest.mark.parametrize(("name", "side"), [("distro", Side.DISTRO), ("pc", Side.HOST)])
def test_a_recording_is_replayed_and_every_rule_answers(name: str, side: Side) -> None:
    path = HERE / f"recording-{name}.json"
    site, host = replay(path)
    look = Session(site, host, WANTED).look()
    rules = {rule.id for rule in catalogue.rules(side)}
    assert {item.rule for item in look.judged} == rules
    known = {item.rule for item in look.judged if item.verdict is not Verdict.UNKNOWN}
    assert known & set(json.loads((HERE / "rules.json").read_text())), "what was asked then is answered"
    if name == "distro":
        assert [setup.number for setup in look.setups] == [1]
        assert plan_of(look.setups[0]).rules()


@pytest.mark.parametrize(("name", "side"), [("distro", Side.DISTRO), ("pc", Side.HOST)])
def test_what_a_recording_was_not_asked_is_unknown_and_no_crash(name: str, side: Side) -> None:
    """Of every answer that is left out a rule may say that it is unknown, or does not matter: as new questions do."""
    machine = recorded.load(HERE / f"recording-{name}.json")
    pairs = machine.host if side is Side.HOST else machine.distro
    facts = evaluate.facts_of(catalogue.rules(side))
    for start in range(0, len(pairs), 7):
        fewer = pairs[:start] + pairs[start + 7 :]
        told = recorded.Recording(
            machine.name, fewer if side is Side.DISTRO else (), fewer if side is Side.HOST else machine.host
        )
        answers = {
            each: Replay(told, told.distro if each is Side.DISTRO else told.host).read(
                probes_of(facts, WANTED, each), never
            )
            for each in Side
        }
        see = evaluate.snapshot(facts, answers, WANTED)
        assert len(evaluate.evaluate(catalogue.rules(side), see, WANTED)) == len(catalogue.rules(side))


def test_a_recording_is_written_again_as_it_is() -> None:
    for name in ("distro", "pc"):
        machine = recorded.load(HERE / f"recording-{name}.json")
        assert recorded.parse(recorded.encode(machine)) == machine
    found = Answers(recorded.load(HERE / "recording-distro.json").distro)[FileProbe("/etc/wsl.conf")]
    assert isinstance(found, Found)


def test_the_notes_of_an_installation_are_read() -> None:
    notes = ProgressFile(HERE / "notes.json").read(silent)
    assert notes.choice == Choice("Debian", "ada", True)
    assert notes.ran == (Operation.ENABLE_PLATFORM, Operation.INSTALL_WSL)
    assert (notes.boot, notes.resumes, notes.settled) == (1_795_000_000, 1, ("features",))


def test_rules_keep_their_ids() -> None:
    """They stand in journals, plans, reports and in what programs make of ``--json``."""
    assert set(json.loads((HERE / "rules.json").read_text())) <= RULES


def test_windows_starts_a_command_that_still_exists() -> None:
    """RunOnce holds it over an update."""
    assert run(["setup-wsl", "--resume", "--help"]) == 0


def test_what_a_recording_asked_its_shells_is_known_and_no_more() -> None:
    machine = recorded.load(HERE / "recording-distro.json")
    see = evaluate.snapshot(
        (LOGIN_SHELL,), {Side.DISTRO: Answers(machine.distro), Side.HOST: Answers(())}, WANTED
    )
    shell = see[LOGIN_SHELL]
    assert shell is not None
    assert shell.get("PATH")
    assert "GOOS" not in shell.asked
