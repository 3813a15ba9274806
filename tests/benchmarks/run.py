"""Prints the figures of the budget table, side by side with the peers, in one run.

The peers (pyinfra, ansible-core) are installed into a virtual environment of their own below ``.cache``.
Every figure is the median of several runs on this machine, after one that does not count (it fills caches,
Python's bytecode too); compare figures of one run only.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(Path(__file__).parent)]

import bytecode  # noqa: E402

BUNDLES = (
    ("dist/wsl-go-wizard", "bundle", "bundled.py"),
    ("dist/windows/wsl-go-wizard", "windows-bundle", "bundled_windows.py"),
)
CACHE = REPO / ".cache" / "benchmarks"
RUNS = 7

PYINFRA = """\
from pyinfra.operations import files
files.line(path="{root}/etc/wsl.conf", line="systemd=true")
files.line(path="{root}/etc/fstab", line="tmpfs /tmp tmpfs rw,nosuid,nodev,size=2g,mode=1777 0 0")
files.line(path="{root}/home/me/.profile", line='export GODEBUG="netdns=go"')
"""
ANSIBLE = """\
- hosts: localhost
  gather_facts: false
  tasks:
    - lineinfile: {{path: {root}/etc/wsl.conf, line: "systemd=true"}}
    - lineinfile: {{path: {root}/etc/fstab, line: "tmpfs /tmp tmpfs rw,nosuid,nodev,size=2g,mode=1777 0 0"}}
    - lineinfile: {{path: {root}/home/me/.profile, line: 'export GODEBUG="netdns=go"'}}
"""
PROFILE = 'name = "bench"\n[wsl]\nsystemd = true\n[tmpfs]\nsize = "2g"\n[godebug]\nnetdns = "go"\n'


def medians(*works: Callable[[], object], runs: int = RUNS) -> tuple[float, ...]:
    """Median seconds of each of *works*, after one run that does not count. They take turns, so that what else
    the computer does hits all of them alike."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(runs + 1):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken += [time.perf_counter() - start] if number else []
    return tuple(map(statistics.median, times))


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """The same for one alone."""
    (seconds,) = medians(work, runs=runs)
    return seconds


def command(*argv: str | Path, ok: tuple[int, ...] = (0,), **environment: str) -> Callable[[], object]:
    """A command to be timed; any other exit code than those of *ok* ends the benchmark."""

    def work() -> None:
        done = subprocess.run(
            [str(word) for word in argv],
            cwd=REPO,
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
        )
        if done.returncode not in ok:
            raise SystemExit(f"{argv[0]} failed: {done.stdout}{done.stderr}")

    return work


def row(what: str, ours: float, other: float | None, budget: str, unit: str = "ms") -> None:
    """One line of the table."""
    factor = 1000 if unit == "ms" else 1
    against = f"{other * factor:10.1f} {unit}  = {ours / other:5.2f} ×" if other else " " * 24
    print(f"{what:58} {ours * factor:10.1f} {unit}   {against}   budget {budget}")


def peers() -> Path:
    """The folder of the peers' programs, installed once."""
    venv = CACHE / "peers"
    if not (venv / "bin" / "ansible-playbook").exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "-q", "pyinfra", "ansible-core"], check=True)
    return venv / "bin"


def plan_figures(root: Path, profile: Path, work: Path) -> None:
    """`plan` over the whole catalogue against three file operations of the peers, each as a command."""
    bin = peers()
    (work / "deploy.py").write_text(PYINFRA.format(root=root))
    (work / "play.yml").write_text(ANSIBLE.format(root=root))
    ours, pyinfra, ansible = medians(
        command(
            sys.executable, "-m", "wizard", "plan", "--json", "--root", root, "--profile", profile, ok=(0, 2)
        ),
        command(bin / "pyinfra", "-y", "--dry", "@local", work / "deploy.py"),
        command(
            bin / "ansible-playbook",
            "-i",
            "localhost,",
            "-c",
            "local",
            "-e",
            f"ansible_python_interpreter={sys.executable}",
            "--check",
            "--diff",
            work / "play.yml",
        ),
        runs=5,
    )
    row("plan, whole catalogue / pyinfra --dry, 3 operations", ours, pyinfra, "≤ 0.36 ×")
    row("plan, whole catalogue / ansible-playbook --check, 3 tasks", ours, ansible, "≤ 0.1 ×")


