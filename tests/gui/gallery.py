"""Every picture the wizard can show, by name: states that pages are rendered from."""

from __future__ import annotations

from dataclasses import replace as replace_class

from msgspec.structs import replace

from tests.gui import states
from tests.gui.galleries.needs import needs
from tests.gui.galleries.proof import suites
from tests.gui.states import (
    BEFORE,
    DIFF,
    FINDINGS,
    LONG,
    MARKUP,
    PLAN,
    busy,
    fresh,
    glance,
    judged,
    look,
    problem,
    setup,
    verified,
)
from tests.pcs.setup import KnownPc
from wizard.engine.setup.decide import remaining_steps
from wizard.engine.setup.pc import PLATFORM
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import ProblemKind
from wizard.gui.flow.state import (
    NOTHING,
    NOWHERE,
    First,
    FlowState,
    History,
    Offer,
    Outcome,
    OutcomeKind,
    Waits,
)
from wizard.gui.flow.steps import Page
from wizard.model.diffs import DiffKind, DiffLine, DiffView, FileDiff, Hunk
from wizard.model.edits.files import Clash, Download, Obstacle, SetKey, Wish
from wizard.model.events import Doing, Note, Progress
from wizard.model.findings import Evidence, Finding, Restart, Verdict
from wizard.model.first_time import Choice, Distro, FirstLook, Operation, PcState
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Drift
from wizard.model.ports import Site, SiteKind
from wizard.model.radius import Radius
from wizard.model.state import Absent, Change, File, Standing
from wizard.model.text import plain, say
from wizard.model.wanted import (
    GoWanted,
    ProjectsWanted,
    TmpfsWanted,
)

PC_SITE = Site(SiteKind.WINDOWS, "ANNA-LAPTOP", "windows-1")


def _judged() -> tuple[states.Judged, ...]:
    wild = judged("wild", Verdict.FIXABLE)
    finding = replace(
        wild.finding,
        says=say("The line says {text}.", text=MARKUP),
        evidence=(Evidence(LONG, MARKUP, 3), Evidence("go version", "go version go1.25.5 linux/amd64")),
        why=say("This is a long explanation. " * 8),
        effect=say("Takes effect in new shells."),
    )
    return (*FINDINGS, replace(wild, area="go-env", finding=finding))


def _diff() -> DiffView:
    crlf = Hunk(
        (
            DiffLine("-", "GOFLAGS=-mod=mod", 1, None, "CRLF", (), ("one",)),
            DiffLine("+", "GOFLAGS=-mod=mod", None, 1, "", (), ("one", "two")),
            DiffLine(" ", "\ttabs and spaces  ", 2, 2),
            DiffLine("+", "x" * 300, None, 3, "none", ((3, 9),), ("two",)),
        )
    )
    far = Hunk((DiffLine(" ", "context", 40, 41), DiffLine("-", MARKUP, 41, None)))
    link = FileDiff("~/sdk/go", DiffKind.LINK, facts=(say("new link to {new}", new="go1.25.5"),))
    return DiffView((*DIFF.files, FileDiff(LONG, DiffKind.MODIFY, (crlf, far), added=2, removed=2), link))


DIFFS = _diff()
PLANS = replace(
    PLAN,
    changes=(
        *PLAN.changes,
        Change(LONG, BEFORE, File(b"x", 0o644, 0, 0), 1000, 1000, "~/file.conf"),
        Change("/home/me/.profile", Absent(), File(b"y", 0o644, 1000, 1000), 1000, 1000, "~/.profile"),
    ),
    clashes=(
        Clash(
            "/etc/wsl.conf",
            "boot.systemd",
            (
                Wish(SetKey("/etc/wsl.conf", "boot", "systemd", "true"), ("one",)),
                Wish(SetKey("/etc/wsl.conf", "boot", "systemd", "false"), ("two",)),
            ),
        ),
    ),
    obstacles=(
        Obstacle(Wish(SetKey("/etc/x", "a", "b", "c"), ("one",)), plain("/etc/x is a fifo, not a file.")),
    ),
    downloads=(
        Download("go1.25.5.linux-amd64.tar.gz", "1.25.5", "0" * 64, 60 << 20, ("https://go.dev/dl/",)),
    ),
)
TRIAL = Waits(7, Phase.TRIAL, PLANS, "2026-05-04T03:02:01+00:00")
CUT = Waits(7, Phase.SWITCHING, PLANS, "2026-05-04T03:02:01+00:00")


