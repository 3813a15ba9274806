"""Programs that go install built: found by every shell, or put into PATH, behind all that is there."""

from __future__ import annotations

import pytest

from tests.facts.answers import at
from tests.rules.conftest import ELF, Judge
from tests.rules.go.folders.told import folder, says
from wizard.model.edits.files import SetEntry
from wizard.model.findings import Restart, Risk, Severity, Verdict
from wizard.model.probes import Account, FileProbe
from wizard.model.rehearsal.shells import PathHas, Purpose

RULE = "go-install-gobin-path"
GOENV = "home/me/.config/go/env"
TOOL: dict[str, str | bytes] = {"home/me/go/bin/gopls": ELF}
FISH = {"etc/passwd": "root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/usr/bin/fish\n"}
ZSH = {"etc/passwd": "root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/usr/bin/zsh\n"}
UBUNTU_BASHRC = "case $- in *i*) ;; *) return;; esac\nexport PATH=$PATH:$HOME/go/bin\n"
UBUNTU_PROFILE = 'if [ -f "$HOME/.bashrc" ]; then . "$HOME/.bashrc"; fi\n'


@pytest.mark.parametrize(
    ("files", "entry"),
    [
        (TOOL, SetEntry("~/.profile", "GOBIN", 'export PATH="$PATH:$HOME/go/bin"')),
        (
            {**TOOL, **FISH},
            SetEntry(
                "~/.config/fish/conf.d/wsl-go-wizard.fish", "GOBIN", 'set -gx PATH $PATH "$HOME/go/bin"'
            ),
        ),
        ({**TOOL, **ZSH}, SetEntry("~/.zprofile", "GOBIN", 'export PATH="$PATH:$HOME/go/bin"')),
        (
            {GOENV: "GOBIN=/home/me/tools\n", "home/me/tools/dlv": ELF},
            SetEntry("~/.profile", "GOBIN", 'export PATH="$PATH:$HOME/tools"'),
        ),
        (
            {GOENV: "GOPATH=/home/me/code:/x\n", "home/me/code/bin/dlv": ELF},
            SetEntry("~/.profile", "GOBIN", 'export PATH="$PATH:$HOME/code/bin"'),
        ),
        (
            {
                "home/me/.profile": "export GOBIN=/srv/my tools\n".replace("my tools", "tools"),
                "srv/tools/x": ELF,
            },
            SetEntry("~/.profile", "GOBIN", 'export PATH="$PATH:/srv/tools"'),
        ),
    ],
)
def test_the_folder_comes_into_path_behind_all_others(
    judge: Judge, files: dict[str, str | bytes], entry: SetEntry
) -> None:
    finding = judge(RULE, "", files)
    assert (finding.verdict, finding.edits) == (Verdict.FIXABLE, (entry,))
    assert (finding.risk, finding.restart) == (Risk.SAFE, Restart.SHELL)


def test_what_is_not_found_is_named(judge: Judge) -> None:
    finding = judge(RULE, "", {f"home/me/go/bin/tool{n}": ELF for n in range(7)})
    assert finding.says.render() == "PATH does not contain ~/go/bin."
    (seen,) = finding.evidence
    assert (seen.source, seen.quote) == ("~/go/bin", "tool0 tool1 tool2 tool3 tool4")
    assert seen.note is not None
    assert seen.note.render() == "2 more programs"
    assert finding.purposes == (Purpose(PathHas("/home/me/go/bin")),)


def test_an_editor_that_does_not_find_them_is_less_bad(judge: Judge) -> None:
    files = {**TOOL, "home/me/.bashrc": UBUNTU_BASHRC, "home/me/.profile": UBUNTU_PROFILE}
    finding = judge(RULE, "", files)
    assert finding.says.render() == "Some shells do not find programs in ~/go/bin: an editor's server."
    assert (finding.verdict, finding.severity) == (Verdict.FIXABLE, Severity.LOW)
    assert judge(RULE, "", TOOL).severity is Severity.MEDIUM


