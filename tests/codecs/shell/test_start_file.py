import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shellfiles import LITERALS, NAMES, SHELLS, is_sound, profiles, values_after
from wizard.codecs.lines import bytes_of, split
from wizard.codecs.shell.start_file import (
    FISH,
    Assignment,
    assignments,
    drop_lines,
    returns_early_for_noninteractive,
)

UBUNTU_BASHRC = b"""# ~/.bashrc: executed by bash(1) for non-login shells.
# If not running interactively, don't do anything
case $- in
    *i*) ;;
      *) return;;
esac

HISTCONTROL=ignoreboth
"""


def the(data: bytes, name: str = "GOROOT") -> Assignment:
    (only,) = assignments(data, [name])
    return only


def lines_of(found: Assignment) -> list[int]:
    return list(range(found.line, found.last_line + 1))


@pytest.mark.parametrize(
    ("text", "literal", "is_exported", "whole_line", "conditional"),
    [
        ("export GOROOT=/x", "/x", True, True, False),
        ("GOROOT=/x", "/x", False, True, False),
        ("  GOROOT='/x y'  # why", "/x y", False, True, False),
        ("declare -x GOROOT=/x", "/x", True, True, False),
        ("typeset -gx GOROOT=/x;", "/x", True, True, False),
        ("readonly GOROOT=/x", "/x", False, True, False),
        ('export "GOROOT=/x y"', "/x y", True, True, False),
        ("GOROOT=~/go", None, False, True, False),
        ("GOROOT=$(go env GOROOT)", None, False, True, False),
        ("GOROOT=`go env GOROOT`", None, False, True, False),
        ("GOROOT=$((1))", None, False, True, False),
        ('GOROOT="$HOME/go"', None, False, True, False),
        ("GOROOT=$'a'", None, False, True, False),
        ("export GOROOT=/x OTHER=/y", "/x", True, False, False),
        ("OTHER=/y; GOROOT=/x", "/x", False, False, False),
        ("true; GOROOT=/x", "/x", False, False, False),
        ("GOROOT=/x; true", "/x", False, False, False),
        ("[ -d /x ] && GOROOT=/x", "/x", False, False, True),
        ("[ -d /x ] &&\n  GOROOT=/x", "/x", False, False, True),
        ("GOROOT=/x &&\ntrue", "/x", False, False, False),
        ("GOROOT=/x | cat", "/x", False, False, True),
        ("GOROOT=/x &", "/x", False, False, True),
        ("{ GOROOT=/x; }", "/x", False, False, True),
        ("if a; then\n  GOROOT=/x\n  b\nfi", "/x", False, True, True),
        ("if a; then\n  GOROOT=/x\nfi", "/x", False, False, True),
        ("if a; then\n  GOROOT=/x\n  OTHER=/y\nfi", "/x", False, False, True),
        ("if a; then b; else\n  GOROOT=/x\nfi", "/x", False, False, True),
        ("f() {\n  GOROOT=/x\n}", "/x", False, False, True),
        ("case a in\n  b)\n    GOROOT=/x\n    ;;\nesac", "/x", False, True, True),
        ("case a in\n  b)\n    GOROOT=/x ;;\nesac", "/x", False, False, True),
        ("GOROOT=/x <<E\nE", "/x", False, False, False),
        ("true \\\n ; GOROOT=/x", "/x", False, False, False),
    ],
)
def test_one_assignment(
    text: str, literal: str | None, is_exported: bool, whole_line: bool, conditional: bool
) -> None:
    found = the(text.encode() + b"\n")
    assert (found.literal, found.is_exported) == (literal, is_exported)
    assert (found.whole_line, found.conditional) == (whole_line, conditional)


@pytest.mark.parametrize(
    "text",
    [
        "# export GOROOT=/x",
        "echo GOROOT=/x",
        "GOROOT=/x go version",
        "cat <<EOF\nexport GOROOT=/x\nEOF",
        "cat <<-\\EOF\n\texport GOROOT=/x\n\tEOF",
        "unset GOROOT",
        "export -n GOROOT",
        "local GOROOT=/x",
        "alias g='GOROOT=/x'",
        "XGOROOT=/x GOROOTX=/y",
        'echo "\nexport GOROOT=/x\n"',
        "set -gx GOROOT /x",
    ],
)
def test_no_assignment(text: str) -> None:
    assert assignments(text.encode(), ["GOROOT"]) == ()


def test_set_and_exported_apart() -> None:
    found = assignments(b"GOROOT=/x\nexport GOROOT\n", ["GOROOT"])
    assert [(a.line, a.raw, a.literal, a.is_exported, a.whole_line) for a in found] == [
        (1, "/x", "/x", True, True),
        (2, None, None, True, True),
    ]


def test_set_and_exported_on_one_line_is_one_line_to_drop() -> None:
    found = assignments(b"true\nGOROOT=/x; export GOROOT # why\n", ["GOROOT"])
    assert [(a.line, a.whole_line) for a in found] == [(2, True), (2, True)]


