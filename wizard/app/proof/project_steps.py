"""The checks on a project of the user: one row a check. None writes there: what is built is thrown away."""

from __future__ import annotations

from typing import Final

from wizard.app.proof.step import Step, StepPlace
from wizard.model.text import say

VENDOR: Final = "verify-module-integrity-vendor"
PROJECT_STEPS: Final = (
    Step(
        "modules-cache-modified",
        "project",
        say("The module cache is unchanged"),
        ("go", "mod", "verify"),
        place=StepPlace.PROJECT,
    ),
    Step(
        "verify-module-integrity-go-sum",
        "project",
        say("go.sum is complete and matches the modules"),
        # `go mod download` would write go.sum, and needs more than builds do (GO §4.1).
        ("go", "list", "-mod=readonly", "-deps", "-test", "./..."),
        place=StepPlace.PROJECT,
    ),
    Step(
        VENDOR,
        "project",
        say("The vendor folder matches go.mod"),
        ("go", "list", "-mod=vendor", "./..."),
        place=StepPlace.PROJECT,
    ),
    Step(
        "verify-project-build",
        "project",
        say("The project builds"),
        ("go", "build", "-o", "/dev/null", "./..."),
        place=StepPlace.PROJECT,
        seconds=900,
    ),
    Step(
        "verify-project-vet",
        "project",
        say("The project passes vet"),
        ("go", "vet", "./..."),
        place=StepPlace.PROJECT,
        seconds=900,
    ),
    Step(
        "verify-project-test",
        "project",
        say("The project passes its tests"),
        ("go", "test", "-count=1", "-p=4", "./..."),
        place=StepPlace.PROJECT,
        seconds=900,
    ),
    Step(
        "verify-project-race",
        "project",
        say("The tests pass under the race detector"),
        ("go", "test", "-race", "-count=1", "-p=4", "./..."),
        place=StepPlace.PROJECT,
        seconds=900,
    ),
    Step(
        "verify-project-arm64",
        "project",
        say("The project builds for arm64 too"),
        ("go", "build", "-o", "/dev/null", "./..."),
        place=StepPlace.PROJECT,
        settings=("CGO_ENABLED=0", "GOOS=linux", "GOARCH=arm64"),
        seconds=900,
        absent="build constraints exclude all Go files",
        why_absent=say("The project needs CGO."),
    ),
)
"""On a project of the user, in this order. None writes there: builds are thrown away, and go.mod is read-only."""

UNCHANGED: Final = Step(
    "verify-module-integrity-unchanged",
    "project",
    say("The checks left go.mod and go.sum unchanged"),
    verb="sums",
    place=StepPlace.PROJECT,
)