@pytest.mark.parametrize(
    "profile",
    [
        "export PATH=$PATH:$HOME/go/bin\n",
        "export PATH=~/go/bin/:$PATH\n",
        'export GOPATH=$HOME/go\nexport PATH="$PATH:$GOPATH/bin"\n',
        '# >>> wsl-go-wizard >>>\nexport PATH="$PATH:$HOME/go/bin"  # GOBIN\n# <<< wsl-go-wizard <<<\n',
    ],
)
def test_a_folder_that_is_in_path_is_well(judge: Judge, profile: str) -> None:
    finding = judge(RULE, "", {**TOOL, "home/me/.profile": profile})
    assert (finding.verdict, finding.says.render()) == (Verdict.OK, "PATH contains ~/go/bin.")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"home/me/go/pkg/mod/.keep": ""},
        {"home/me/go/bin/notes.txt": "no program"},
        {"home/me/go/VERSION": "go1.27.3\n", "home/me/go/bin/go": ELF},
        {GOENV: "GOBIN=tools\n", **TOOL},
    ],
)
def test_who_installed_nothing_hears_nothing(judge: Judge, files: dict[str, str | bytes]) -> None:
    assert judge(RULE, "", files).verdict is Verdict.NOT_APPLICABLE


def test_what_cannot_be_followed_is_not_called_well(judge: Judge) -> None:
    finding = judge(RULE, "", {**TOOL, "home/me/.profile": 'eval "$(some-program)"\n'})
    assert (finding.verdict, finding.says.render()) == (
        Verdict.UNKNOWN,
        "GOBIN could not be followed at ~/.profile:1.",
    )
    finding = judge(RULE, "", {**TOOL, "home/me/.profile": "PATH=$(some-program):$PATH\n"})
    assert (finding.verdict, finding.says.render()) == (
        Verdict.UNKNOWN,
        "PATH could not be followed at ~/.profile:1.",
    )


def test_a_line_of_the_wizard_that_another_undoes_is_not_offered_again(judge: Judge) -> None:
    block = '# >>> wsl-go-wizard >>>\nexport PATH="$PATH:$HOME/go/bin"  # GOBIN\n# <<< wsl-go-wizard <<<\n'
    finding = judge(RULE, "", {**TOOL, "home/me/.profile": f"{block}PATH=/usr/bin\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


def test_a_name_that_a_shell_would_expand_is_left_to_a_person(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: "GOBIN=/home/me/$x\n", "home/me/$x/dlv": ELF})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


def test_a_folder_on_a_windows_drive_is_told(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: "GOBIN=/mnt/c/tools\n", "mnt/c/tools/dlv": ELF})
    assert finding.verdict is Verdict.ADVICE
    assert finding.do is not None
    assert finding.do.render() == "Go back to the default folder: go env -u GOBIN"
    assert [(seen.source, seen.quote, seen.line) for seen in finding.evidence[1:]] == [
        ("~/.config/go/env", "GOBIN=/mnt/c/tools", 1)
    ]


@pytest.mark.parametrize(
    ("uid", "mode", "verdict"),
    [
        (0, 0o755, Verdict.ADVICE),
        (0, 0o1777, Verdict.NOT_APPLICABLE),
        (0, 0o2775, Verdict.NOT_APPLICABLE),
        (1000, 0o755, Verdict.NOT_APPLICABLE),
    ],
)
def test_a_folder_of_the_system_is_not_for_go_install(uid: int, mode: int, verdict: Verdict) -> None:
    place = (FileProbe("/usr/local/bin", limit=0), folder(uid, mode))
    line = at("~/.profile", "export GOBIN=/usr/local/bin\nexport PATH=/usr/bin\n")
    finding = says(RULE, line, place)
    assert finding.verdict is verdict
    if verdict is Verdict.ADVICE:
        assert finding.says.render() == "go install writes to /usr/local/bin, which belongs to another user."
        assert finding.do is not None
        assert finding.do.render() == "Remove the line that sets it. Go then uses its default folder."
        assert [(seen.source, seen.line) for seen in finding.evidence[1:]] == [("~/.profile", 1)]


def test_root_may_write_there() -> None:
    root = Account("root", 0, 0, "/root", "/bin/bash")
    place = (FileProbe("/usr/local/bin", limit=0), folder(0))
    line = at("~/.profile", "export GOBIN=/usr/local/bin\n")
    assert says(RULE, line, place, account=root).verdict is Verdict.OK
