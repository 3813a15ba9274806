"""go.sum, vendor and the owner of a repository: told with file and line, never changed."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.codecs.go import gomod
from wizard.facts.credentials.git import GIT_CONFIGS, GitConfigs, GitFile
from wizard.facts.projects.modules import PROJECTS, Project
from wizard.facts.shell import ACCOUNT
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Finding, Severity, Verdict
from wizard.model.probes import Account
from wizard.model.text import plain
from wizard.model.wanted import Wanted
from wizard.rules.modules.integrity import vcs_stamp

WANTED = '[projects]\nfolders = ["~/a", "~/b"]\n'
SUM, VENDOR, STAMP = "modules-gosum", "modules-vendor", "modules-vcs-stamp"
MODULE = "module a\ngo 1.25\nrequire x.example/m v1.0.0\n"
HASH = f"h1:{'a' * 43}="
SUMS = f"x.example/m v1.0.0 {HASH}\nx.example/m v1.0.0/go.mod {HASH}\n"
LISTED = "# x.example/m v1.0.0\n## explicit\nx.example/m\n"


def files(**more: str) -> dict[str, str | bytes]:
    names = {
        "mod": "go.mod",
        "sum": "go.sum",
        "work": "go.work",
        "work_sum": "go.work.sum",
        "txt": "vendor/modules.txt",
    }
    return {f"home/me/a/{names[name]}": text for name, text in {"mod": MODULE, **more}.items()}


@pytest.mark.parametrize(
    ("more", "line", "note"),
    [
        ({"sum": f"{SUMS}<<<<<<< HEAD\n"}, 3, "not a module, a version and a hash"),
        ({"sum": f"{SUMS}x.example/m v1.0.0 h1:{'b' * 43}=\n"}, 3, "different hash"),
        ({"sum": f"{SUMS}y.example/m v1.0.0 h1:short=\n"}, 3, "not a hash"),
    ],
)
def test_wrong_lines_are_told_and_go_sum_is_never_given_up(
    judge: Judge, more: dict[str, str], line: int, note: str
) -> None:
    finding = judge(SUM, WANTED, files(**more))
    assert (finding.verdict, finding.edits, finding.severity) == (Verdict.ADVICE, (), None)
    (seen,) = finding.evidence
    assert (seen.source, seen.line) == ("~/a/go.sum", line)
    assert seen.note is not None
    assert note in seen.note.render()
    assert finding.do is not None
    assert "Never delete go.sum" in finding.do.render()


@pytest.mark.parametrize("more", [{}, {"sum": ""}, {"sum": SUMS.replace("v1.0.0", "v1.1.0")}])
def test_a_requirement_without_any_hash_is_told(judge: Judge, more: dict[str, str]) -> None:
    finding = judge(SUM, WANTED, files(**more))
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.MEDIUM)
    (seen,) = finding.evidence
    assert (seen.source, seen.line, seen.quote) == ("~/a/go.mod", 3, "x.example/m v1.0.0")
    assert finding.do is not None
    assert finding.do.render().endswith("go mod tidy")


@pytest.mark.parametrize(
    "more",
    [
        {"sum": SUMS},
        {"sum": f"x.example/m v1.0.0/go.mod {HASH}\n"},
        {"work_sum": SUMS, "work": "go 1.25\nuse .\n"},
        {"mod": f"{MODULE}replace x.example/m => ../m\n"},
        {
            "mod": f"{MODULE}replace x.example/m => f.example/m v1.0.1\n",
            "sum": f"f.example/m v1.0.1 {HASH}\n",
        },
        {"txt": LISTED},
        {"mod": "module a\n"},
    ],
)
def test_what_go_can_check_is_fine(judge: Judge, more: dict[str, str]) -> None:
    assert judge(SUM, WANTED, files(**more)).verdict is Verdict.OK


def test_a_vendor_folder_that_does_not_match_is_told(judge: Judge) -> None:
    finding = judge(VENDOR, WANTED, files(txt=LISTED.replace("v1.0.0", "v1.1.0")))
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert [(seen.source, seen.line, seen.quote) for seen in finding.evidence] == [
        ("~/a/go.mod", 3, "x.example/m v1.0.0"),
        ("~/a/vendor/modules.txt", 1, "x.example/m v1.1.0"),
    ]
    assert finding.do is not None
    assert finding.do.render().endswith("go mod vendor")


def test_a_vendor_folder_without_its_list_is_told(judge: Judge) -> None:
    finding = judge(VENDOR, WANTED, {**files(), "home/me/a/vendor/x/x.go": "package x\n"})
    assert finding.verdict is Verdict.ADVICE


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({"txt": LISTED}, Verdict.OK),
        ({}, Verdict.NOT_APPLICABLE),
        ({"txt": "", "mod": MODULE.replace("1.25", "1.13")}, Verdict.NOT_APPLICABLE),
        ({"txt": f"## workspace\n{LISTED}"}, Verdict.NOT_APPLICABLE),
        ({"txt": "", "work": "go 1.25\nuse .\n"}, Verdict.NOT_APPLICABLE),
    ],
)
def test_where_go_uses_no_vendor_folder_there_is_nothing_to_say(
    judge: Judge, more: dict[str, str], verdict: Verdict
) -> None:
    assert judge(VENDOR, WANTED, files(**more)).verdict is verdict


def test_without_projects_there_is_nothing_to_say(judge: Judge) -> None:
    for each in (SUM, VENDOR, STAMP):
        assert judge(each, "", files()).verdict is Verdict.NOT_APPLICABLE
        assert judge(each, WANTED, {}).verdict is Verdict.NOT_APPLICABLE


def stamp(
    owner: int | None, *safe: str, folder: str = "~/a", root: int = 0, gap: Unknown | None = None
) -> Finding:
    configs = GitConfigs((GitFile("~/.gitconfig", safe=safe),), gap)
    me = Account("me", 1000, 1000, "/home/me", "/bin/bash", root, root)
    projects = (Project(folder, gomod.parse(b""), {}, owner=owner),)
    return vcs_stamp.judge(Snapshot({PROJECTS: projects, GIT_CONFIGS: configs, ACCOUNT: me}), Wanted())


@pytest.mark.parametrize(
    ("owner", "safe", "verdict"),
    [
        (None, (), Verdict.NOT_APPLICABLE),
        (1000, (), Verdict.OK),
        (0, (), Verdict.ADVICE),
        (0, ("/home/me/a",), Verdict.OK),
        (0, ("~/a",), Verdict.OK),
        (0, ("*",), Verdict.OK),
        (0, ("/home/me/*",), Verdict.OK),
        (0, ("/home/me/b",), Verdict.ADVICE),
    ],
)
def test_a_repository_of_somebody_else_is_told_unless_git_accepts_it(
    owner: int | None, safe: tuple[str, ...], verdict: Verdict
) -> None:
    assert stamp(owner, *safe).verdict is verdict


def test_in_the_home_the_folder_becomes_yours_and_elsewhere_it_is_accepted() -> None:
    for folder, command in (
        ("~/a", "sudo chown -R me /home/me/a"),
        ("/mnt/c/a b", "git config --global --add safe.directory '/mnt/c/a b'"),
    ):
        do = stamp(0, folder=folder).do
        assert do is not None
        assert do.render().endswith(command)


def test_what_is_not_known_is_not_told() -> None:
    assert stamp(1001, root=1001).verdict is Verdict.OK, "all of an unpacked folder is of who unpacked it"
    assert stamp(1000, gap=Unknown(plain("denied"))).verdict is Verdict.UNKNOWN