def test_a_file_of_one_line() -> None:
    found = assignments(b"GOROOT=/x; export GOROOT", ["GOROOT"])
    assert [(a.line, a.whole_line) for a in found] == [(1, True), (1, True)]


def test_within_a_loop_nothing_is_known_within_a_branch_it_is() -> None:
    assert the(b"A=/x\nfor i in 1 2; do GOROOT=$A; A=/y; done\n").literal is None
    assert the(b"A=/x\nif a; then GOROOT=$A; fi\n").literal == "/x"


def test_a_value_over_lines() -> None:
    data = b"a\nexport GOROOT=\\\n/x\nGOPATH='a\nb'\n"
    assert lines_of(the(data)) == [2, 3]
    assert the(data).literal == "/x"
    assert lines_of(the(data, "GOPATH")) == [4, 5]
    assert the(data, "GOPATH").literal == "a\nb"


def test_raw_is_the_value_as_written() -> None:
    assert the(b'export GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go" # x', "GODEBUG").raw == (
        '"${GODEBUG:+$GODEBUG,}netdns=go"'
    )
    assert the(b"GOROOT=").raw == ""


def test_variables_set_before_are_known_until_somebody_may_change_them() -> None:
    data = b"A=/x\nGOROOT=$A/go\n"
    assert the(data).literal == "/x/go"
    for change in (
        b". ./other\n",
        b"unset A\n",
        b"if a; then A=/y; fi\n",
        b"for A in b; do :; done\n",
        b"read A\n",
    ):
        assert the(data.replace(b"\nGO", b"\n" + change + b"GO")).literal is None, change
    assert the(b"f() { A=/y; }\n" + data).literal is None


def test_appending() -> None:
    assert [a.literal for a in assignments(b"A=x\nA+=y\n", "A")] == ["x", "xy"]
    assert the(b"GOROOT+=y").literal is None


def test_a_windows_line_end_gets_into_the_value_as_in_a_shell() -> None:
    assert the(b"GOROOT=/x\r\n").literal == "/x\r"
    assert the(b"GOROOT=/x\r\n").whole_line


def test_a_byte_order_mark_spoils_the_first_command_as_in_a_shell() -> None:
    assert assignments(b"\xef\xbb\xbfexport GOROOT=/x\n", ["GOROOT"]) == ()


@pytest.mark.parametrize(
    ("text", "raw", "literal", "whole_line", "conditional"),
    [
        ("set -gx GOROOT /x", "/x", "/x", True, False),
        ("set -Ux GOROOT '/it\\'s'", "'/it\\'s'", "/it's", True, False),
        ("set --export GOROOT $HOME/go", "$HOME/go", None, True, False),
        ("set GOROOT (go env GOROOT)", "(go env GOROOT)", None, True, False),
        ("export GOROOT=/x", "/x", "/x", True, False),
        ("if true; set -x GOROOT /x; end", "/x", "/x", False, True),
        ("if true\n  set -x GOROOT /x\nend", "/x", "/x", True, True),
        ("test -d /x; and set -x GOROOT /x", "/x", "/x", False, True),
        ("test -d /x\nand set -x GOROOT /x", "/x", "/x", False, True),
        ("set -x GOROOT /x\nor exit", "/x", "/x", False, False),
        ("set -x GOROOT /a /b", "/a /b", "/a /b", True, False),
    ],
)
def test_fish(text: str, raw: str, literal: str | None, whole_line: bool, conditional: bool) -> None:
    (found,) = assignments(text.encode(), ["GOROOT"], FISH)
    assert (found.raw, found.literal) == (raw, literal)
    assert (found.whole_line, found.conditional) == (whole_line, conditional)


@pytest.mark.parametrize(
    "text", ["set -e GOROOT", "set -q GOROOT", "# set GOROOT x", "echo set GOROOT x", "set -S"]
)
def test_no_assignment_in_fish(text: str) -> None:
    assert assignments(text.encode(), ["GOROOT"], FISH) == ()


def test_a_path_in_fish_is_a_list() -> None:
    (found,) = assignments(b"set -gx PATH /a /b\n", ["PATH"], FISH)
    assert found.literal == "/a:/b"


@pytest.mark.parametrize("shell", SHELLS)
@settings(max_examples=60, deadline=None)
@given(text=profiles())
def test_what_is_read_is_what_the_shell_has(shell: str, text: str) -> None:
    after = values_after(shell, text)
    for name in NAMES:
        found = assignments(bytes_of(text), [name])
        if (
            found
            and found[-1].raw is not None
            and not found[-1].conditional
            and found[-1].literal is not None
        ):
            is_unset = re.search(rf"unset {name}", text) is not None
            assert after[name] == found[-1].literal or is_unset


@pytest.mark.parametrize("shell", SHELLS)
@settings(max_examples=60, deadline=None)
@given(text=profiles(LITERALS))
def test_a_value_made_of_quotes_and_letters_is_always_known(shell: str, text: str) -> None:
    for name in NAMES:
        for found in assignments(bytes_of(text), [name]):
            if found.raw is not None and found.literal is None:
                assert "~" in found.raw or "{" in found.raw