def pictures() -> dict[str, FlowState]:
    """All of them."""
    start = replace(fresh(), glance=glance(setup(3), setup(2, Phase.UNDONE)))
    wanted = replace(
        states.OTHER,
        name="custom",
        go=GoWanted(version="1.25.5"),
        tmpfs=TmpfsWanted(size="6g"),
        godebug={"netdns": "go", "madvdontneed": "1"},
        projects=ProjectsWanted(folders=("~/src/app", LONG)),
    )
    seen = replace(
        start, page=Page.FINDINGS, look=look(findings=_judged()), chosen=frozenset({"one", "wild"})
    )
    drift = (
        Drift(3, "~/.profile", Standing.FOREIGN, ("one",), ()),
        Drift(3, "/etc/fstab", Standing.BEFORE, ("two",), ("two",)),
        Drift(3, "/etc/wsl.conf", Standing.AFTER, ("one",), ()),
    )
    review = replace(seen, page=Page.REVIEW, plan=PLANS, diff=DIFFS, seen=PLANS.id)
    ask = replace(review, page=Page.APPLY)
    work = busy(
        jobs.DoApply(PLANS),
        Doing(say("Downloading {name}", name="go1.25.5.linux-amd64.tar.gz")),
        Progress(10, 10),
        Doing(say("Writing {path}", path=LONG), 2, 3),
        Note(say("a note")),
        parts=2,
    )
    verify = replace(review, page=Page.VERIFY, open=TRIAL)
    receipt = Receipt(7, Phase.UNDONE, foreign=("/etc/fstab",), kept=("/etc/fstab.kept-1",))
    kept = Outcome(OutcomeKind.KEPT, 7, PLANS, Receipt(7, Phase.ACCEPTED))
    return {
        **_machines(),
        **_first_times(),
        **_restarts(verify),
        "machine-first": fresh(),
        "machine": start,
        "machine-trial": replace(start, open=TRIAL),
        "machine-cut": replace(start, open=CUT),
        "machine-problem": replace(fresh(), problem=problem()),
        "machine-ended": replace(start, outcome=Outcome(OutcomeKind.UNDONE, 7, PLANS, receipt)),
        "needs": replace(start, page=Page.NEEDS),
        "needs-own": replace(
            start, page=Page.NEEDS, wanted=wanted, notice=say("Saved as {path}.", path=LONG)
        ),
        **needs(start),
        "scan-busy": replace(start, page=Page.SCAN, busy=busy(jobs.DoLook(wanted), Doing(say("Checking x")))),
        "scan-problem": replace(start, page=Page.SCAN, problem=problem()),
        "scan": replace(seen, page=Page.SCAN),
        "findings": seen,
        "findings-drift": replace(seen, drift=drift, chosen=frozenset()),
        "review": review,
        "review-empty": replace(review, plan=states.EMPTY, diff=DiffView(), seen=None),
        "review-edited": replace(review, **states.EDITED_REVIEW),
        "review-weekly": replace(
            review, plan=replace(PLANS, wishes=(*PLANS.wishes, Wish(states.EDIT, ("distro-weekly-check",))))
        ),
        "review-locked": replace(review, can=replace(states.CAN, act=False)),
        "apply-ask": ask,
        "apply-work": replace(ask, busy=work),
        "apply-stopping": replace(ask, busy=replace(work, stopping=True)),
        "apply-unagreed": states.differing(ask, PLANS),
        "apply-stale": replace(ask, problem=problem(ProblemKind.STALE)),
        "apply-failed": replace(ask, problem=problem()),
        "apply-cut": replace(ask, problem=problem(), open=CUT),
        "verify-busy": replace(verify, busy=busy(jobs.DoVerify(PLANS, wanted))),
        "verify-well": replace(verify, verified=verified()),
        "verify-pending": replace(
            verify, can=states.RUNNING, verified=verified(well=False, restart=Restart.DISTRO)
        ),
        "verify-bad": replace(verify, verified=verified(well=False)),
        **suites(replace(verify, can=states.RUNNING, verified=verified(), restarted=7)),
        "verify-shells": replace(verify, can=states.RUNNING, verified=verified(shells=states.MISSED)),
        "done-kept": replace(review, page=Page.DONE, outcome=kept),
        "done-undone": replace(
            review, page=Page.DONE, outcome=Outcome(OutcomeKind.UNDONE, 7, PLANS, receipt)
        ),
        "done-nothing": replace(seen, page=Page.DONE, outcome=Outcome(OutcomeKind.NOTHING)),
    }


