"""The distro's own Go, which nobody runs any more."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import GoTree
from wizard.facts.programs.distro_go import DISTRO_GO, DistroGo
from wizard.facts.shell import ACCOUNT, GoHit
from wizard.facts.shells.go_paths import GO_PATHS, GoPaths, GosOf
from wizard.facts.shells.go_trees import GO_TREES
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Severity, Verdict
from wizard.model.wanted import Wanted
from wizard.rules.go.old.distro_package import distro_package

OWN = GoHit("/usr/local/go/bin/go", "/usr/local/go/bin/go", "1.27.3")
DISTROS = GoHit("/usr/bin/go", "/usr/lib/go-1.19/bin/go", "1.19.8")
TREES = (
    GoTree("/usr/local/go", "archive", "1.27.3", "amd64"),
    GoTree("/usr/lib/go-1.19", "package", "1.19.8", "amd64"),
)
FREE = DistroGo("apt-get", (("golang-1.19-go", "1.19.8-2"), ("golang-1.19-src", "1.19.8-2")))


def judged(
    packages: DistroGo = FREE,
    *,
    runs: GoHit = OWN,
    editor: GoHit | None = None,
    script: GoHit | None = None,
    trees: tuple[GoTree, ...] = TREES,
    unclear: tuple[str, ...] = (),
) -> Finding:
    def gos(hit: GoHit | None) -> GosOf:
        return GosOf((hit,) if hit is not None else (), ("",) if hit is not None else (), unclear)

    by_kind = {
        Kind.TERMINAL: gos(runs),
        Kind.INNER: gos(runs),
        Kind.EDITOR: gos(editor or runs),
        Kind.SCRIPT: gos(script),
    }
    facts = {DISTRO_GO: packages, GO_PATHS: GoPaths(by_kind), GO_TREES: trees, ACCOUNT: ME}
    return distro_package.judge(Snapshot(facts), Wanted())


def test_one_that_nothing_needs_is_told_with_what_removes_exactly_it() -> None:
    finding = judged()
    assert (finding.verdict, distro_package.severity) == (Verdict.FIXABLE, Severity.INFO)
    assert finding.says.render() == "The distro's Go 1.19.8 is still installed."
    assert command(finding) == (
        "dpkg --remove golang-1.19-go golang-1.19-src",
        ("golang-1.19-go=1.19.8-2", "golang-1.19-src=1.19.8-2"),
    )
    assert ("golang-1.19-go", "1.19.8-2") in [(each.source, each.quote) for each in finding.evidence]


def command(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """What runs, and which packages its undo installs."""
    (edit,) = finding.edits
    assert isinstance(edit, RunCommand)
    assert edit.command.as_root
    assert edit.command.undo is not None
    return edit.command.line, tuple(word for word in edit.command.undo if word.startswith("golang"))


def test_what_is_removed_comes_back_in_the_same_version() -> None:
    finding = judged(DistroGo("dnf", (("golang", "1.19.8-1.fc43"), ("golang-bin", "1.19.8-1.fc43"))))
    assert command(finding) == (
        "rpm -e golang golang-bin",
        ("golang-1.19.8-1.fc43", "golang-bin-1.19.8-1.fc43"),
    )


@pytest.mark.parametrize(
    ("script", "word"), [(None, "no other package"), (OWN, "no other package"), (DISTROS, "cron")]
)
def test_who_still_runs_it_is_said(script: GoHit | None, word: str) -> None:
    finding = judged(script=script)
    assert finding.why is not None
    assert word in finding.why.render()


def test_what_scripts_still_run_is_left_to_a_person() -> None:
    finding = judged(script=DISTROS)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.do is not None
    assert finding.do.render().endswith(": sudo dpkg --remove golang-1.19-go golang-1.19-src")


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("pacman", "sudo pacman -R go"),
        ("apk", "sudo apk del go"),
    ],
)
def test_the_command_is_that_of_the_distro(manager: str, command: str) -> None:
    finding = judged(DistroGo(manager, (("go", "1.2"),)))
    assert finding.edits == ()
    assert finding.do is not None
    assert finding.do.render().endswith(command)


def test_one_that_other_packages_need_is_well() -> None:
    finding = judged(DistroGo("apt-get", FREE.packages, True, ("dh-golang",)))
    assert finding.verdict is Verdict.OK
    assert finding.evidence[-1].source == "dh-golang"


@pytest.mark.parametrize(
    "finding",
    [
        judged(DistroGo(), trees=TREES[:1]),
        judged(DistroGo(), runs=DISTROS),
        judged(DistroGo(), editor=DISTROS),
        judged(DistroGo(), runs=GoHit("/opt/go/bin/go", "/opt/go/bin/go", "1.18")),
        judged(DistroGo(), runs=GoHit("/home/me/shims/go", "/home/me/bin/mise", "")),
    ],
    ids=["not there", "in use", "an editor uses it", "newer", "a shim, of no version"],
)
def test_elsewhere_there_is_nothing_to_say(finding: Finding) -> None:
    assert finding.verdict is Verdict.NOT_APPLICABLE


def test_what_cannot_be_told_is_not_said_to_be_well() -> None:
    assert judged(unclear=("~/.bashrc:3",)).verdict is Verdict.UNKNOWN
    assert judged(DistroGo()).verdict is Verdict.UNKNOWN