def look_figures() -> None:
    """`look` through the shell hand against a script by hand that gathers the same facts."""
    from tests.first_wave import probes_of
    from wizard.engine import evaluate
    from wizard.model.events import never
    from wizard.model.facts import Side
    from wizard.model.probes import CommandProbe, FileProbe, GlobProbe, LinkProbe
    from wizard.model.wanted import Wanted
    from wizard.rules import catalogue
    from wizard.transports.here import Here

    probes = probes_of(evaluate.facts_of(catalogue.rules()), Wanted(), Side.DISTRO)
    home = str(Path.home())
    lines = ["export LC_ALL=C"]
    for probe in probes:
        match probe:
            case FileProbe() | LinkProbe():
                path = probe.path.replace("~", home, 1)
                lines.append(
                    f'[ -e "{path}" ] && {{ stat -L -c "%f %u %g %Y %s" "{path}"; readlink -f "{path}"; }}'
                )
                lines.append(f'[ -f "{path}" ] && head -c 1048577 "{path}" | base64')
            case GlobProbe():
                pattern = probe.pattern.replace("~", home, 1)
                lines.append(f'for f in {pattern}; do [ -f "$f" ] && {{ stat -L -c "%f %u %g %Y %s" "$f";')
                lines.append('readlink -f "$f"; head -c 4096 "$f" | base64; }; done')
            case CommandProbe():
                words = " ".join("'" + word.replace("'", "'\\''") + "'" for word in probe.argv)
                lines.append(f"timeout {probe.timeout_s} {words} </dev/null 2>&1 | base64")
            case _:
                continue
    script = "\n".join(lines) + "\ntrue\n"
    site = Here()
    ours, by_hand = medians(
        lambda: site.read(probes, never),
        lambda: subprocess.run(["/bin/sh"], input=script, text=True, capture_output=True, cwd="/"),
    )
    row(f"look, {len(probes)} probes in one crossing / sh by hand", ours, by_hand, "≤ 1.2 ×")


def text_figures() -> None:
    """Plan and diff of a dot file of 10 000 lines."""
    from wizard.engine.diff import diff
    from wizard.engine.plan import PlanInput, folded_plan
    from wizard.model.edits.files import DropLine, SetEntry
    from wizard.model.findings import Finding, Judged, Severity, Verdict
    from wizard.model.probes import Account, Answers, FileProbe, Found
    from wizard.model.text import plain

    lines = [f"alias a{number}='echo {number}'" for number in range(10_000)]
    lines[4000] = "export GODEBUG=netdns=go"
    text = ("\n".join(lines) + "\n").encode()
    numbers = itertools.count()
    account = Account("me", 1000, 1000, "/home/me", "/bin/bash")

    def ground() -> PlanInput:
        content = text + b"# %d\n" % next(numbers)  # a file that was not folded yet
        found = Found(content, 0o644, 1000, 1000, 0, len(content))
        return PlanInput(Answers(((FileProbe("~/.profile"), found),)), account, "m", "s")

    edits = (
        DropLine("~/.profile", 4001, lines[4000]),
        SetEntry("~/.profile", "GODEBUG", 'export GODEBUG="x=1"'),
    )
    judged = (Judged("r", "a", plain("t"), Severity.LOW, Finding(Verdict.FIXABLE, plain("s"), edits=edits)),)

    def both() -> None:
        made = folded_plan(judged, ["r"], ground())
        diff(made.plan, steps=made.steps)

    row(
        "plan and diff of a 10 000-line dot file",
        median(both),
        None,
        "≤ 30 ms",
    )


