"""The laws of a first-time setup, over all PCs: every way is sound, and ends."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pcs.setup import KnownPc
from wizard.engine.setup import decide as setup
from wizard.engine.setup.decide import MOST_RESUMES
from wizard.engine.setup.steps import ELEVATED_COMMANDS
from wizard.engine.setup.usernames import is_distro_name
from wizard.model.first_time import Choice, Distro, Operation, SetupStep

features = st.sampled_from([True, False, None])
names = st.sampled_from(["Ubuntu", "Debian", "docker-desktop", "-u", "a b", "x" * 300]) | st.text(max_size=6)
distros = st.builds(Distro, name=names, version=st.sampled_from([1, 2]), is_fresh=st.booleans())

pcs = st.builds(
    KnownPc,
    build=st.sampled_from([18363, 19041, 19045, 22000, 26200, None]),
    virtualisation=st.sampled_from([True, False, None]),
    platform=features,
    subsystem=features,
    package=st.sampled_from([None, "", "0.60.0", "1.0", "2.3.26", "2.4.11", "2.6.1.0", "nonsense", None]),
    distros=st.none()
    | st.lists(distros, max_size=4, unique_by=lambda distro: distro.name.lower()).map(tuple),
    is_allowed=st.sampled_from([True, True, False, None]),
    is_someone_else=st.sampled_from([False, False, True, None]),
    is_restart_pending=st.sampled_from([True, False, None]),
    default_version=st.sampled_from([1, 2]),
    account=st.text(max_size=8),
    has_ran=st.frozensets(st.sampled_from(list(Operation))),
    resumes=st.integers(0, 5),
)

choices = st.none() | st.builds(
    Choice,
    distro=st.none() | names,
    user=st.none() | st.sampled_from(["me", "root", "-x"]),
    from_web=st.booleans(),
)

INSTALLS = {Operation.INSTALL_WSL, Operation.INSTALL_WSL_FROM_WEB}
NEEDS_RIGHTS = frozenset(ELEVATED_COMMANDS)


def ideal(pc: KnownPc, step: SetupStep) -> KnownPc:
    """What a PC on which everything succeeds looks like after *step*."""
    ran = replace(pc, has_ran=pc.has_ran | setup.ran(step, pc.state))
    distros = pc.distros or ()
    match step.operation:
        case Operation.ENABLE_PLATFORM | Operation.ENABLE_SUBSYSTEM:
            return ran
        case Operation.INSTALL_WSL | Operation.INSTALL_WSL_FROM_WEB:
            return replace(ran, package="2.6.1")
        case Operation.UPDATE_WSL | Operation.UPDATE_WSL_FROM_WEB:
            return replace(ran, package="2.6.1")
        case Operation.RESTART_WINDOWS:
            platform = Operation.ENABLE_PLATFORM in pc.has_ran
            subsystem = Operation.ENABLE_SUBSYSTEM in pc.has_ran
            return replace(
                pc,
                platform=True if platform else pc.platform,
                subsystem=True if subsystem else pc.subsystem,
                package="2.6.1" if not pc.package and pc.has_ran & INSTALLS else pc.package,
                has_ran=frozenset(),
                is_restart_pending=False,
                resumes=pc.resumes + 1,
            )
        case Operation.INSTALL_DISTRO:
            return replace(pc, distros=(*distros, Distro(step.distro or "", 2, is_fresh=True)))
        case Operation.CONVERT_DISTRO | Operation.ADD_USER:
            changed = {"version": 2} if step.operation is Operation.CONVERT_DISTRO else {"is_fresh": False}
            return replace(
                pc,
                distros=tuple(
                    replace(each, **changed) if each.name == step.distro else each for each in distros
                ),
            )


@given(pcs, choices)
@settings(max_examples=300)
def test_every_way_is_sound(pc: KnownPc, choice: Choice | None) -> None:
    made = setup.remaining_steps(pc.state, choice)
    names = [step.id for step in made.steps]
    assert len(names) == len(set(names)) <= 12
    if made.barrier is not None:
        assert made.steps == ()
    for step in made.steps:
        assert step.is_elevated == (step.operation in NEEDS_RIGHTS)
        assert step.commands
        assert step.distro is None or is_distro_name(step.distro)
        assert all(word and word.isprintable() for argv in step.commands for word in argv)
        assert all(argv[0] in ("wsl.exe", "dism.exe", "shutdown.exe") for argv in step.commands)
    if any(step.operation is Operation.RESTART_WINDOWS and step.is_needed for step in made.steps):
        assert pc.resumes < MOST_RESUMES


@given(pcs, choices, st.booleans())
@settings(max_examples=300)
def test_every_way_ends_on_a_pc_where_all_succeeds(
    pc: KnownPc, choice: Choice | None, with_offers: bool
) -> None:
    for _ in range(25):
        made = setup.remaining_steps(pc.state, choice)
        left = made.steps if with_offers else made.needed
        if not left:
            break
        pc = ideal(pc, left[0])
    else:
        raise AssertionError([step.id for step in left])
    assert made.is_done or made.barrier is not None or made.gaps


@given(pcs, choices)
@settings(max_examples=200)
def test_restarts_that_do_not_help_end_too(pc: KnownPc, choice: Choice | None) -> None:
    """A PC that forgets everything at each restart asks for at most three."""
    restarts = 0
    pc = replace(pc, resumes=0)
    for _ in range(40):
        needed = setup.remaining_steps(pc.state, choice).needed
        if not any(step.restarts for step in needed):
            return
        if needed[0].operation is Operation.RESTART_WINDOWS:
            restarts += 1
            pc = replace(pc, has_ran=frozenset(), resumes=pc.resumes + 1)
        else:
            pc = replace(pc, has_ran=pc.has_ran | setup.ran(needed[0], pc.state))
    assert restarts <= MOST_RESUMES
    raise AssertionError("it goes on for ever")
