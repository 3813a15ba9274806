"""First-time setup decided: a row per state of a PC, and the laws over all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pcs.setup import BARE, READY, KnownPc
from wizard.engine.setup import decide as setup
from wizard.engine.setup.decide import MOST_RESUMES
from wizard.engine.setup.steps import ELEVATED_COMMANDS
from wizard.engine.setup.usernames import is_distro_name
from wizard.model.firsttime import Choice, Distro, Operation, SetupSteps, Step

UBUNTU = Distro("Ubuntu", 2)


def way(pc: KnownPc, choice: Choice | None = None) -> SetupSteps:
    return setup.way(pc.state, choice)


def ids(pc: KnownPc, choice: Choice | None = None) -> list[str]:
    """The steps; a ? marks what is only offered."""
    return [step.id + ("" if step.is_needed else "?") for step in way(pc, choice).steps]


IN_UBUNTU = ["install-distro:Ubuntu", "add-user:Ubuntu"]


@pytest.mark.parametrize(
    ("pc", "expected"),
    [
        pytest.param(BARE, ["install-wsl", "restart-windows", *IN_UBUNTU], id="no WSL at all"),
        pytest.param(
            replace(BARE, platform=True),
            ["install-wsl", *IN_UBUNTU],
            id="only the package is missing, so nothing waits for a restart",
        ),
        pytest.param(READY, [], id="all is there"),
        pytest.param(replace(READY, distros=()), IN_UBUNTU, id="no distro"),
        pytest.param(
            replace(READY, distros=(Distro("docker-desktop", 2), Distro("podman-machine-default", 2))),
            IN_UBUNTU,
            id="only distros that other programs keep",
        ),
        pytest.param(
            replace(READY, platform=False), ["enable-platform", "restart-windows"], id="platform is off"
        ),
        pytest.param(
            replace(READY, platform=None, has_ran=frozenset({Operation.ENABLE_PLATFORM})),
            ["restart-windows"],
            id="platform counts after a restart",
        ),
        pytest.param(
            replace(READY, platform=False, has_ran=frozenset({Operation.ENABLE_PLATFORM})),
            ["restart-windows"],
            id="what was switched on a minute ago is not switched on again",
        ),
        pytest.param(
            replace(
                BARE,
                has_ran=frozenset({Operation.INSTALL_WSL, Operation.ENABLE_PLATFORM}),
                package="2.6.1",
                platform=True,
            ),
            ["restart-windows", *IN_UBUNTU],
            id="WSL was installed a minute ago",
        ),
        pytest.param(
            replace(BARE, has_ran=frozenset({Operation.INSTALL_WSL}), platform=True),
            ["restart-windows", *IN_UBUNTU],
            id="an older WSL that installs the package after the restart",
        ),
        pytest.param(
            replace(READY, build=19045),
            ["enable-subsystem", "restart-windows"],
            id="Windows 10 needs the subsystem too",
        ),
        pytest.param(
            replace(READY, distros=(Distro("Old", 1), UBUNTU)),
            ["enable-subsystem", "restart-windows"],
            id="a WSL 1 distro does not start without the subsystem",
        ),
        pytest.param(
            replace(READY, build=19045, distros=()),
            ["enable-subsystem", "restart-windows", *IN_UBUNTU],
            id="Windows 10, where WSL installs no distro without the subsystem",
        ),
        pytest.param(
            replace(BARE, build=19045, platform=True, subsystem=True, distros=(UBUNTU,)),
            ["update-wsl"],
            id="the WSL that came with Windows",
        ),
        pytest.param(replace(READY, package="0.66.2"), ["update-wsl"], id="WSL without systemd"),
        pytest.param(replace(READY, package="1.2.5.0"), ["update-wsl?"], id="an old WSL"),
        pytest.param(replace(READY, package="2.3.26"), [], id="not the newest WSL, but good enough"),
        pytest.param(
            replace(READY, package="2.3.26", distros=()),
            ["update-wsl", *IN_UBUNTU],
            id="too old for a distro",
        ),
        pytest.param(
            replace(READY, subsystem=True, distros=(Distro("Ubuntu", 1),)),
            ["convert-distro:Ubuntu?"],
            id="only a WSL 1 distro",
        ),
        pytest.param(
            replace(READY, subsystem=True, distros=(Distro("Old", 1), UBUNTU)), [], id="WSL 1 beside WSL 2"
        ),
        pytest.param(
            replace(READY, distros=(replace(UBUNTU, is_fresh=True),)),
            ["add-user:Ubuntu"],
            id="only root in it",
        ),
        pytest.param(
            replace(READY, distros=(replace(UBUNTU, is_fresh=True),), settled=frozenset({"Ubuntu"})),
            [],
            id="the wizard made a user and noted it in wsl.conf",
        ),
        pytest.param(
            replace(READY, platform=False, is_restart_pending=True),
            ["restart-windows?", "enable-platform"],
            id="Windows waits for a restart already",
        ),
        pytest.param(replace(READY, is_restart_pending=True), [], id="a restart that is nothing to us"),
        pytest.param(
            replace(READY, virtualisation=None, platform=None, subsystem=None),
            [],
            id="a WSL 2 distro is evidence enough",
        ),
    ],
)
def test_steps(pc: KnownPc, expected: list[str]) -> None:
    made = way(pc)
    assert ids(pc) == expected
    assert (made.barrier, made.gaps) == (None, ())
    assert made.is_done is not bool([word for word in expected if not word.endswith("?")])


@pytest.mark.parametrize(
    ("pc", "code"),
    [
        (replace(BARE, is_someone_else=True), "elevated-as-another-user"),
        (replace(BARE, is_allowed=False), "wsl-forbidden"),
        (replace(BARE, build=18363), "windows-too-old"),
        (replace(BARE, virtualisation=False), "virtualisation-off"),
        (replace(READY, virtualisation=False), "virtualisation-off"),
        (replace(BARE, resumes=MOST_RESUMES), "too-many-restarts"),
        (
            replace(READY, has_ran=frozenset({Operation.ENABLE_PLATFORM}), resumes=MOST_RESUMES),
            "too-many-restarts",
        ),
    ],
)
def test_barriers(pc: KnownPc, code: str) -> None:
    made = way(pc)
    assert made.barrier is not None
    assert (made.barrier.code, made.steps, made.is_done) == (code, (), False)


def test_three_restarts_are_no_barrier_once_all_is_well() -> None:
    assert ids(replace(READY, distros=(), resumes=MOST_RESUMES)) == IN_UBUNTU


@pytest.mark.parametrize(
    "field",
    ["build", "virtualisation", "platform", "package", "distros", "is_allowed", "is_someone_else"],
)
def test_nothing_is_done_on_a_guess(field: str) -> None:
    made = way(replace(BARE, **{field: None}))
    assert (made.steps, made.barrier, len(made.gaps)) == ((), None, 1)
    assert not made.is_done


def test_the_subsystem_is_asked_for_on_windows_10_only() -> None:
    assert way(replace(BARE, subsystem=None)).gaps == ()
    (gap,) = way(replace(BARE, subsystem=None, build=19045)).gaps
    assert "Microsoft-Windows-Subsystem-Linux" in gap.render()


class TestChoice:
    def test_another_distro_beside_the_one_that_is_there(self) -> None:
        chosen = Choice(distro="Debian")
        assert ids(READY, chosen) == ["install-distro:Debian", "add-user:Debian"]

    def test_names_are_the_same_in_any_case(self) -> None:
        assert ids(READY, Choice(distro="ubuntu")) == []

    @pytest.mark.parametrize(
        "name", ["-u", "--exec", "a b", "a;b", "", "Ü", "legacy", "x" * 257, "a\n", 'a"', "a\u202eb"]
    )
    def test_a_name_that_would_be_an_option(self, name: str) -> None:
        barrier = way(READY, Choice(distro=name)).barrier
        assert barrier is not None
        assert barrier.code == "bad-distro-name"
        assert barrier.says.render().isprintable()

    def test_a_wrong_user(self) -> None:
        barrier = way(READY, Choice(user="root")).barrier
        assert barrier is not None
        assert barrier.code == "bad-user"

    def test_without_the_store(self) -> None:
        web = Choice(from_web=True)
        assert ids(BARE, web)[0] == "install-wsl-from-web"
        assert ids(replace(READY, package="0.60"), web) == ["update-wsl-from-web"]
        (install, *_) = way(replace(READY, distros=()), web).steps
        assert install.commands == (
            ("wsl.exe", "--install", "-d", "Ubuntu", "--no-launch", "--web-download"),
        )


def test_an_update_names_what_it_ends() -> None:
    old = replace(READY, package="0.60")
    assert way(old).steps[0].effect.render().startswith("All programs running in WSL stop.")
    effect = way(replace(old, running=("Ubuntu", "docker-desktop"))).steps[0].effect
    assert effect.render().startswith(
        "All programs running in WSL stop, currently in: Ubuntu, docker-desktop."
    )


def test_a_registered_name_that_is_none_is_left_alone() -> None:
    made = way(replace(READY, distros=(UBUNTU, Distro("a b -u root", 2, is_fresh=True))))
    assert made.steps == ()
    assert ["a b -u root" in gap.render() for gap in made.gaps] == [True]


def test_a_new_distro_is_wsl_2_even_where_new_ones_are_wsl_1() -> None:
    assert (
        command(replace(READY, distros=()), "install-distro:Ubuntu")
        == "wsl.exe --install -d Ubuntu --no-launch"
    )
    old = replace(READY, distros=(), default_version=1)
    assert command(old, "install-distro:Ubuntu") == "wsl.exe --install -d Ubuntu --no-launch --version 2"


def command(pc: KnownPc, id: str) -> str:
    step = next(step for step in way(pc).steps if step.id == id)
    return " && ".join(" ".join(argv) for argv in step.commands)


@pytest.mark.parametrize(
    ("package", "flavor", "group", "is_managed"),
    [
        ("2.6.1", "ubuntu", "sudo", True),
        ("2.4.11", "debian", "sudo", False),
        ("2.6.1", "fedora", "wheel", True),
    ],
)
def test_the_commands_that_make_a_user(package: str, flavor: str, group: str, is_managed: bool) -> None:
    pc = replace(READY, package=package, distros=(Distro("My.Distro", 2, is_fresh=True, flavor=flavor),))
    root = "wsl.exe -d My.Distro -u root --cd / --exec"
    expected = [
        f"{root} /usr/sbin/useradd -m -s /bin/bash -G {group} zoe-smith",
        f"{root} /usr/sbin/chpasswd",
    ]
    if is_managed:
        expected.append("wsl.exe --manage My.Distro --set-default-user zoe-smith")
    expected.append("wsl.exe --terminate My.Distro")
    assert command(pc, "add-user:My.Distro").split(" && ") == expected


# Laws.

features = st.sampled_from([True, False, None])
names = st.sampled_from(["Ubuntu", "Debian", "docker-desktop", "-u", "a b", "x" * 300]) | st.text(max_size=6)
distros = st.builds(
    Distro, name=names, version=st.sampled_from([1, 2]), is_fresh=st.booleans(), is_default=st.booleans()
)
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


def ideal(pc: KnownPc, step: Step) -> KnownPc:
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
    made = way(pc, choice)
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
        made = way(pc, choice)
        left = made.steps if with_offers else made.needed
        if not left:
            break
        pc = ideal(pc, left[0])
    else:
        raise AssertionError(ids(pc, choice))
    assert made.is_done or made.barrier is not None or made.gaps


@given(pcs, choices)
@settings(max_examples=200)
def test_restarts_that_do_not_help_end_too(pc: KnownPc, choice: Choice | None) -> None:
    """A PC that forgets everything at each restart asks for at most three."""
    restarts = 0
    pc = replace(pc, resumes=0)
    for _ in range(40):
        needed = way(pc, choice).needed
        if not any(step.restarts for step in needed):
            return
        if needed[0].operation is Operation.RESTART_WINDOWS:
            restarts += 1
            pc = replace(pc, has_ran=frozenset(), resumes=pc.resumes + 1)
        else:
            pc = replace(pc, has_ran=pc.has_ran | setup.ran(needed[0], pc.state))
    assert restarts <= MOST_RESUMES
    raise AssertionError("it goes on for ever")
