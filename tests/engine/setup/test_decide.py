"""First-time setup decided: a row per state of a PC, and what is said of a step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pcs.setup import BARE, READY, KnownPc
from wizard.engine.setup import decide as setup
from wizard.engine.setup.decide import MOST_RESUMES
from wizard.model.first_time import Choice, Distro, Operation, SetupSteps

UBUNTU = Distro("Ubuntu", 2)


def remaining_steps(pc: KnownPc, choice: Choice | None = None) -> SetupSteps:
    return setup.remaining_steps(pc.state, choice)


def ids(pc: KnownPc, choice: Choice | None = None) -> list[str]:
    """The steps; a ? marks what is only offered."""
    return [step.id + ("" if step.is_needed else "?") for step in remaining_steps(pc, choice).steps]


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
    made = remaining_steps(pc)
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
    made = remaining_steps(pc)
    assert made.barrier is not None
    assert (made.barrier.code, made.steps, made.is_done) == (code, (), False)


def test_three_restarts_are_no_barrier_once_all_is_well() -> None:
    assert ids(replace(READY, distros=(), resumes=MOST_RESUMES)) == IN_UBUNTU


@pytest.mark.parametrize(
    "field",
    ["build", "virtualisation", "platform", "package", "distros", "is_allowed", "is_someone_else"],
)
def test_nothing_is_done_on_a_guess(field: str) -> None:
    made = remaining_steps(replace(BARE, **{field: None}))
    assert (made.steps, made.barrier, len(made.gaps)) == ((), None, 1)
    assert not made.is_done


def test_a_reason_is_said_once_with_all_that_could_not_be_checked_for_it() -> None:
    (gap,) = remaining_steps(replace(BARE, build=None)).gaps
    assert gap.render().count("No permission") == 1
    assert (
        "Could not check: Windows can run WSL 2, The Windows Subsystem for Linux feature is on."
        in gap.render()
    )


def test_the_subsystem_is_asked_for_on_windows_10_only() -> None:
    assert remaining_steps(replace(BARE, subsystem=None)).gaps == ()
    (gap,) = remaining_steps(replace(BARE, subsystem=None, build=19045)).gaps
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
        barrier = remaining_steps(READY, Choice(distro=name)).barrier
        assert barrier is not None
        assert barrier.code == "bad-distro-name"
        assert barrier.says.render().isprintable()

    def test_a_wrong_user(self) -> None:
        barrier = remaining_steps(READY, Choice(user="root")).barrier
        assert barrier is not None
        assert barrier.code == "bad-user"

    def test_without_the_store(self) -> None:
        web = Choice(from_web=True)
        assert ids(BARE, web)[0] == "install-wsl-from-web"
        assert ids(replace(READY, package="0.60"), web) == ["update-wsl-from-web"]
        (install, *_) = remaining_steps(replace(READY, distros=()), web).steps
        assert install.commands == (
            ("wsl.exe", "--install", "-d", "Ubuntu", "--no-launch", "--web-download"),
        )


def test_an_update_names_what_it_ends() -> None:
    old = replace(READY, package="0.60")
    assert remaining_steps(old).steps[0].effect.render().startswith("All programs running in WSL stop.")
    effect = remaining_steps(replace(old, running=("Ubuntu", "docker-desktop"))).steps[0].effect
    assert effect.render().startswith(
        "All programs running in WSL stop, currently in: Ubuntu, docker-desktop."
    )


def test_a_registered_name_that_is_none_is_left_alone() -> None:
    made = remaining_steps(replace(READY, distros=(UBUNTU, Distro("a b -u root", 2, is_fresh=True))))
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
    step = next(step for step in remaining_steps(pc).steps if step.id == id)
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
