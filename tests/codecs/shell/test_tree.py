"""Trees of commands: what stands in what, and what is broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shellfiles import profiles
from wizard.codecs.shell import fish_reader, reader, zsh_reader
from wizard.codecs.shell.tree import (
    DEEPEST,
    Block,
    CaseCommand,
    CommandGroup,
    Function,
    If,
    Loop,
    SimpleCommand,
    UnreadableCode,
)


def shape(block: Block) -> str:
    """A tree as nested words."""
    return " ".join(f"{item.join}{'!' if item.is_denied else ''}{_node(item.node)}" for item in block)


def _node(node: object) -> str:
    match node:
        case SimpleCommand(words):
            return "_".join(words)
        case If(branches, otherwise):
            parts = [f"if({shape(condition)})({shape(body)})" for condition, body in branches]
            return "".join(parts) + (f"else({shape(otherwise)})" if otherwise else "")
        case Loop(kind, header, condition, body):
            return f"{kind}[{'_'.join(header)}]({shape(condition)})({shape(body)})"
        case CaseCommand(subject, branches):
            return f"case[{subject}]" + "".join(f"{pattern}({shape(body)})" for pattern, body in branches)
        case CommandGroup(body, is_subshell):
            return f"({shape(body)})" if is_subshell else f"{{{shape(body)}}}"
        case Function(names, body, _):
            return f"{','.join(names)}:{shape(body)}"
        case _:
            return "broken"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b\nc", "a b c"),
        ("a && ! b || c", "a &&!b ||c"),
        ("a | b && c", "a |b &&c"),
        ("if a; then b; elif c; then d; else e; fi", "if(a)(b)if(c)(d)else(e)"),
        ("while a; do b; done", "while[](a)(b)"),
        ("for x in 1 2; do b; done", "for[for_x_in_1_2]()(b)"),
        ("case $x in a|b) c ;; *) d; esac", "case[$x]a|b(c)*(d)"),
        ("f() { a; }; (b); { c; }", "f:{a} (b) {c}"),
        ("[[ a && b ]] && c", "[[_a_&&_b_]] &&c"),
        ("if a; then b", "broken"),
        ("a; fi; b", "a broken b"),
        ("case x in a) b ;& c) d ;; esac; e", "broken e"),
    ],
)
def test_sh(text: str, expected: str) -> None:
    assert shape(reader.tree(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if a; and b; c; else if d; e; else; f; end", "if(a &&b)(c)if(d)(e)else(f)"),
        ("not a; or b", "!a ||b"),
        ("switch $x; case a b; c; case '*'; d; end", "case[$x]a b(c)'*'(d)"),
        ("function f -a x; a; end; begin; b; end", "f:a {b}"),
        ("for x in 1 2; a; end; while b; c; end", "for[for_x_in_1_2]()(a) while[](b)(c)"),
        ("if a", "broken"),
        ("end; a", "broken a"),
    ],
)
def test_fish(text: str, expected: str) -> None:
    assert shape(fish_reader.tree(text)) == expected


def test_nobody_nests_that_deep() -> None:
    deep = DEEPEST + 40
    for text in (
        "{ " * deep + "a;" + " }" * deep + "\nb",
        "if a; then " * deep + "b" + "; fi" * deep + "\nb",
    ):
        first, *_, last = reader.tree(text)
        assert isinstance(first.node, UnreadableCode)
        assert last.node == SimpleCommand(("b",))


@settings(deadline=None)
@given(st.one_of(st.text("ab'\"\\$`(){}<>|&;#\n =-!", max_size=60), profiles()))
def test_every_text_has_a_tree(text: str) -> None:
    for read in (reader.tree, zsh_reader.tree, fish_reader.tree):
        shape(read(text))
