"""The suite on a project of the user: it finds what is wrong, and leaves it byte for byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from tests.app.proof import go_project
from tests.app.proof.ground import Distro, of, outcomes, prove, run
from wizard.model.proof import StepOutcome

pytestmark = [
    pytest.mark.linux(reason="the suite runs in a distro, through its shells"),
    pytest.mark.xdist_group("suite"),
    pytest.mark.timeout(1800),
]


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_project_that_is_well_passes_and_is_left_byte_for_byte(distro: Distro, project: Path) -> None:
    before = digests(project)
    result = run(distro, projects=["~/src/app"])
    found = outcomes(result)
    assert found.pop("verify-module-integrity-vendor") is StepOutcome.NOT_APPLICABLE
    assert set(found.values()) == {StepOutcome.PASSED}, result
    assert digests(project) == before
    assert {each.project for each in result.results} == {"", "~/src/app"}


def test_changed_modules_in_the_cache_are_found(distro: Distro, project: Path) -> None:
    cached = distro.home / "go/pkg/mod/example.com/dep@v1.0.0"
    for path in (cached, cached / "dep.go"):
        path.chmod(0o755)
    (cached / "dep.go").write_text('package dep\n\nfunc Word() string { return "evil" }\n')
    result = of(prove(distro, "modules-cache-modified"), "modules-cache-modified")
    assert result.outcome is StepOutcome.FAILED
    assert "dir has been modified" in result.quote[0]
    assert result.do is not None
    command = result.do.render().partition(": ")[2]
    assert command == f"mv {cached} {cached}.changed"
    typed = f". ~/.profile; cd ~/src/app && GOPROXY=off && export GOPROXY && {command} && go build ./..."
    environment = {"HOME": str(distro.home), "PATH": os.environ["PATH"]}
    subprocess.run(["sh", "-c", typed], env=environment, check=True)
    again = of(prove(distro, "modules-cache-modified"), "modules-cache-modified")
    assert again.outcome is StepOutcome.PASSED
    assert "evil" in Path(f"{cached}.changed", "dep.go").read_text(), "nothing is lost"


def test_a_forged_and_an_incomplete_go_sum_are_told_apart(distro: Distro, project: Path) -> None:
    sums = project / "go.sum"
    good = sums.read_text()
    first, rest = good.split("\n", 1)
    sums.write_text(f"{first.rsplit('h1:', 1)[0]}h1:{'A' * 43}=\n{rest}")
    forged = of(prove(distro, "verify-module-integrity-go-sum"), "verify-module-integrity-go-sum")
    assert forged.outcome is StepOutcome.FAILED
    assert forged.says is not None
    assert forged.says.render() == "A module is not what go.sum says."
    sums.write_text("")
    result = prove(distro, "verify-module-integrity-go-sum")
    short = of(result, "verify-module-integrity-go-sum")
    assert short.outcome is StepOutcome.FAILED
    assert short.says is not None
    assert short.says.render() == "go.sum or go.mod is not complete."
    assert sums.read_text() == ""
    assert of(result, "verify-module-integrity-unchanged").outcome is StepOutcome.PASSED


def test_failing_and_racy_tests_of_a_project_are_red(distro: Distro, project: Path) -> None:
    (project / "main_test.go").write_text(
        'package main\n\nimport "testing"\n\nfunc TestWord(t *testing.T) { t.Fatal("no") }\n'
    )
    failed = of(prove(distro, "verify-project-test"), "verify-project-test")
    assert failed.outcome is StepOutcome.FAILED
    assert failed.says is not None
    assert failed.says.render() == "A test failed."
    (project / "main_test.go").write_text(
        'package main\n\nimport "testing"\n\nfunc TestWord(t *testing.T) {\n\tn := 0\n\tdone := make(chan bool)\n'
        "\tgo func() { n++; done <- true }()\n\tn++\n\t<-done\n\t_ = n\n}\n"
    )
    result = prove(distro, "verify-project-test", "verify-project-race")
    assert of(result, "verify-project-test").outcome is StepOutcome.PASSED
    race = of(result, "verify-project-race")
    assert race.outcome is StepOutcome.FAILED
    assert race.says is not None
    assert race.says.render() == "The race detector found a race."


def test_a_vendor_folder_that_does_not_match_is_found(distro: Distro, project: Path) -> None:
    go_project.go(distro.home, project, "mod", "vendor", GOFLAGS="")
    assert (
        of(prove(distro, "verify-module-integrity-vendor"), "verify-module-integrity-vendor").outcome
        is StepOutcome.PASSED
    )
    listed = project / "vendor/modules.txt"
    listed.write_text(listed.read_text().replace("v1.0.0", "v0.9.0"))
    found = of(prove(distro, "verify-module-integrity-vendor"), "verify-module-integrity-vendor")
    assert found.outcome is StepOutcome.FAILED
    assert found.says is not None
    assert found.says.render() == "The vendor folder does not match go.mod."


def test_modules_that_are_not_there_are_not_fetched_and_not_red(distro: Distro, project: Path) -> None:
    distro.profile(*(distro.home / ".profile").read_text().splitlines(), "export GOPRIVATE=example.com")
    go_project.go(distro.home, project, "clean", "-modcache")
    found = of(prove(distro, "verify-project-build"), "verify-project-build")
    assert found.outcome is StepOutcome.UNCHECKED
    assert found.says is not None
    assert "not in the cache" in found.says.render()


def test_a_test_that_writes_into_the_project_is_told(distro: Distro, project: Path) -> None:
    (project / "main_test.go").write_text(
        'package main\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestWord(t *testing.T) {\n'
        '\tos.WriteFile("go.sum", nil, 0o644)\n}\n'
    )
    found = of(prove(distro, "verify-project-test"), "verify-module-integrity-unchanged")
    assert found.outcome is StepOutcome.FAILED
    assert any("go.sum" in line for line in found.quote)
