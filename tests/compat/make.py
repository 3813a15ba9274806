"""Made `tests/compat/0.1.0`, once: what the wizard of commit 07735b9, which is 0.1.0, left on machines and in files.

It was run as root at commit 3f66ee4, which added this folder to that one: ``python -m tests.compat.make``. It is kept
as the witness of how, with the names of then; the fixtures are never made again, for a later wizard would write what
a later wizard writes. What comes after 0.1.0 gets a folder of its own.

- `before.jsonl`: the distro before any setup; each journal, ``HAND-…jsonl``, is what differs from it (`nodes.py`).
  ``trial``: one setup of everything that a setup can do; ``draft``, ``prepared``, ``switching``: the same, killed on
  its way; ``generations``: 1 accepted, 2 undone, 3 accepted, 4 accepted, which takes 1 back.
- `pc-before.jsonl` and ``windows-…``: likewise the profile folder of a Windows user. ``generations``: 1 accepted,
  2 undone, 3 in trial.
- ``plan-…json``: saved plans; `plan-of-everything.json` has one of each thing that a plan of 0.1.0 can hold.
- ``recording-…json``: recorded machines. `notes.json`: notes of an interrupted first-time setup.
- `rules.json`: the ids of all rules.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from wizard.app.notebook import Notebook, Progress
from wizard.transports.disk import Hook
from wizard.transports.registry_file import FileRegistry

from tests.compat.machines import Direct, Shell
from tests.compat.nodes import captured, laid, load, save
from tests.machines.make import place_of
from tests.pcs.wslconfig import Pc
from tests.shellground import TOOLS, Shims
from tests.worlds import Kill, Killed
from wizard.app import demo, plan_files
from wizard.app.archives import Archives
from wizard.app.session import Session
from wizard.cli.main import run
from wizard.model.edits import files
from wizard.model.edits.files import Clash, Download, DropLine, Obstacle, SetLink, Wish
from wizard.model.errors import WizardError
from wizard.model.facts import Side
from wizard.model.firsttime import Choice, Operation
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, File, Link, Other
from wizard.model.text import plain, say, say_n
from wizard.model.wanted import GoWanted, TmpfsWanted, Wanted, WslWanted
from wizard.resources import resource
from wizard.rules import catalogue
from wizard.transports.windows import Windows

HERE = Path(__file__).parent / "0.1.0"
CACHE = Path("/var/tmp/wsl-go-wizard-archives")  # journals and plans name it, so it has one name
WANTED = Wanted(
    name="everything",
    wsl=WslWanted(systemd=True),
    tmpfs=TmpfsWanted("2g"),
    godebug={"netdns": "go"},
    go=GoWanted("stable", (str(CACHE),)),
)
PLAIN = msgspec.structs.replace(WANTED, name="plain", go=GoWanted())
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"
PASSWD = b"root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\n"
FILES = {
    "/etc/passwd": PASSWD,
    "/etc/group": b"root:x:0:\nme:x:1000:\n",
    "/etc/machine-id": b"0123456789abcdef0123456789abcdef\n",
    "/etc/wsl.conf": b"[user]\ndefault=me\n; the wrong kind of comment\n[network]\nhostname=box\n",
    "/etc/fstab": b"LABEL=cloudimg-rootfs\t/\text4\tdefaults\t0 1\n",
    "/etc/old.conf": b"caf\xe9, removed by the setup\n",
    "/bin/sh": ELF,
    "/usr/lib/systemd/systemd": ELF,
    "/home/me/.profile": b"# mine\nexport GODEBUG=netdns=go,tlsrsakex=1\n",
    "/home/me/.bashrc": b"export GODEBUG=http2client=0\r\nalias gt='go test ./...'\n",
    "/home/me/.config/go/env": b"GOPROXY=direct\nGODEBUG=netdns=cgo\n",
}
MODES = {"/etc/old.conf": 0o600, "/home/me/.bashrc": 0o640, "/usr/lib/systemd/systemd": 0o755}
LINKS = {"/sbin/init": "/usr/lib/systemd/systemd", "/etc/localtime": "/usr/share/zoneinfo/UTC"}
FOLDERS = ("/lib", "/lib64", "/proc", "/dev", "/tmp", "/var/lib", "/home/me/sdk")
LONG_AGO_NS = 1_600_000_001_987_654_321


def distro(root: Path) -> None:
    """An Ubuntu, as small as the wizard needs it."""
    root.chmod(0o755)
    for path in FOLDERS:
        (root / path[1:]).mkdir(parents=True, exist_ok=True)
    for path, content in FILES.items():
        place = root / path[1:]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        place.chmod(MODES.get(path, 0o644))
    for path, target in LINKS.items():
        (root / path[1:]).parent.mkdir(parents=True, exist_ok=True)
        (root / path[1:]).symlink_to(target)
    (root / "tmp").chmod(0o1777)
    for place in (root / "home/me", *(root / "home/me").rglob("*")):
        os.chown(place, 1000, 1000, follow_symlinks=False)
    for place in root.rglob("*"):
        os.utime(place, ns=(LONG_AGO_NS, LONG_AGO_NS), follow_symlinks=False)


def session(site: Direct, wanted: Wanted, day: int) -> Session:
    then = datetime(2026, 11, day, 8, 15, tzinfo=UTC)
    host = demo.Computer(demo.machine())
    return Session(site, host, wanted, archives=Archives(CACHE), now=lambda: then, version="0.1.0")


def of_everything(on: Session) -> Plan:
    """What the rules want, and what no rule wanted in 0.1.0 but every hand could do: a file removed, a new one in
    new folders, another target for a link."""
    plan = on.plan(on.look(), on.rule_ids)
    old = File(FILES["/etc/old.conf"], 0o600, 0, 0)
    changes = (
        Change("/etc/old.conf", old, Absent(), 0, 0),
        Change("/etc/new.d/deep/go.conf", Absent(), File(b"new \xff\n", 0o755, 0, 0), 0, 0),
        Change(
            "/etc/localtime", Link(LINKS["/etc/localtime"]), Link("/usr/share/zoneinfo/Asia/Shanghai"), 0, 0
        ),
    )
    wishes = (
        Wish(DropLine("/etc/old.conf", 1, "caf\\xe9, removed by the setup"), ("wsl-text-encoding",)),
        Wish(SetLink("/etc/localtime", "/usr/share/zoneinfo/Asia/Shanghai"), ("wsl-text-encoding",)),
    )
    return msgspec.structs.replace(plan, changes=(*plan.changes, *changes), wishes=(*plan.wishes, *wishes))


def in_folder(work: Callable[[Path], None], furnish: Callable[[Path], None] = distro) -> None:
    with tempfile.TemporaryDirectory(prefix="compat-", dir="/dev/shm") as folder:
        root = Path(folder) / "root"
        root.mkdir(mode=0o755)
        Path(folder).chmod(0o755)
        furnish(root)
        work(root)


def keep(name: str, root: Path) -> None:
    save(HERE / f"{name}.jsonl", captured(root), load(HERE / "before.jsonl"))


# The journals of a distro.


def site_of(hand: str, root: Path) -> Direct:
    if hand == "direct":
        return Direct(root)
    site = Shell(root, "dash")
    site.hand.on_site = lambda path: _carried(path, root)
    return site


def _carried(path: str, root: Path) -> str:
    """The archive at *path*, brought to where the distro sees it."""
    place = root / CACHE.relative_to("/")
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, place)
    return path


def uncarried(root: Path) -> None:
    place = root / CACHE.relative_to("/")
    shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):
        place.parent.rmdir()
    os.utime(root / "var", ns=(LONG_AGO_NS, LONG_AGO_NS))


def trial(hand: str, root: Path) -> None:
    on = session(site_of(hand, root), WANTED, 2)
    print(hand, on.apply(of_everything(on)))
    uncarried(root)
    keep(f"{hand}-trial", root)


def generations(root: Path) -> None:
    on = session(site_of("shell", root), PLAIN, 2)
    on.apply(on.plan(on.look(), on.rule_ids))
    on.accept()
    first = on.setup(1)
    on = session(site_of("shell", root), WANTED, 3)
    on.apply(on.plan(on.look(), on.rule_ids))
    on.undo()
    on = session(site_of("shell", root), WANTED, 4)
    on.apply(on.plan(on.look(), on.rule_ids))
    on.accept()
    on = session(site_of("shell", root), WANTED, 5)
    on.apply(on.back(first))
    on.accept()
    uncarried(root)
    keep("shell-generations", root)


def interrupted_directly() -> None:
    """Killed just before each effect; of each phase the journal that is the furthest."""
    at, phases = 0, dict[str, int]()
    while "trial" not in phases:

        def one(root: Path, at: int = at) -> None:
            plan = of_everything(session(Direct(root), WANTED, 2))
            with suppress(Killed):
                session(Direct(root, Kill(at)), WANTED, 2).apply(plan)
            phase = phase_in(root)
            count = phases[phase] = phases.get(phase, 0) + 1
            if phase == "prepared" or (phase == "switching" and count < 14):
                keep(f"direct-{phase}", root)

        in_folder(one)
        at += 1
    print("direct", phases)


def interrupted_shell() -> None:
    """The same with the shell hand, killed just before each command."""
    at, phases = 1, dict[str, int]()
    while "trial" not in phases:

        def one(root: Path, at: int = at) -> None:
            shims = Shims(root.parent / "shims", (*TOOLS, "true"))
            plan = of_everything(session(Direct(root), WANTED, 2))
            site = site_of("shell", root)
            assert isinstance(site, Shell)
            site._env = {"WSL_GO_WIZARD_PATH": str(shims.place), "KILL_BEFORE": str(at)}
            site.hand._account = Shell(root, "dash").hand._known_account()
            with suppress(WizardError):
                session(site, WANTED, 2).apply(plan)
            uncarried(root)
            phase = phase_in(root)
            count = phases[phase] = phases.get(phase, 0) + 1
            if count < {"draft": 14, "switching": 9}.get(phase, 0):
                keep(f"shell-{phase}", root)

        in_folder(one)
        at += 3
    print("shell", phases)


def phase_in(root: Path) -> str:
    folder = root / "var/lib/wsl-go-wizard/1"
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return next(iter(names & {"draft", "prepared", "switching", "trial"}), "none")


# The journals of a PC.

CONFIG = b"# mine\r\n[wsl2]\r\nmemory=4GB\r\nswapFile=C:\\temp\\swap.vhdx\r\n"


def pc(folder: Path) -> Pc:
    made = Pc(folder, CONFIG)
    os.utime(made.config, ns=(LONG_AGO_NS, LONG_AGO_NS))
    return made


def pc_session(made: Pc, wanted: str, day: int) -> Session:
    then = datetime(2026, 11, day, 8, 15, tzinfo=UTC)
    on = made.session(wanted)
    on._now, on._version = (lambda: then), "0.1.0"
    return on


def windows(folder: Path) -> None:
    made = pc(folder)
    save(HERE / "pc-before.jsonl", captured(made.profile))
    for day, (wanted, end) in enumerate(
        (('memory = "8GB"', "accept"), ('swap = "0"', "undo"), ('networkingMode = "mirrored"', "")), 2
    ):
        on = pc_session(made, wanted, day)
        plan = on.plan(on.look(), on.rule_ids)
        if day == 2:
            plan_files.save(plan, HERE / "plan-pc.json")
        on.apply(plan)
        if end:
            getattr(on, end)()
    save(HERE / "windows-generations.jsonl", captured(made.profile), load(HERE / "pc-before.jsonl"))


def windows_interrupted() -> None:
    """Killed just after the file was switched."""
    at, phase = 0, "none"
    while phase != "trial":
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            made = pc(Path(folder))
            on = pc_session(made, 'memory = "8GB"', 2)
            plan = on.plan(on.look(), on.rule_ids)
            journal = made.profile / "AppData/Local/wsl-go-wizard/1"
            with suppress(Killed):
                killed(made, Kill(at))
                on.apply(plan)
            journal = next(iter(made.profile.rglob("wsl-go-wizard/*/1")), journal)
            names = {path.name for path in journal.iterdir()} if journal.is_dir() else set()
            phase = next(iter(names & {"draft", "prepared", "switching", "trial"}), "none")
            if phase == "switching":
                name = HERE / "windows-switching.jsonl"
                save(name, captured(made.profile), load(HERE / "pc-before.jsonl"))
        at += 1


def killed(made: Pc, hook: Hook) -> None:
    folder = made.profile.parent
    registry = FileRegistry(folder / "pc.reg")
    made._windows = Windows(made.profile, registry, drives={"c": folder}, home="C:\\Users\\me", hook=hook)


# Plans, recordings, and the rest.


def plans(root: Path) -> None:
    on = session(Direct(root), PLAIN, 2)
    plan_files.save(on.plan(on.look(), on.rule_ids), HERE / "plan-distro.json")
    on = session(Direct(root), WANTED, 2)
    plan = on.plan(on.look(), on.rule_ids)
    plan_files.save(plan, HERE / "plan-go.json")
    plan_files.save(holding_everything(plan), HERE / "plan-of-everything.json")


def holding_everything(plan: Plan) -> Plan:
    archive = Download("go1.27.3.linux-amd64.tar.gz", "1.27.3", "ab" * 32, 561, ("https://go.dev/dl/",))
    path = "~/x"
    wishes = tuple(
        Wish(edit, ("wsl-text-encoding", "tmpfs-tmp"))
        for edit in (
            files.SetKey(path, "boot", "systemd", "true"),
            files.RemoveKey(path, "boot", "command"),
            files.RepairLine(path, 3, "comment"),
            files.RepairRest(path),
            files.Reencode(path),
            files.DropLine(path, 7, "caf\\xe9"),
            files.ReplaceLine(path, 8, "a", "b"),
            files.SetMount(path, "/tmp", "tmpfs", "tmpfs", ("rw", "size=2g")),
            files.SetEntry(path, "GODEBUG", "export GODEBUG=netdns=go"),
            files.DropEntry(path, "GOROOT"),
            files.SetVariable(path, "GOPROXY", "direct"),
            files.UnsetVariable(path, "GODEBUG"),
            files.SetLink(path, "go1.27.3"),
            files.Unpack(path, archive),
        )
    )
    nested = say("{path}: {why}.", path="/etc/x", why=say_n("{count} file", "{count} files", count=2))
    return msgspec.structs.replace(
        plan,
        wishes=wishes,
        clashes=(Clash("/etc/wsl.conf", "boot.systemd", wishes[:2]),),
        obstacles=(Obstacle(wishes[2], nested), Obstacle(wishes[3], plain("é"))),
        changes=(*plan.changes, Change("/dev/x", Other("device"), Absent(), 0, 0, asked="~/x")),
        downloads=(archive,),
        undoes=7,
    )


def recordings() -> None:
    for name, source in (("distro", "ubuntu-24.04-ready"), ("pc", "pc-good")):
        code = run(["record", str(HERE / f"recording-{name}.json"), "--machine", str(place_of(source))])
        assert code == 0


def rest() -> None:
    Notebook(HERE / "notes.json").write(
        Progress(
            choice=Choice("Debian", "ada", True),
            ran=(Operation.ENABLE_PLATFORM, Operation.INSTALL_WSL),
            boot=1_795_000_000,
            resumes=1,
            settled=("features",),
        )
    )
    ids = sorted(rule.id for side in Side for rule in catalogue.rules(side))
    (HERE / "rules.json").write_text(json.dumps(ids, indent=1) + "\n")


def main() -> int:
    if os.geteuid() != 0:
        print("Only root can make files of two owners.", file=sys.stderr)
        return 1
    os.environ["LOGNAME"] = "me"  # who holds the lock of what was interrupted
    platform.node = lambda: "box"
    os.umask(0o022)
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    shutil.copytree(resource("demo", "dl"), CACHE)
    try:
        in_folder(lambda root: save(HERE / "before.jsonl", captured(root)))
        for hand in ("direct", "shell"):
            in_folder(lambda root, hand=hand: trial(hand, root))
        in_folder(generations)
        interrupted_directly()
        interrupted_shell()
        in_folder(windows, laid_nothing)
        windows_interrupted()
        in_folder(plans)
        recordings()
        rest()
    finally:
        shutil.rmtree(CACHE)
    return 0


def laid_nothing(root: Path) -> None:
    """A PC lays out its own folder."""
    laid({}, root)


if __name__ == "__main__":
    sys.exit(main())