def journal_figures(work: Path) -> None:
    """The newest page of 10 000 generations; and the crossings and time of twenty changes."""
    from wizard.model.events import never, silent
    from wizard.model.orders import Accept, Commit
    from wizard.model.probes import AccountProbe, JournalProbe
    from wizard.model.state import Absent, Change, File, Link
    from wizard.transports.tree import Tree

    root = work / "root20"
    make_root(root)
    tree = Tree(root)
    account = tree.read((AccountProbe(),), never)[AccountProbe()]
    uid, gid = root.stat().st_uid, root.stat().st_gid
    changes = tuple(
        Change(f"/etc/new{number}", Absent(), File(b"x\n", 0o644, uid, gid), uid, gid) for number in range(20)
    )
    start = time.perf_counter()
    receipt = tree.act(Commit(changes), silent, never)
    tree.act(Accept(receipt.batch or 0), silent, never)
    print(
        f"{'apply of 20 changes + accept, tree (crossings: look, apply, accept = 3)':58}"
        f" {(time.perf_counter() - start) * 1000:10.1f} ms   {account!r:.0}"
    )
    journal = root / "var/lib/wsl-go-wizard"
    for number in range(2, 10_001):
        shutil.copytree(journal / "1", journal / str(number), copy_function=os.link)
    row(
        "history of 10 000 generations, newest page",
        median(lambda: tree.read((JournalProbe(20),), never)),
        None,
        "≤ 50 ms",
    )

    switch_root = work / "switch"
    make_root(switch_root)
    (switch_root / "home/me/sdk").mkdir(parents=True)
    tree = Tree(switch_root)
    states = [Link("go1.25.5"), Link("go1.27.3")]
    path, (uid, gid) = "/home/me/sdk/go", (switch_root.stat().st_uid, switch_root.stat().st_gid)
    before: Absent | Link = Absent()
    times, waits = [], []
    with synced() as syncs:
        for number in range(20):
            after = states[number % 2]
            syncs.clear()
            start = time.perf_counter()
            receipt = tree.act(Commit((Change(path, before, after, uid, gid),)), silent, never)
            times.append(time.perf_counter() - start)
            waits.append((len(syncs), sum(syncs)))
            tree.act(Accept(receipt.batch or 0), silent, never)
            before = after
    row("switch of Go version, journal and all (direct hand)", statistics.median(times), None, "≤ 10 ms")
    waited = statistics.median(seconds for _, seconds in waits)
    print(f"    {f'of that waiting for the disk in {waits[-1][0]} syncs':54} {waited * 1000:10.1f} ms")


@contextlib.contextmanager
def synced() -> Iterator[list[float]]:
    """How long each sync took that the direct hand waits for."""
    waits: list[float] = []
    fsync = os.fsync

    def timed(descriptor: int) -> None:
        start = time.perf_counter()
        fsync(descriptor)
        waits.append(time.perf_counter() - start)

    os.fsync = timed
    try:
        yield waits
    finally:
        os.fsync = fsync


def make_root(root: Path) -> None:
    """A small image of a distro."""
    for folder in ("etc", "home/me", "usr/lib/systemd", "sbin", "bin", "tmp", "var/lib"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\n")
    (root / "etc/wsl.conf").write_text("[user]\ndefault=me\n")
    (root / "etc/fstab").write_text("LABEL=cloudimg-rootfs\t/\text4\tdefaults\t0 1\n")
    (root / "home/me/.profile").write_text("# mine\n")
    (root / "bin/sh").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00")
    (root / "usr/lib/systemd/systemd").write_bytes(b"")
    (root / "usr/lib/systemd/systemd").chmod(0o755)
    os.symlink("/usr/lib/systemd/systemd", root / "sbin/init")


def bundles() -> Iterator[str]:
    """What measures the bundles that were built (``make bundle``, ``make windows-bundle``). The others are named."""
    for folder, target, program in BUNDLES:
        if (REPO / folder).is_dir():
            yield program
        else:
            print(f"{program} was left out: {folder} is not there; make {target} builds it")


def main() -> None:
    """Everything, one after the other."""
    bytecode.keep()
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        work = Path(name)
        root, profile = work / "root", work / "bench.toml"
        make_root(root)
        profile.write_text(PROFILE)
        plan_figures(root, profile, work)
        look_figures()
        text_figures()
        journal_figures(work)
    for program in ("crossings.py", "rehearsal.py", "first_window.py", "stall.py", *bundles()):
        sys.stdout.flush()
        subprocess.run([sys.executable, str(Path(__file__).with_name(program))], check=True, cwd=REPO)
    print(json.dumps({"python": sys.version.split()[0], "cores": os.cpu_count()}))


if __name__ == "__main__":
    main()
