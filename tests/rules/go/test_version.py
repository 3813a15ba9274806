"""Go: which one there is, which one runs, and which one should."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ARM, ELF, RELEASES, Judge
from tests.transports.shell.test_rehearse_field import CASES, NEW, TAB, Case
from wizard.model.edits.files import DropLine, SetEntry, SetLink, Unpack, UnsetVariable
from wizard.model.findings import Verdict
from wizard.model.rehearsal.shells import GodebugHas, VariableUnset

LINE = 'export PATH="$HOME/sdk/go/bin:$PATH"'
BLOCK = f"# >>> wsl-go-wizard >>>\n{LINE}  # PATH\n# <<< wsl-go-wizard <<<\n"
PIN = "go-install-pin-version"


def _go(folder: str, version: str, binary: bytes = ELF) -> dict[str, str | bytes]:
    return {f"{folder}/VERSION": f"go{version}\ntime 2026\n", f"{folder}/bin/go": binary}


def _wanted(version: str) -> str:
    return f'[go]\nversion = "{version}"\nsources = ["https://go.example/dl/"]\n'


@pytest.mark.parametrize(
    ("word", "version"),
    [("stable", "1.27.3"), ("previous", "1.26.6"), ("1.25", "1.25.5"), ("1.27.2", "1.27.2")],
)
def test_a_go_that_is_not_here_is_unpacked_linked_and_put_in_front(
    judge: Judge, word: str, version: str
) -> None:
    finding = judge(PIN, _wanted(word), {"home/me/.profile": ""})
    assert finding.verdict is Verdict.FIXABLE
    unpack, link, entry = finding.edits
    assert isinstance(unpack, Unpack)
    assert (unpack.path, unpack.download.filename) == (
        f"~/sdk/go{version}",
        f"go{version}.linux-amd64.tar.gz",
    )
    assert link == SetLink("~/sdk/go", f"go{version}")
    assert entry == SetEntry("~/.profile", "PATH", LINE)
    assert not any("GOROOT" in str(edit) for edit in finding.edits)


def test_a_go_that_is_here_is_only_linked(judge: Judge) -> None:
    files = {**_go("home/me/sdk/go1.25.5", "1.25.5"), "home/me/.profile": BLOCK}
    finding = judge(PIN, _wanted("1.25.5"), files, links={"home/me/sdk/go": "go1.27.3"})
    assert finding.edits == (SetLink("~/sdk/go", "go1.25.5"),)


def test_what_is_so_is_ok(judge: Judge) -> None:
    files = {**_go("home/me/sdk/go1.25.5", "1.25.5"), "home/me/.profile": BLOCK}
    finding = judge(PIN, _wanted("1.25.5"), files, links={"home/me/sdk/go": "go1.25.5"}, releases=None)
    assert finding.verdict is Verdict.OK


def test_what_the_projects_need(judge: Judge) -> None:
    wanted = _wanted("go.mod") + '[projects]\nfolders = ["~/a", "~/b"]\n'
    files = {
        "home/me/a/go.mod": "module a\n\ngo 1.25.5\n",
        "home/me/b/go.mod": "module b\n\ngo 1.21\n\ntoolchain go1.27.2\n",
    }
    unpack = judge(PIN, wanted, files).edits[0]
    assert isinstance(unpack, Unpack)
    assert unpack.download.version == "1.27.2"
    assert judge(PIN, wanted, {}).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("word", "releases", "verdict"),
    [("stable", None, Verdict.UNKNOWN), ("1.25.5", None, Verdict.BLOCKED), ("1.99.9", b"", Verdict.BLOCKED)],
)
def test_without_the_list_of_releases_nothing_is_installed(
    judge: Judge, word: str, releases: bytes | None, verdict: Verdict
) -> None:
    assert judge(PIN, _wanted(word), {}, releases=releases).verdict is verdict


def test_a_version_that_was_never_released_is_blocked(judge: Judge) -> None:
    assert judge(PIN, _wanted("1.99.9"), {}).verdict is Verdict.BLOCKED


def test_a_line_that_puts_another_go_in_front_goes_with_the_change(judge: Judge) -> None:
    line = "export PATH=/usr/local/go/bin:$PATH"
    files = {**_go("usr/local/go", "1.19.8"), "home/me/.profile": f"{line}\n"}
    assert DropLine("~/.profile", 1, line) in judge(PIN, _wanted("stable"), files).edits


def test_a_version_manager_keeps_its_own(judge: Judge) -> None:
    files = {
        **_go("home/me/.gvm/gos/go1.24.11", "1.24.11"),
        "home/me/.profile": 'export PATH="$HOME/.gvm/gos/go1.24.11/bin:$PATH"\n',
    }
    finding = judge(PIN, _wanted("stable"), files)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert judge("go-install-version-manager", "", files).verdict is Verdict.ADVICE
    assert judge("go-install-version-manager", "", {}).verdict is Verdict.OK


def test_shadowed_gos_are_named(judge: Judge) -> None:
    files = {
        **_go("usr/local/go", "1.19.8"),
        **_go("home/me/sdk/go1.25.5", "1.25.5"),
        "home/me/.profile": 'export PATH="/usr/local/go/bin:$HOME/sdk/go1.25.5/bin:$PATH"\n',
    }
    finding = judge("go-install-multiple", "", files)
    assert finding.verdict is Verdict.ADVICE
    assert "/usr/local/go/bin/go (1.19.8) hides 1 other" in finding.says.render()


@pytest.mark.parametrize(
    ("rule", "files", "verdict"),
    [
        ("go-install-missing", {}, Verdict.ADVICE),
        ("go-install-missing", _go("usr/local/go", "1.25.5"), Verdict.FIXABLE),
        (
            "go-install-missing",
            {**_go("usr/local/go", "1.25.5"), "home/me/.profile": "PATH=$PATH:/usr/local/go/bin\n"},
            Verdict.OK,
        ),
        ("go-install-wrong-arch", _go("usr/local/go", "1.25.5", ARM), Verdict.ADVICE),
        ("go-install-wrong-arch", _go("usr/local/go", "1.25.5"), Verdict.OK),
        ("go-install-goroot-is-gopath", _go("home/me/go", "1.25.5"), Verdict.ADVICE),
        ("go-install-goroot-is-gopath", {}, Verdict.OK),
        (
            "go-install-too-old",
            {**_go("usr/local/go", "1.19.8"), "home/me/.profile": "PATH=$PATH:/usr/local/go/bin\n"},
            Verdict.ADVICE,
        ),
        (
            "go-install-too-old",
            {"usr/bin/go": "", "home/me/.profile": "PATH=/usr/bin\n"},
            Verdict.UNKNOWN,
        ),
        (
            "go-install-too-old",
            {**_go("usr/local/go", "1.21.0"), "home/me/.profile": "PATH=$PATH:/usr/local/go/bin\n"},
            Verdict.OK,
        ),
    ],
)
def test_the_rest(judge: Judge, rule: str, files: dict[str, str | bytes], verdict: Verdict) -> None:
    assert judge(rule, "", files).verdict is verdict


def test_a_snap_without_snapd_does_not_start(judge: Judge) -> None:
    """WSL without systemd has none; of an image that is not running nobody knows."""
    files: dict[str, str | bytes] = {
        "snap/bin/go": ELF,
        "home/me/.profile": "PATH=/snap/bin\n",
        "proc/1/comm": "init(Ubuntu)\n",
    }
    finding = judge("go-install-too-old", "", files)
    assert finding.says.render() == "/snap/bin/go is a snap, and snapd is not running."
    assert finding.verdict is Verdict.ADVICE
    assert judge("go-install-too-old", "", files, without=("proc/1/comm",)).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("wanted", "releases", "says"),
    [
        ("", RELEASES, "Go is not installed."),
        (_wanted("stable"), RELEASES, "Go is not installed."),
        (_wanted("stable"), None, "Go is not installed, and no download source responded."),
    ],
)
def test_a_machine_without_a_go_is_told_so_whatever_its_profile_wants(
    judge: Judge, wanted: str, releases: bytes | None, says: str
) -> None:
    """Law 19: that another rule would install it is no reason to call it fine."""
    finding = judge("go-install-missing", wanted, {}, releases=releases)
    assert (finding.verdict, finding.says.render()) == (Verdict.ADVICE, says)
    assert finding.why is not None


def test_goroot_is_left_to_go(judge: Judge) -> None:
    files = {"home/me/.bashrc": "export GOROOT=/usr/local/go\n", "home/me/.config/go/env": "GOROOT=/x\n"}
    finding = judge("go-install-goroot-mismatch", "", files)
    assert set(finding.edits) == {
        DropLine("~/.bashrc", 1, "export GOROOT=/usr/local/go"),
        UnsetVariable("~/.config/go/env", "GOROOT"),
    }
    assert judge("go-install-goroot-mismatch", "", {}).verdict is Verdict.OK


# --- what the rehearsal reveals of real cases is known before -----------------------------------------------------

by_real_shells = pytest.mark.linux(reason="its programs are run by real shells")
GODEBUG, GOROOT = "go-env-godebug", "go-install-goroot-mismatch"
WANTED = '[go]\nversion = "1.26.6"\nsources = ["https://go.example/dl/"]\n'


def machine(case: Case, files: dict[str, str]) -> dict[str, str | bytes]:
    """The home of *case* with *files*, as a rule sees it."""
    return {
        "etc/passwd": f"root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:{case.starts}\n",
        "home/me/old/VERSION": "go1.25.5\n",
        "home/me/old/bin/go": ELF,
        "home/me/opt/go/VERSION": "go1.25.5\n",
        "home/me/opt/go/bin/go": ELF,
        "home/me/sdk/go1.26.6/VERSION": "go1.26.6\n",
        "home/me/sdk/go1.26.6/bin/go": ELF,
        **{f"home/me/{name}": text for name, text in files.items()},
    }


NOT_REACHED = [name for name, case in CASES.items() if case.missed and not case.harms and not case.alone]
LINKS = {"home/me/sdk/go": "go1.26.6"}


@by_real_shells
@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("S1 ")])
def test_a_manager_that_is_reached_chooses(judge: Judge, name: str) -> None:
    case = CASES[name]
    finding = judge(PIN, WANTED, machine(case, case.before), links=LINKS)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert finding.do is not None
    assert name.removeprefix("S1 ") in finding.do.render()


@by_real_shells
@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("S2 ")])
def test_a_line_that_is_used_does_not_go(judge: Judge, name: str) -> None:
    case = CASES[name]
    finding = judge(GOROOT, "", machine(case, case.before), links=LINKS)
    assert finding.verdict in (Verdict.FIXABLE, Verdict.ADVICE)
    assert not any(isinstance(edit, DropLine) for edit in finding.edits)


@by_real_shells
@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("S3 ")])
def test_a_folder_of_many_programs_stays(judge: Judge, name: str) -> None:
    case = CASES[name]
    finding = judge(PIN, WANTED, machine(case, case.before), links=LINKS)
    assert [type(edit) for edit in finding.edits] == [SetEntry]


@by_real_shells
@pytest.mark.parametrize("name", NOT_REACHED)
def test_what_is_not_reached_is_not_fine(judge: Judge, name: str) -> None:
    """The files are as after the repair, and what it was for is still not so."""
    case = CASES[name]
    (purpose,) = case.purposes
    files = machine(case, {**case.before, **case.after})
    if purpose == NEW:
        rule, wanted = PIN, WANTED
    elif isinstance(purpose, GodebugHas):
        rule, wanted = GODEBUG, f'[godebug]\n{purpose.key} = "{purpose.value}"\n'
    else:
        assert isinstance(purpose, VariableUnset)
        rule, wanted = GOROOT, ""
    finding = judge(rule, wanted, files, links=LINKS)
    assert finding.verdict is not Verdict.OK
    if case.line and TAB in case.missed and finding.verdict is Verdict.ADVICE:
        said = {f"{each.source}:{each.line}" for each in finding.evidence}
        assert case.line in said