@pytest.mark.parametrize("shell", SHELLS)
@settings(max_examples=60, deadline=None)
@given(text=profiles(), data=st.data())
def test_whole_lines_can_go_in_any_company(shell: str, text: str, data: st.DataObject) -> None:
    unwanted = [a for a in assignments(bytes_of(text), ["GOROOT", "GOPATH"]) if a.whole_line]
    chosen = data.draw(st.lists(st.sampled_from(unwanted), unique=True)) if unwanted else []
    rest = drop_lines(bytes_of(text), [line for a in chosen for line in lines_of(a)])
    after = rest.decode("utf-8", "surrogateescape")
    assert is_sound(shell, after)
    if len(chosen) == len(assignments(bytes_of(text), ["GOROOT", "GOPATH"])):
        seen = values_after(shell, after)
        assert (seen["GOROOT"], seen["GOPATH"]) == (None, None) or "GOPATH=/in_function" in text
        assert seen["PLAIN"] == values_after(shell, text)["PLAIN"]


@settings(deadline=None)
@given(st.one_of(st.binary(), profiles().map(bytes_of)), st.sampled_from([FISH, None]))
def test_reading_never_raises_and_lines_are_the_file_s(data: bytes, fish: object) -> None:
    found = assignments(data, NAMES, FISH) if fish else assignments(data, NAMES)
    returns_early_for_noninteractive(data)
    returns_early_for_noninteractive(data, FISH)
    assert all(1 <= a.line <= a.last_line <= len(split(data)) for a in found)


@settings(max_examples=200, deadline=None)
@given(st.text("if;&|(){}'\"`$<\\\n# fidoneasc=", max_size=60))
def test_broken_grammar_never_raises(text: str) -> None:
    assignments(text.encode(), ["a"])
    assignments(text.encode(), ["a"], FISH)


@pytest.mark.parametrize(
    "piece", ["((x) ", "$(", "{ ", "if ", '"${', "case x in a) ", "<<A ", "a&&", "a=(", "((("]
)
def test_deep_nesting_is_no_burden(piece: str) -> None:
    assert assignments(piece.encode() * 20_000, ["GOROOT"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        UBUNTU_BASHRC.decode(),
        '[ -z "$PS1" ] && return',
        "[[ $- != *i* ]] && return",
        "[[ $- == *i* ]] || return",
        'if [ -z "$PS1" ]; then\n  return\nfi',
        "if [[ $- != *i* ]] ; then\n  # Shell is non-interactive.\n  return\nfi",
        'if [ -n "$PS1" ]; then a; else return; fi',
        '[ -n "${PS1-}" ] || return 0',
        "[[ -o interactive ]] || return",
        "case $- in *i*) ;; *) return ;; esac",
    ],
)
def test_files_that_leave_off_for_scripts(text: str) -> None:
    assert returns_early_for_noninteractive(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "return",
        "[ -n x ] && return",
        'if [ -n "$PS1" ]; then a; fi',
        '[ -n "$PS1" ] && return',
        "case $- in *i*) return;; esac",
        'f() { [ -z "$PS1" ] && return; }',
        "# case $- in *) return;; esac",
        '[ -z "$PS1" ] || return',
    ],
)
def test_files_that_do_not(text: str) -> None:
    assert not returns_early_for_noninteractive(text.encode())


def test_early_leave_in_fish() -> None:
    assert returns_early_for_noninteractive(b"status is-interactive; or exit\n", FISH)
    assert returns_early_for_noninteractive(b"if not status is-interactive\n  return\nend\n", FISH)
    assert not returns_early_for_noninteractive(b"if status is-interactive\n  return\nend\n", FISH)


@pytest.mark.parametrize(
    ("line", "name", "operator", "raw"),
    [
        ("fish_add_path /x", "fish_user_paths", "=+", "/x"),
        ("fish_add_path -g /x /y", "fish_user_paths", "=+", "/x /y"),
        ("fish_add_path --path --move /x", "PATH", "=+", "/x"),
        ("fish_add_path -gP /x", "PATH", "=+", "/x"),
        ("fish_add_path -aP /x", "PATH", "+=", "/x"),
        ("set -gxp PATH /x", "PATH", "=+", "/x"),
        ("set -gx PATH /x $PATH", "PATH", "=", "/x $PATH"),
    ],
)
def test_folders_that_fish_puts_into_path(line: str, name: str, operator: str, raw: str) -> None:
    (found,) = assignments(f"{line}\n".encode(), ("PATH", "fish_user_paths"), FISH)
    assert (found.name, found.operator, found.raw, found.whole_line) == (name, operator, raw, True)


@pytest.mark.parametrize("line", ["fish_add_path -n /x", "fish_add_path --help", "fish_add_path"])
def test_folders_that_fish_only_speaks_of(line: str) -> None:
    assert assignments(f"{line}\n".encode(), ("PATH", "fish_user_paths"), FISH) == ()
