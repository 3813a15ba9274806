"""Part of `make.py`, with the names of 0.1.0: the distro before any setup, and the journals of its setups."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.compat.machines import Direct, Shell
from tests.compat.nodes import captured, load, save
from tests.interruptions import Kill, Killed
from tests.shellground import TOOLS, Shims
from wizard.app import demo
from wizard.app.archives import Archives
from wizard.app.session import Session
from wizard.model.edits import DropLine, SetLink, Wish
from wizard.model.errors import WizardError
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, File, Link
from wizard.model.wanted import GoWanted, TmpfsWanted, Wanted, WslWanted

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