def _machines() -> dict[str, FlowState]:
    """A computer with several machines."""
    chosen = replace(
        fresh(states.RUNNING),
        machines=states.SURVEY.machines,
        machine=states.DEBIAN,
        site=replace(states.SITE, kind=SiteKind.WSL, name="Debian"),
        pc=states.ABOUT_PC,
        glance=glance(setup(3)),
        glances={"Debian": glance(setup(3))},
    )
    wild = replace(states.SLEEPING, name="a-distro-with-a-long-name" * 4, release=MARKUP)
    asleep = replace(
        chosen, machine=states.SLEEPING, glance=None, site=replace(states.SITE, kind=SiteKind.WSL)
    )
    waits = replace(chosen, open=TRIAL)
    return {
        "machines-first": states.unopened(),
        "machines": chosen,
        "machines-asleep": asleep,
        "machines-pc": replace(chosen, machine=states.PC, glance=None, site=PC_SITE),
        "needs-pc": replace(chosen, machine=states.PC, glance=None, site=PC_SITE, page=Page.NEEDS),
        "needs-pc-own": replace(
            chosen,
            machine=states.PC,
            site=PC_SITE,
            pc=None,
            page=Page.NEEDS,
            profiles=(states.BASELINE, states.VPN),
            wanted=replace(states.BASELINE, wslconfig=states.OWN_CONFIG),
        ),
        "machines-opening": replace(
            asleep, site=NOWHERE, can=NOTHING, busy=busy(jobs.DoOpen(states.SLEEPING))
        ),
        "machines-trial": waits,
        "machines-wild": replace(
            chosen,
            machines=(states.PC, states.DEBIAN, wild),
            pc=None,
            remarks=(plain("wsl.exe does not list its distros (exit code 1)."),),
        ),
        "machines-pending": replace(chosen, look=replace(look(), pending=Restart.DISTRO)),
    }


def _first_times() -> dict[str, FlowState]:
    """A PC without WSL, from the first look to the last step."""
    bare = KnownPc(account="Zoe")
    ready = replace_class(bare, platform=True, package="2.6.1")
    fresh_one = Distro("Ubuntu", 2, is_fresh=True, flavor="ubuntu")
    old = replace_class(ready, subsystem=True, package="2.0.1", distros=(Distro("Debian", 1),))
    choice = Choice("Ubuntu-24.04", "zoe", from_web=True)

    def at(known: KnownPc | PcState, wish: Choice = choice, **more: object) -> FlowState:
        pc = known.state if isinstance(known, KnownPc) else known
        seen = FirstLook(pc, remaining_steps(pc, wish), wish)
        first = First(**{"seen": seen, "offered": ("Ubuntu", "Ubuntu-24.04", "Debian"), **more})  # type: ignore[arg-type]
        return replace(states.unopened(), machines=(states.PC,), first=first, pc=states.ABOUT_PC)

    settled = replace_class(ready, distros=(replace_class(fresh_one, is_fresh=False),))
    user = at(replace_class(ready, distros=(fresh_one,)), Choice(None, "zoe"), done=(say("Install it"),))
    nothing = replace(at(bare), first=First(), busy=busy(jobs.DoFirstLook()))
    step = remaining_steps(bare.state, choice).steps[0]
    ran = replace_class(bare, package="2.6.1", has_ran=frozenset({step.operation, Operation.ENABLE_PLATFORM}))
    return {
        "first-look": nothing,
        "first-bare": at(bare),
        "first-work": replace(at(bare), busy=busy(jobs.DoStep(at(bare).first.seen, step), Note(say("50 %")))),  # type: ignore[union-attr, arg-type]
        "first-failed": replace(at(bare), problem=problem()),
        "first-restart": at(ran),
        "first-restarting": at(ran, restarting=True),
        "first-distro": at(ready, done=(say("Install it"), say("Switch it on"))),
        "first-user": user,
        "first-barrier": at(replace_class(bare, virtualisation=False)),
        "first-unknown": at(_hostile(bare.state)),
        "first-old": at(old, Choice()),
        "first-more": at(settled, Choice(), asked=True),
    }


