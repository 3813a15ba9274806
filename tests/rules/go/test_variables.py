"""The family of variables of Go: which values are wrong, a row a line, and what is done about them in each place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import ARM, Judge
from wizard.codecs.shell.follow.start import Followed
from wizard.codecs.shell.kinds import Kind
from wizard.facts import go
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, ShellEnvironment, StartFiles
from wizard.facts.shells import goenv_file
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.goenv_file import USUAL
from wizard.facts.shells.goroots import MANAGED_GOROOTS
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import DropLine, ReplaceLine, SetVariable, UnsetVariable
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.findings import Finding, Restart, Risk, Verdict
from wizard.model.probes import Account
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted
from wizard.rules.go.variable import Variable, variable_rule
from wizard.rules.go.variables import VARIABLES

GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"
WRONG = {
    "go-install-goroot-mismatch": ["GOROOT=/usr/local/go"],
    "go-env-toolchain-pin-broken": [
        f"GOTOOLCHAIN={value}"
        for value in (
            "junk",
            "1.25.5",
            "auto+auto",
            "go9.99",
            "default",
            "local+",
            "go1.25.5+",
            "gccgo-go1.20.3",
        )
    ],
    "go-env-goflags": ["GOFLAGS=foo", "GOFLAGS=-nosuch", "GOFLAGS=-"],
    "go-env-goflags-project": [
        f"GOFLAGS={value}"
        for value in (
            "-mod=vendor",
            "-mod=mod",
            "-buildvcs=false",
            "-modfile=x",
            "-toolexec=/x/y",
            "-insecure",
        )
    ],
    "go-env-go111module": ["GO111MODULE=off", "GO111MODULE=auto"],
    "go-env-target-pinned": ["GOOS=windows", "GOARCH=arm64", "GOARM=7"],
    "go-env-paths-invalid": ["GOPATH=go", "GOPATH=/a:b", "GOBIN=./bin", "GOCACHE=off", "GOMODCACHE=C:\\go"],
}
RIGHT = {
    "go-install-goroot-mismatch": ["GOPATH=/x"],
    "go-env-toolchain-pin-broken": [
        f"GOTOOLCHAIN={value}"
        for value in ("auto", "local", "local+auto", "path", "go1.25.5", "go1.25.5+auto", "go1.22rc1")
    ],
    "go-env-goflags": ["GOFLAGS=-trimpath", "GOFLAGS=-tags=netgo", "GOFLAGS=-mod=vendor"],
    "go-env-goflags-project": ["GOFLAGS=-trimpath", "GOFLAGS=-mod=readonly", "GOFLAGS=-nosuch"],
    "go-env-go111module": ["GO111MODULE=on"],
    "go-env-target-pinned": ["GOOSX=windows"],
    "go-env-paths-invalid": ["GOPATH=/home/me/go:/srv/go", "GOBIN=/home/me/bin"],
}
IN_A_SHELL = [
    "GOBIN=~/bin",
    "GOCACHE=$HOME/x",
    'GOPATH="/x"',
    'GOPATH="$HOME/x:/y"',
    "GOENV=off",
    "GOARCH=amd64",
]
IN_A_SHELL_ROWS = {"GOENV": "go-env-file-place", "GOARCH": "go-env-target-pinned"}


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(rule, setting) for rule, settings in table.items() for setting in settings]


def test_a_toolchain_that_go_does_not_accept_fails_almost_every_command(judge: Judge) -> None:
    """Not every one: reading and writing GOTOOLCHAIN itself works (GO §0)."""
    finding = judge("go-env-toolchain-pin-broken", "", {GOENV: "GOTOOLCHAIN=junk\n"})
    assert finding.why is not None
    assert "Almost every go command fails, and go env -u GOTOOLCHAIN does too." in finding.why.render()


@pytest.mark.parametrize(("rule", "setting"), rows(WRONG))
def test_what_is_wrong_is_repaired_in_the_go_env_file(judge: Judge, rule: str, setting: str) -> None:
    name, _, value = setting.partition("=")
    finding = judge(rule, "", {GOENV: f"{setting}\n"})
    (edit,) = finding.edits
    assert edit in (UnsetVariable(USUAL, name), SetVariable(USUAL, name, "auto"))
    assert isinstance(edit, SetVariable) is (name == "GOTOOLCHAIN")
    assert finding.says.render() == f"{USUAL} sets {name}={value}."
    assert finding.restart is Restart.NONE


@pytest.mark.parametrize(("rule", "setting"), rows(WRONG))
def test_what_is_wrong_is_dropped_from_start_files(judge: Judge, rule: str, setting: str) -> None:
    line = f"export {setting.replace(chr(92), chr(92) * 2)}"
    finding = judge(rule, "", {PROFILE: f"# mine\n{line}\n"})
    assert finding.edits == (DropLine("~/.profile", 2, line),)
    assert finding.restart is Restart.SHELL


@pytest.mark.parametrize(("rule", "setting"), [*rows(RIGHT), *((rule, "") for rule in RIGHT)])
def test_what_is_right_is_left(judge: Judge, rule: str, setting: str) -> None:
    assert judge(rule, "", {GOENV: f"{setting}\n"}).verdict is Verdict.OK
    assert judge(rule, "", {PROFILE: f"export {setting or 'X=y'}\n"}).verdict is Verdict.OK


@pytest.mark.parametrize("setting", IN_A_SHELL)
def test_what_a_shell_makes_a_valid_value_is_right(judge: Judge, setting: str) -> None:
    rule = IN_A_SHELL_ROWS.get(setting.partition("=")[0], "go-env-paths-invalid")
    assert judge(rule, "", {PROFILE: f"export {setting}\n"}).verdict is Verdict.OK


@pytest.mark.parametrize("name", ["GOPATH", "GOBIN", "GOCACHE", "GOMODCACHE", "GOENV"])
@pytest.mark.parametrize(
    ("path", "line", "becomes"),
    [
        (".profile", 'export {name}="~/x"', 'export {name}="$HOME/x"'),
        (".profile", "export {name}='~/x'", 'export {name}="$HOME/x"'),
        (".zshenv", 'typeset -x {name}="~/x" # mine', 'typeset -x {name}="$HOME/x" # mine'),
        (".config/fish/config.fish", 'set -gx {name} "~/x"', 'set -gx {name} "$HOME/x"'),
    ],
)
def test_a_tilde_in_quotes_is_no_home(judge: Judge, name: str, path: str, line: str, becomes: str) -> None:
    rule = "go-env-file-place" if name == "GOENV" else "go-env-paths-invalid"
    written, corrected = line.format(name=name), becomes.format(name=name)
    finding = judge(rule, "", {f"home/me/{path}": f"{written}\n"})
    assert finding.edits == (ReplaceLine(f"~/{path}", 1, written, corrected),)
    assert finding.says.render() == f"~/{path} sets {name}=~/x."
    assert finding.effect is not None
    assert finding.effect.render() == "Takes effect in new terminals."
    assert judge(rule, "", {f"home/me/{path}": f"{corrected}\n"}).verdict is Verdict.OK


def test_a_tilde_in_quotes_that_should_not_be_set_at_all_goes(judge: Judge) -> None:
    finding = judge("go-install-goroot-mismatch", "", {PROFILE: 'export GOROOT="~/x"\n'})
    assert finding.edits == (DropLine("~/.profile", 1, 'export GOROOT="~/x"'),)


@pytest.mark.parametrize("value", ["~/x", "$HOME/x", '"/home/me/x"', "'~/x'", "/home/me/x # mine"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_go_env_file_expands_nothing_and_both_rules_agree_on_the_repair(
    judge: Judge, value: str, end: str
) -> None:
    files = {GOENV: f"GOPATH={value}{end}"}
    finding = judge("go-env-paths-invalid", "", files)
    if "#" not in value:
        assert finding.edits == judge("go-env-file-syntax", "", files).edits
        assert ReplaceLine(USUAL, 1, f"GOPATH={value}", "GOPATH=/home/me/x") in finding.edits


BASH, ZSH, FISH = (
    {"etc/passwd": f"root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/{shell}\n"}
    for shell in ("bash", "zsh", "fish")
)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({**BASH, PROFILE: ". $(x)\n"}, "GO111MODULE could not be followed at ~/.profile:1."),
        ({**BASH, PROFILE: 'eval "$(x)"\n'}, "GO111MODULE could not be followed at ~/.profile:1."),
        (
            {**ZSH, "home/me/.zshenv": "source $X\n"},
            "GO111MODULE could not be followed at ~/.zshenv:1.",
        ),
        (
            {**FISH, "home/me/.config/fish/config.fish": "\nx | source\n"},
            "GO111MODULE could not be followed at ~/.config/fish/config.fish:2.",
        ),
        (
            {**FISH, "home/me/.config/fish/config.fish": "set -gx GO111MODULE (x)\n"},
            "GO111MODULE could not be followed at ~/.config/fish/config.fish:1.",
        ),
        (
            {**ZSH, "home/me/.zshrc": "export GO111MODULE=$X\n"},
            "GO111MODULE could not be followed at ~/.zshrc:1.",
        ),
    ],
)
def test_what_could_not_be_followed_is_said_and_nothing_is_fine(
    judge: Judge, files: dict[str, str], says: str
) -> None:
    finding = judge("go-env-go111module", "", files)
    assert (finding.verdict, finding.says.render()) == (Verdict.UNKNOWN, says)


def test_a_target_is_judged_by_the_processor_of_the_distro(judge: Judge) -> None:
    rule = "go-env-target-pinned"
    assert judge(rule, "", {PROFILE: "export GOARCH=arm64\n", "bin/sh": ARM}).verdict is Verdict.OK
    assert judge(rule, "", {PROFILE: "export GOARCH=amd64\n", "bin/sh": ARM}).verdict is Verdict.FIXABLE
    other = judge(rule, "", {PROFILE: "export GOARCH=arm64\n", "bin/sh": "#!/bin/false"})
    assert (other.verdict, other.says.render()) == (
        Verdict.UNKNOWN,
        "Could not find out whether GOARCH=arm64 suits the processor of this distro.",
    )
    assert judge(rule, "", {PROFILE: "export GOOS=plan9\n", "bin/sh": "x"}).verdict is Verdict.FIXABLE


@pytest.mark.parametrize("rule", WRONG)
def test_an_empty_value_is_none_to_go(judge: Judge, rule: str) -> None:
    name = WRONG[rule][0].partition("=")[0]
    assert judge(rule, "", {GOENV: f"{name}=\n", PROFILE: f"export {name}=\n"}).verdict is Verdict.OK


def test_what_cannot_be_told_is_only_wrong_where_nothing_should_be(judge: Judge) -> None:
    assert (
        judge("go-env-go111module", "", {PROFILE: "export GO111MODULE=$(cat mode)\n"}).verdict
        is Verdict.UNKNOWN
    )
    assert (
        judge("go-install-goroot-mismatch", "", {PROFILE: "export GOROOT=$(x)\n"}).verdict is Verdict.FIXABLE
    )


def test_the_distro_s_own_system_is_no_pin(judge: Judge) -> None:
    assert judge("go-env-target-pinned", "", {GOENV: "GOOS=linux\n"}).verdict is Verdict.OK


def test_an_empty_part_of_a_list_is_nothing_to_go(judge: Judge) -> None:
    assert judge("go-env-paths-invalid", "", {GOENV: "GOPATH=/home/me/go:\n"}).verdict is Verdict.OK


def test_what_other_lines_use_stays_in_the_shell(judge: Judge) -> None:
    files = {PROFILE: "export GOPATH=go\nexport PATH=$PATH:$GOPATH/bin\n"}
    finding = judge("go-env-paths-invalid", "", files)
    assert finding.edits == (ReplaceLine("~/.profile", 1, "export GOPATH=go", "GOPATH=go"),)


def test_what_stands_among_other_commands_is_for_a_person(judge: Judge) -> None:
    files = {PROFILE: "export GOOS=windows; echo hi\n"}
    finding = judge("go-env-target-pinned", "", files)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.do is not None
    both = judge("go-env-target-pinned", "", {**files, GOENV: "GOARCH=arm64\n"})
    assert both.edits == (UnsetVariable(USUAL, "GOARCH"),)
    assert both.do is not None, "the rest is for a person"
    assert both.says.render() == "2 lines set GOARCH, GOOS."


def test_what_may_break_builds_is_never_ticked(judge: Judge) -> None:
    assert judge("go-env-target-pinned", "", {GOENV: "GOOS=windows\n"}).risk is Risk.CAREFUL
    assert judge("go-env-paths-invalid", "", {GOENV: "GOBIN=bin\n"}).risk is Risk.SAFE


NOTHING = Followed({}, (), (), (), (), (), ())


def seen_by_a_login_shell(*variables: tuple[str, str], gap: Unknown | None = None) -> Finding:
    """What the rule about GOROOT says where no file sets it."""
    files = StartFiles((), () if gap is None else (("~/.profile", gap),))
    shell = ShellEnvironment(variables, ())
    known: dict[Fact[Any], object] = {
        goenv_file.GOENV: goenv_file.GoEnvFile(USUAL, b""),
        INTERACTIVE_SHELL: None,
        go.ARCH_IF_KNOWN: "amd64",
        MANAGED_GOROOTS: {},
        ACCOUNT: Account("me", 1000, 1000, "/home/me", "/bin/bash"),
        START_FILES: files,
        SHELLS: FollowedShells(dict.fromkeys(Kind, NOTHING), "/home/me", {}),
        LOGIN_SHELL: shell,
    }
    return VARIABLES[0].judge(Snapshot(known), Wanted())


def test_what_comes_from_nowhere_is_told() -> None:
    finding = seen_by_a_login_shell(("GOROOT", "/x"))
    assert (finding.verdict, finding.says.render()) == (Verdict.ADVICE, "Shells get GOROOT=/x.")
    assert finding.do is not None
    assert "WSLENV" in finding.do.render()
    assert seen_by_a_login_shell(("GOROOT", "")).verdict is Verdict.OK


def test_with_a_start_file_that_cannot_be_read_nothing_is_said() -> None:
    gap = Unknown(plain("denied"))
    assert seen_by_a_login_shell(("GOROOT", "/x"), gap=gap).verdict is Verdict.UNKNOWN
    assert seen_by_a_login_shell(gap=gap).verdict is Verdict.UNKNOWN


def test_a_row_names_only_variables_that_shells_are_asked_for() -> None:
    with pytest.raises(ValueError, match="VARIABLES"):
        variable_rule(Variable("x", ("GOPROXY_OF_NOBODY",), title=say("x"), why=say("x"), sources=()))
