"""The suite in a distro that boots, through wsl.exe, as its user: it works there, and nothing of it is left."""

from __future__ import annotations

import shutil

import pytest

from tests.e2e.goroots import NEWEST, goroot
from tests.transports.test_wsl_rehearsal import home, session, world, write
from tests.wsl.world import World
from wizard.app.proof.sample_steps import SAMPLE_STEPS
from wizard.app.proof.suite import Suite
from wizard.model.proof import DiskKind, StepOutcome
from wizard.model.wanted import Wanted

__all__ = ["world"]

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro"), pytest.mark.timeout(1800)]

STEPS = (
    "verify-build-matrix-build",
    "verify-build-matrix-run",
    "verify-version-match",
    "verify-build-matrix-cgo-on",
    "verify-gotmpdir",
    "verify-module-mode-outside",
    "verify-cgroup",
    "verify-user-session",
    "verify-kubectl",
)


def test_it_runs_in_a_distro_through_wsl_exe(world: World) -> None:
    root = world.root("Debian")
    unused = shutil.ignore_patterns("test", "doc", "api", "misc", "testdata", "*_test.go")
    shutil.copytree(goroot(NEWEST), root / "usr/local/go", ignore=unused, symlinks=True)
    write(world, ".profile", "PATH=/usr/local/go/bin:$PATH\n")
    there = session(world, Wanted())
    steps = [step for step in SAMPLE_STEPS if step.id in STEPS]
    before = sorted(path.name for path in home(world).iterdir())
    result = Suite(there.transport, steps=steps, places=[DiskKind.WINDOWS]).run()
    found = {each.id: each.outcome for each in result.results}
    assert found.pop("verify-kubectl") is StepOutcome.NOT_APPLICABLE
    assert found.pop("verify-build-matrix-cgo-on") is StepOutcome.NOT_APPLICABLE, (
        "the distro has no compiler of C"
    )
    assert found.pop("verify-user-session") in (StepOutcome.PASSED, StepOutcome.NOT_APPLICABLE)
    assert found.pop("verify-cgroup") in (StepOutcome.PASSED, StepOutcome.FAILED, StepOutcome.NOT_APPLICABLE)
    assert set(found.values()) == {StepOutcome.PASSED}, result
    assert result.go == "/usr/local/go/bin/go"
    assert sorted(path.name for path in home(world).iterdir()) == before
    for folder in ("tmp", "var/tmp"):
        assert not list((root / folder).glob("wsl-go-wizard-*"))
