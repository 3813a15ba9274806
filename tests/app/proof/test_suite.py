"""The suite on a real machine: real shells, real Gos, real projects, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from tests.app.proof.ground import Distro, of, outcomes, run
from tests.e2e.goroots import NEWEST, VERSIONS, goroot
from wizard.app.proof.door import StepOutput
from wizard.app.proof.step import Step
from wizard.app.proof.suite import Suite, check_can_run, judged
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Doing, Event
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.proof import DiskKind, StepOutcome, StepResult
from wizard.model.text import say

pytestmark = [
    pytest.mark.linux(reason="the suite runs in a distro, through its shells"),
    pytest.mark.xdist_group("suite"),
    pytest.mark.timeout(1800),
]

QUICK = (
    "verify-build-matrix-build",
    "verify-build-matrix-run",
    "verify-version-match",
    "verify-build-matrix-mod-verify",
    "verify-build-matrix-vendor",
    "verify-gotmpdir",
    "verify-module-mode-inside",
    "verify-module-mode-outside",
    "verify-cgroup",
    "verify-user-session",
)


@pytest.mark.parametrize("version", VERSIONS)
def test_with_a_go_that_is_well_nothing_is_red(distro: Distro, version: str, tmp_path: Path) -> None:
    distro.profile(
        f"PATH={goroot(version)}/bin:/usr/bin:/bin", f"TMPDIR={tmp_path / 'tmp'}", "export PATH TMPDIR"
    )
    result = run(distro, *set(QUICK) - {"verify-cgroup", "verify-user-session"})
    assert set(outcomes(result).values()) == {StepOutcome.PASSED}, result
    assert result.well
    assert result.version.startswith(f"go version go{version} ")
    assert of(result, "verify-version-match").detail == f"go{version}"
    assert not (distro.home / ".config").exists(), "Go wrote telemetry into the home"
    assert not (distro.home / "go").exists()
    assert not (distro.home / ".cache").exists()


def test_the_whole_suite_with_the_newest_go(distro: Distro) -> None:
    distro.cache = None
    told: list[Event] = []
    heard: list[StepResult] = []
    result = Suite(distro, tell=told.append, hear=heard.append).run()
    assert tuple(heard) == result.results
    red = {each.id for each in result.results if each.outcome in (StepOutcome.FAILED, StepOutcome.UNCHECKED)}
    assert red <= {"verify-cgroup"}, result  # a machine of the tests may have the old ones
    assert of(result, "verify-build-matrix-racy").outcome is StepOutcome.PASSED
    assert of(result, "verify-resolver").detail
    doing = [event for event in told if isinstance(event, Doing)]
    assert [event.number for event in doing] == list(range(1, len(doing) + 1))
    assert {event.count for event in doing} == {len(doing)}
    speeds = {speed.place: speed for speed in result.speeds}
    assert set(speeds) >= {DiskKind.HOME, DiskKind.TMP}
    assert all(speed.seconds > 0 for speed in result.speeds)


@pytest.mark.parametrize("shell", ["bash", "busybox"])
def test_every_shell_of_a_distro_can_run_it(distro: Distro, shell: str) -> None:
    distro.shell = shell
    assert run(distro, "verify-module-mode-outside").well


def test_without_go_that_is_said_once_and_the_rest_is_not_checked(distro: Distro, tmp_path: Path) -> None:
    distro.profile("PATH=/usr/bin:/bin", f"TMPDIR={tmp_path / 'tmp'}", "export PATH TMPDIR")
    if shutil.which("go", path="/usr/bin:/bin"):
        pytest.skip("this machine has a Go of its own")
    result = run(distro, *QUICK, places=(DiskKind.HOME,))
    assert of(result, "verify-go-found").outcome is StepOutcome.FAILED
    assert of(result, "verify-build-matrix-build").outcome is StepOutcome.UNCHECKED
    assert of(result, "verify-user-session").outcome is not StepOutcome.FAILED
    assert result.count(StepOutcome.FAILED) <= 2
    assert not result.speeds


def test_without_a_compiler_of_c_cgo_does_not_apply(distro: Distro, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for folder in ("/usr/bin", "/bin"):
        for program in Path(folder).iterdir():
            if (
                not any(word in program.name for word in ("gcc", "clang", "g++", "c++", "tcc"))
                and program.name != "cc"
            ):
                link = tools / program.name
                if not link.exists():
                    link.symlink_to(program)
    distro.profile(f"PATH={goroot(NEWEST)}/bin:{tools}", f"TMPDIR={tmp_path / 'tmp'}", "export PATH TMPDIR")
    result = run(
        distro,
        "verify-build-matrix-race",
        "verify-build-matrix-racy",
        "verify-build-matrix-cgo-on",
        "verify-build-matrix-cgo-run",
    )
    found = outcomes(result)
    assert found.pop("verify-go-found") is StepOutcome.PASSED
    assert set(found.values()) == {StepOutcome.NOT_APPLICABLE}, result
    assert result.well


def test_a_setting_that_breaks_modules_is_named(distro: Distro, tmp_path: Path) -> None:
    distro.profile(
        f"PATH={goroot(NEWEST)}/bin:/usr/bin:/bin",
        f"TMPDIR={tmp_path / 'tmp'} GO111MODULE=off",
        "export PATH TMPDIR GO111MODULE",
    )
    result = run(distro, "verify-module-mode-inside", "verify-build-matrix-mod-verify")
    verified = of(result, "verify-build-matrix-mod-verify")
    assert of(result, "verify-module-mode-inside").outcome is StepOutcome.FAILED
    assert verified.outcome is StepOutcome.FAILED
    assert verified.says is not None
    assert "GO111MODULE" in verified.says.render()


@pytest.mark.root
def test_a_temporary_folder_that_runs_nothing_is_named(distro: Distro, tmp_path: Path) -> None:
    place = tmp_path / "noexec"
    place.mkdir()
    os.system(f"mount -t tmpfs -o noexec tmpfs {place}")
    try:
        distro.profile(
            f"PATH={goroot(NEWEST)}/bin:/usr/bin:/bin",
            f"TMPDIR={tmp_path / 'tmp'} GOTMPDIR={place}",
            "export PATH TMPDIR GOTMPDIR",
        )
        result = of(run(distro, "verify-gotmpdir"), "verify-gotmpdir")
    finally:
        os.system(f"umount {place}")
    assert result.outcome is StepOutcome.FAILED
    assert result.says is not None
    assert "temporary folder" in result.says.render()


@pytest.mark.parametrize(("folder", "code"), [("~/nowhere", "no-project"), ("~/src", "no-module")])
def test_a_folder_that_is_no_project_is_refused_before_anything_runs(
    distro: Distro, folder: str, code: str
) -> None:
    (distro.home / "src").mkdir()
    heard: list[StepResult] = []
    with pytest.raises(InputError) as error:
        Suite(distro, [folder], hear=heard.append).run()
    assert error.value.code == code
    assert len(heard) == 1


def test_it_is_stopped_at_once_and_clears_up(distro: Distro) -> None:
    stops = threading.Event()

    def tell(event: Event) -> None:
        if isinstance(event, Doing) and event.number == 2:
            threading.Timer(1.5, stops.set).start()

    began = time.monotonic()
    with pytest.raises(Stopped):
        Suite(distro, tell=tell, stop=stops.is_set).run()
    assert time.monotonic() - began < 20


def test_what_takes_too_long_could_not_be_checked(distro: Distro, project: Path) -> None:
    slow = Step("slow", "build", say("Slow"), ("sleep", "30"), seconds=1, uses_go=False)
    result = Suite(distro, steps=[slow], places=()).run()
    assert of(result, "slow").outcome is StepOutcome.UNCHECKED
    assert not result.well


def test_where_nothing_runs_it_is_refused() -> None:
    class Nowhere(Distro):
        can = Can(commands=False, act=True, restart=True)

    class Windows(Distro):
        site = Site(SiteKind.WINDOWS, "This PC", "pc")

    for machine, code in ((Nowhere(Path("/")), "nothing-runs"), (Windows(Path("/")), "suite-needs-distro")):
        with pytest.raises(InputError) as error:
            check_can_run(machine)
        assert error.value.code == code


def test_a_shell_that_does_not_run_it_is_an_error(distro: Distro) -> None:
    distro.profile("exit 3")
    with pytest.raises(MachineError) as error:
        Suite(distro).run()
    assert error.value.code == "suite-not-run"
    distro.profile(f"export TMPDIR={distro.home.parent / 'tmp'}")


def test_output_that_is_not_what_is_good_is_no_success() -> None:
    step = Step("x", "build", say("X"), ("x",), good="^yes$")
    assert judged(step, StepOutput(0, "yes\n")).outcome is StepOutcome.PASSED
    assert judged(step, StepOutput(0, "no\n")).outcome is StepOutcome.FAILED
    assert judged(step, StepOutput(1, "yes\n")).outcome is StepOutcome.FAILED
