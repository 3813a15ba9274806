"""Values that a session would answer, built by hand: frozen, so a test needs no machine."""

from __future__ import annotations

from msgspec.structs import replace as msgspec_replace

from wizard.app.look import Look, Verified
from wizard.app.machines.computer import Machine, Single, Survey
from wizard.app.machines.glance import Glance
from wizard.app.session import Session
from wizard.engine.plan import PlanInput
from wizard.engine.rehearsal.agreed import unagreed
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import Problem, ProblemKind
from wizard.gui.flow.state import NOTHING, NOWHERE, Busy, FlowState, ProgressSoFar
from wizard.gui.job_runner import JobRunner
from wizard.gui.pc import PcGlance
from wizard.model.diffs import DiffKind, DiffLine, DiffView, FileDiff, Hunk
from wizard.model.edits.files import Download, Obstacle, SetKey, Wish
from wizard.model.events import Doing, Note, Progress
from wizard.model.findings import Effect, Evidence, Finding, Judged, Restart, Risk, Severity, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Plan, Record, Setup, WrittenPath
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import Account, Answers
from wizard.model.radius import Ending, Radius
from wizard.model.rehearsal.reached import Reached, ShellsNow
from wizard.model.rehearsal.shells import PEOPLE, GoIs, Harm, HarmKind, Missed, Rehearsal, ShellKind
from wizard.model.state import Change, File, Standing
from wizard.model.text import plain, say
from wizard.model.wanted import TmpfsWanted, Wanted, WslConfigWanted, WslWanted

__all__ = ["Can", "Download", "Judged", "Wanted", "msgspec_replace"]

SITE = Site(SiteKind.TREE, "Ubuntu-24.04", "tree-1")
MACHINE = Machine("Ubuntu-24.04", SiteKind.TREE, is_default=True)
ONE = Survey((MACHINE,))
PC = Machine("ANNA-LAPTOP", SiteKind.WINDOWS, is_running=True)
DEBIAN = Machine("Debian", SiteKind.WSL, is_default=True, wsl=2, is_running=True, release="12")
SLEEPING = Machine("Ubuntu-24.04", SiteKind.WSL, wsl=2, is_running=False, release="24.04")
OLD = Machine("openSUSE-Leap", SiteKind.WSL, wsl=1, is_running=False)
SURVEY = Survey((PC, DEBIAN, SLEEPING, OLD))
NONE = Survey(())
RADIUS = Radius(
    Restart.DISTRO,
    ("Debian",),
    (
        Ending("Debian", "me", say("Work that would have to start again: {names}", names="go, make"), 2),
        Ending("Debian", "me", say("VS Code server. Its windows reconnect after the restart.")),
        Ending("Debian", "", say("Services that start again with the distro: {count}", count=4), 4),
    ),
)
ABOUT_PC = PcGlance(
    "Windows 11 Professional 24H2 (26100.2314)",
    "2.6.1",
    32 << 30,
    16,
    {"memory": 8 << 30, "networking_mode": "Mirrored"},
)
CAN = Can(commands=False, act=True, restart=False)
RUNNING = Can(commands=True, act=True, restart=True)
BASELINE = Wanted(
    name="baseline", title="Go on WSL", about="What most people need.", wsl=WslWanted(systemd=True)
)
VPN = Wanted(
    name="vpn",
    title="Go behind a VPN",
    about="The network of Windows.",
    wsl=WslWanted(systemd=True),
    wslconfig=WslConfigWanted(networking_mode="mirrored", dns_tunneling=True, auto_proxy=True),
)
OWN_CONFIG = WslConfigWanted(memory="6500MB", processors=3, swap="0", networking_mode="consomme")
OTHER = Wanted(name="other", title="Other", tmpfs=TmpfsWanted(size="4g"))
GROUND = PlanInput(Answers(), Account("me", 1000, 1000, "/home/me", "/bin/bash"), "m-1", "Ubuntu-24.04")
EDIT = SetKey("/etc/wsl.conf", "boot", "systemd", "true")


def judged(rule: str, verdict: Verdict, *, risk: Risk = Risk.SAFE, restart: Restart = Restart.NONE) -> Judged:
    edits = (EDIT,) if verdict is Verdict.FIXABLE else ()
    finding = Finding(
        verdict,
        say("says {rule}", rule=rule),
        (Evidence("/etc/wsl.conf", "systemd=false", 2),),
        why=say("why it matters"),
        edits=edits,
        risk=risk,
        restart=restart,
    )
    return Judged(rule, "wsl", say("title of {rule}", rule=rule), Severity.MEDIUM, finding)


FINDINGS = (
    judged("good", Verdict.OK),
    judged("one", Verdict.FIXABLE, restart=Restart.DISTRO),
    judged("two", Verdict.FIXABLE),
    judged("careful", Verdict.FIXABLE, risk=Risk.CAREFUL),
    judged("blocked", Verdict.BLOCKED),
    judged("dark", Verdict.UNKNOWN),
    judged("aside", Verdict.NOT_APPLICABLE),
)
BEFORE = File(b"[boot]\nsystemd=false\n", 0o644, 0, 0)
AFTER = File(b"[boot]\nsystemd=true\n", 0o644, 0, 0)
CHANGE = Change("/etc/wsl.conf", BEFORE, AFTER, 0, 0)
PLAN = Plan("m-1", "Ubuntu-24.04", "baseline", (CHANGE,), (Wish(EDIT, ("one",)),), restart=Restart.DISTRO)
EMPTY = Plan("m-1", "Ubuntu-24.04", "baseline")
HUNK = Hunk(
    (
        DiffLine(" ", "[boot]", 1, 1),
        DiffLine("-", "systemd=false", 2, None, changed=((8, 13),), rules=("one",)),
        DiffLine("+", "systemd=true", None, 2, changed=((8, 12),), rules=("one",)),
    )
)
DIFF = DiffView((FileDiff("/etc/wsl.conf", DiffKind.MODIFY, (HUNK,), added=1, removed=1, rules=("one",)),))


