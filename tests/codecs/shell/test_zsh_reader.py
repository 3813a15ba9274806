"""What the grammar of zsh has more than that of sh."""

from __future__ import annotations

import pytest

from wizard.codecs.shell.tree import Item, Loop, SimpleCommand, UnreadableCode
from wizard.codecs.shell.zsh_reader import statements, tree


def commands(text: str) -> list[tuple[str, bool]]:
    """Each simple command, and whether it hangs on something."""
    return [(" ".join(s.words), bool(s.guards)) for s in statements(text) if not s.is_opener]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f() { a }\nb", [("a", True), ("b", False)]),
        ("function f { a }\nb", [("a", True), ("b", False)]),
        ("function { a }\nb", [("a", True), ("b", False)]),
        ("() { a }\nb", [("a", True), ("b", False)]),
        ("if [[ a ]] { b }\nc", [("[[ a ]]", True), ("b", True), ("c", False)]),
        (
            "if [[ a ]] { b } else { c }\nd",
            [("[[ a ]]", True), ("b", True), ("c", True), ("d", False)],
        ),
        ("for x (a b) c\nd", [("for x in a b", True), ("c", True), ("d", False)]),
        ("for x in a b; { c }\nd", [("for x in a b", True), ("c", True), ("d", False)]),
        ("repeat 2 a\nb", [("repeat 2", True), ("a", True), ("b", False)]),
        ("ls *(N) b; c", [("ls *(N) b", False), ("c", False)]),
        ("{ a } always { b }\nc", [("a", True), ("b", True), ("c", False)]),
    ],
)
def test_commands_and_whether_they_always_run(text: str, expected: list[tuple[str, bool]]) -> None:
    assert commands(text) == expected
    assert not any(isinstance(item.node, UnreadableCode) for item in tree(text))


def test_what_is_not_closed_is_broken_from_where_it_begins() -> None:
    found: tuple[Item, ...] = tree("a\nif [[ b ]] {\nc\n")
    assert [(type(item.node).__name__, item.start) for item in found] == [
        ("SimpleCommand", 0),
        ("UnreadableCode", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "for x (a b); do echo $x; done",
        "for x (a b) do echo $x; done",
        "for x (a b)\ndo\necho $x\ndone",
        "for x (a b) echo $x",
    ],
)
def test_a_loop_over_a_list_in_parentheses_ends_where_it_ends(text: str) -> None:
    loop, last = tree(f"{text}\nlast\n")
    assert isinstance(loop.node, Loop)
    assert [each.node for each in (*loop.node.body, last)] == [
        SimpleCommand(("echo", "$x")),
        SimpleCommand(("last",)),
    ]