def _hostile(pc: PcState) -> PcState:
    """*pc*, of whose feature nothing is known but markup."""
    found = pc.findings[PLATFORM]
    unknown = Finding(Verdict.UNKNOWN, plain(MARKUP))
    return replace_class(pc, findings={**pc.findings, PLATFORM: replace(found, finding=unknown)})


def _restarts(verify: FlowState) -> dict[str, FlowState]:
    """A restart, from the question to the way out."""
    runs = replace(
        verify,
        can=states.RUNNING,
        machine=states.DEBIAN,
        site=replace(states.SITE, kind=SiteKind.WSL, name="Debian"),
    )
    offered = replace(runs, offer=Offer(states.RADIUS))
    wsl = Radius(
        Restart.WSL,
        ("Debian", "Ubuntu-24.04", "docker-desktop"),
        states.RADIUS.endings,
        (
            say(
                "Could not find out what is running in {distro}: {why}",
                distro="Ubuntu-24.04",
                why=plain(MARKUP),
            ),
        ),
    )
    restarting = Doing(say("Starting {site}", site="Debian"), 2, 2)
    lost = replace(offered, problem=problem(ProblemKind.NO_BOOT))
    return {
        "restart-look": replace(runs, offer=Offer(), busy=busy(jobs.DoRadius())),
        "restart-blind": replace(runs, offer=Offer(), problem=problem()),
        "restart-ask": offered,
        "restart-ask-wsl": replace(offered, machine=states.PC, site=PC_SITE, offer=Offer(wsl)),
        "restart-nothing": replace(offered, offer=Offer(Radius(Restart.DISTRO, ("Debian",)))),
        "restart-work": replace(offered, busy=busy(jobs.DoRestart(states.BASELINE), restarting)),
        "restart-lost": lost,
        "restart-lost-by-hand": replace(
            lost, problem=replace(problem(ProblemKind.NO_BOOT), can_rescue=False)
        ),
        "restart-rescue": replace(lost, busy=busy(jobs.DoRescue(), restarting), problem=None),
        "verify-due": replace(runs, verified=verified(well=False, restart=Restart.DISTRO)),
        "done-due": replace(
            runs,
            page=Page.DONE,
            open=None,
            outcome=Outcome(OutcomeKind.KEPT, 7, PLANS, Receipt(7, Phase.ACCEPTED)),
        ),
        "done-due-again": replace(
            runs,
            page=Page.DONE,
            open=None,
            restarted=7,
            outcome=Outcome(OutcomeKind.UNDONE, 7, PLANS, Receipt(7, Phase.UNDONE)),
        ),
    }


def history() -> FlowState:
    """With the History window open."""
    unreadable = replace(setup(1), record=None, is_newer=True)
    return replace(
        pictures()["machine"],
        history=History((setup(3), setup(2, Phase.UNDONE), unreadable), complete=False, picked=3, diff=DIFFS),
    )