def alone(session: Session, profiles: tuple[Wanted, ...] = ()) -> tuple[JobRunner, tuple[Wanted, ...]]:
    """*session* as the only machine there is."""
    return JobRunner(Single(session), session.wanted), profiles


def setup(number: int, phase: Phase = Phase.ACCEPTED, plan: Plan = PLAN) -> Setup:
    return Setup(number, phase, Record(plan, "2026-05-04T03:02:01+00:00", "0.1.0"))


EDITED = msgspec_replace(
    PLAN,
    undoes=7,
    obstacles=(
        Obstacle(None, plain("Line 2 of /etc/wsl.conf: edited."), "/etc/wsl.conf"),
        Obstacle(None, plain("~/.profile was edited."), "~/.profile"),
    ),
)
EDITED_REVIEW = {"back_from": setup(7), "keeps_edits": False, "plan": EDITED, "diff": DIFF, "seen": EDITED.id}
"""Of the state in which the way back from a setup is reviewed that left edited files."""


def look(*setups: Setup, open: int | None = None, findings: tuple[Judged, ...] = FINDINGS) -> Look:
    return Look(findings, GROUND, setups, open, {})


def glance(*setups: Setup, open: int | None = None) -> Glance:
    return Glance("me", "Ubuntu 24.04 LTS", 16 << 30, setups, open)


def verified(
    *,
    well: bool = True,
    open: int | None = 7,
    restart: Restart = Restart.NONE,
    standing: Standing | None = Standing.AFTER,
    pending: Restart = Restart.NONE,
    shells: ShellsNow = None,
) -> Verified:
    """A second look at a machine with one check, which waits for *restart* if it is not *well*."""
    now = judged("one", Verdict.OK if well else Verdict.ADVICE, restart=restart)
    waits = restart > Restart.SHELL or (well and pending > Restart.SHELL)
    effect = Effect.AFTER_RESTART if waits else Effect.NOW if well else Effect.NOT
    seen = msgspec_replace(
        look(setup(7, Phase.TRIAL), open=open, findings=(now,)), pending=max(restart, pending)
    )
    path = WrittenPath("/etc/fstab", standing)
    return Verified((now,), well and not waits, restart, seen, (path,), {"one": effect}, shells)


NOT_REACHED = Missed(GoIs("1.26.6"), (ShellKind.INNER,), "1.25.5", "~/.bashrc", 12)
MISSED = (
    Reached(GoIs("1.26.6"), ("one",), now=(ShellKind.TERMINAL, ShellKind.EDITOR), missed=(NOT_REACHED,)),
)
"""What shells show of a setup that one of them does not."""
MARKUP = "<b>bold</b> & <img src='x'> {brace} \u202e"
LONG = "/home/me/" + "a-folder-with-a-long-name/" * 6 + "file.conf"
HARMFUL = Rehearsal(
    PEOPLE,
    harms=(
        Harm(HarmKind.NO_GO, (ShellKind.TERMINAL,), "", "go1.25.5"),
        *(Harm(HarmKind.LOST_FOLDER, PEOPLE, f"{LONG}/{number}") for number in range(8)),
    ),
    missed=(NOT_REACHED,),
)
DIFFERS = unagreed(HARMFUL, Rehearsal(PEOPLE))
"""What was not agreed to of it by a rehearsal that showed nothing: as many sentences as there can be."""


def problem(kind: ProblemKind = ProblemKind.FAILED) -> Problem:
    steps = (jobs.Todo(say("Shut down WSL"), "wsl --shutdown"), jobs.Todo(say("Start it"), "wsl -d Debian"))
    sentences = (say("It did not work."), say("Nothing was changed."))
    lost = kind is ProblemKind.NO_BOOT
    return Problem(f"test-{kind.value}", kind, sentences, "exit 1", steps if lost else (), can_rescue=lost)


def fresh(can: Can = CAN) -> FlowState:
    return FlowState(SITE, can, (BASELINE, OTHER), BASELINE, machines=ONE.machines, machine=MACHINE)


def unopened() -> FlowState:
    """A window that has just opened: no machine is known."""
    return FlowState(NOWHERE, NOTHING, (BASELINE, OTHER), BASELINE)


def differing(ask: FlowState, plan: Plan) -> FlowState:
    """*ask*, where applying *plan* was stopped before anything was written."""
    return msgspec_replace(ask, plan=msgspec_replace(plan, rehearsal=HARMFUL), unagreed=DIFFERS)


def busy(job: jobs.Job, *events: Doing | Progress | Note, parts: int = 1) -> Busy:
    heard = ProgressSoFar(parts=parts)
    for event in events:
        heard = heard.after(event)
    return Busy(job, 1, progress=heard)
