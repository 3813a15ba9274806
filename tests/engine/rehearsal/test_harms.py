"""What differs in a shell beyond what repairs are for."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from wizard.engine.rehearsal.harms import Expected, differences
from wizard.model.rehearsal.shells import HarmKind, HowEnded, Measured, ShellKind

NOTHING = Expected(frozenset(), frozenset(), frozenset())
WELL = Measured(
    HowEnded.EXITED,
    executable="/usr/bin/bash",
    variables={"PATH": "/home/me/bin:/usr/local/go/bin:/usr/bin", "GODEBUG": "netdns=go", "SHLVL": "1"},
    names=frozenset(("EDITOR", "_")),
    go=("/usr/local/go/bin/go",),
    version="go version go1.25.5 linux/amd64",
    compile="compile version go1.25.5",
    go_env={"GOPROXY": "direct", "GOROOT": "/usr/local/go"},
    aliases=frozenset(("ll",)),
    functions=frozenset(("nvm",)),
    cwd="/home/me",
    go_kind="file",
)


def found(
    after: Measured, expected: Expected = NOTHING, kind: ShellKind = ShellKind.EDITOR
) -> list[tuple[Any, ...]]:
    return [tuple(filter(None, each)) for each in differences(kind, WELL, after, expected)]


def with_variables(**variables: str | None) -> Measured:
    merged = {**WELL.variables, **variables}
    return replace(WELL, variables={name: value for name, value in merged.items() if value is not None})


def test_what_is_the_same_is_no_harm() -> None:
    assert found(WELL) == []
    assert found(replace(WELL, run_cs=190, typed=2)) == []


@pytest.mark.parametrize(
    ("after", "harm"),
    [
        (replace(WELL, ended=HowEnded.LATE), (HarmKind.NO_START, "exited", "late")),
        (replace(WELL, executable="/usr/bin/zsh"), (HarmKind.OTHER_SHELL, "/usr/bin/bash", "/usr/bin/zsh")),
        (replace(WELL, go=(), version="", compile=""), (HarmKind.NO_GO, "go1.25.5")),
        (
            replace(WELL, version="go: cannot find GOROOT directory", compile=""),
            (HarmKind.NO_GO, "go1.25.5", "go: cannot find GOROOT directory"),
        ),
        (
            replace(WELL, version="go version go1.20 linux/amd64", compile="compile version go1.20"),
            (HarmKind.OTHER_GO, "go1.25.5", "go1.20"),
        ),
        (replace(WELL, compile="compile version go1.24"), (HarmKind.OTHER_COMPILER, "go1.25.5", "go1.24")),
        (with_variables(PATH="/usr/local/go/bin:/usr/bin"), (HarmKind.LOST_FOLDER, "/home/me/bin")),
        (with_variables(GODEBUG=None), (HarmKind.LOST_VARIABLE, "GODEBUG", "netdns=go")),
        (
            with_variables(GODEBUG="netdns=cgo"),
            (HarmKind.CHANGED_VARIABLE, "GODEBUG", "netdns=go", "netdns=cgo"),
        ),
        (with_variables(GOFLAGS="-v"), (HarmKind.NEW_VARIABLE, "GOFLAGS", "-v")),
        (replace(WELL, names=frozenset("_")), (HarmKind.LOST_VARIABLE, "EDITOR")),
        (
            replace(WELL, go_env={"GOPROXY": "off", "GOROOT": "/usr/local/go"}),
            (HarmKind.CHANGED_SETTING, "GOPROXY", "direct", "off"),
        ),
        (replace(WELL, functions=frozenset()), (HarmKind.LOST_FUNCTION, "nvm")),
        (replace(WELL, aliases=frozenset()), (HarmKind.LOST_ALIAS, "ll")),
        (replace(WELL, run_cs=900), (HarmKind.SLOWER, "0", "9")),
        (replace(WELL, cwd="/tmp"), (HarmKind.CHANGED_VARIABLE, "PWD", "/home/me", "/tmp")),
        (replace(WELL, go_kind="alias"), (HarmKind.OTHER_GO, "file", "alias")),
        (replace(WELL, stderr="bash: x: oops\n"), (HarmKind.NEW_ERROR, "bash: x: oops")),
    ],
)
def test_each_difference_is_named(after: Measured, harm: tuple[Any, ...]) -> None:
    assert found(after) == [harm]


def test_what_a_plan_is_for_is_no_harm() -> None:
    new = replace(
        WELL,
        variables={**WELL.variables, "PATH": "/home/me/sdk/go/bin:/home/me/bin:/usr/bin", "GODEBUG": "x=1"},
        go=("/home/me/sdk/go/bin/go",),
        version="go version go1.26.6 linux/amd64",
        compile="compile version go1.26.6",
        go_env={"GOPROXY": "direct", "GOROOT": "/home/me/sdk/go"},
    )
    expected = Expected(frozenset(("go1.26.6",)), frozenset(("GODEBUG",)), frozenset(("/usr/local/go/bin",)))
    assert found(new, expected) == []
    assert [each[0] for each in found(new)] == [
        HarmKind.OTHER_GO,
        HarmKind.LOST_FOLDER,
        HarmKind.CHANGED_VARIABLE,
    ]


def test_a_folder_that_is_not_there_is_no_loss() -> None:
    before = replace(WELL, no_folders=("/home/me/bin",))
    after = with_variables(PATH="/usr/local/go/bin:/usr/bin")
    assert list(differences(ShellKind.EXEC, before, after, NOTHING)) == []


def test_a_compiler_that_did_not_match_before_is_not_news() -> None:
    broken = replace(WELL, compile="compile version go1.24")
    assert list(differences(ShellKind.EXEC, broken, broken, NOTHING)) == []


def test_doubled_settings_of_godebug_are_one() -> None:
    assert found(with_variables(GODEBUG="netdns=cgo,netdns=go")) == []


def test_of_a_terminal_only_what_reads_like_an_error_counts() -> None:
    screen = replace(WELL, screen="\x1b[32mme@pc\x1b[0m 12:34 $ \r\n-bash: hop: command not found\r\n")
    harms = found(screen, kind=ShellKind.TERMINAL)
    assert harms == [(HarmKind.NEW_ERROR, "-bash: hop: command not found")]


def test_a_shell_that_could_not_be_asked_before_says_nothing() -> None:
    before = replace(WELL, ended=HowEnded.EARLY)
    assert list(differences(ShellKind.TERMINAL, before, WELL, NOTHING)) == []


def test_settings_of_another_go_of_path_are_not_those_of_the_go_that_is_typed() -> None:
    """An alias decides what is typed; what PATH finds behind it may change."""
    typed = replace(WELL, go_kind="alias")
    other = replace(typed, go=("/sdk/go/bin/go",), go_env={"GOPROXY": "direct", "GOROOT": "/sdk/go"})
    assert list(differences(ShellKind.TERMINAL, typed, other, NOTHING)) == []
    moved = replace(typed, go_env={"GOPROXY": "direct", "GOROOT": "/sdk/go"})
    (difference,) = differences(ShellKind.TERMINAL, typed, moved, NOTHING)
    assert difference[0] is HarmKind.CHANGED_SETTING


@pytest.mark.parametrize(
    ("godebug", "harm"),
    [
        ("netdns=cgo", []),
        (None, []),
        ("netdns=cgo,http2client=0", [(HarmKind.NEW_VARIABLE, "GODEBUG", "http2client=0")]),
        ("http2client=0", [(HarmKind.NEW_VARIABLE, "GODEBUG", "http2client=0")]),
    ],
)
def test_of_godebug_only_the_keys_that_are_meant_may_change(godebug: str | None, harm: list[object]) -> None:
    expected = replace(NOTHING, keys=frozenset(("netdns",)))
    assert found(with_variables(GODEBUG=godebug), expected) == harm
