import pytest
from hypothesis import given, settings

from tests.shellfiles import profiles
from wizard.codecs.shell.nodes import Statement
from wizard.codecs.shell.reader import statements


def read(text: str) -> list[tuple[str, list[str]]]:
    """Each simple command, and what it hangs on."""
    return [
        (" ".join(s.words), [f"{guard.kind.value} {guard.text}".strip() for guard in s.guards])
        for s in statements(text)
        if not s.is_opener
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b; c\nd", [("a b", []), ("c", []), ("d", [])]),
        ("a >x 2>&1 b", [("a b", [])]),
        (">x a", [("a", [])]),
        ("a && b || c", [("a", []), ("b", ["and a"]), ("c", ["or b"])]),
        ("a &&\n\n  b", [("a", []), ("b", ["and a"])]),
        ("a | b", [("a", ["group"]), ("b", ["group a"])]),
        ("a & b", [("a", ["group"]), ("b", [])]),
        ("(a)\nb", [("a", ["group"]), ("b", [])]),
        ("{ a; }; b", [("a", ["group"]), ("b", [])]),
        (
            "if a; then b; elif c\nthen d; else e; fi; f",
            [
                ("a", ["group"]),
                ("b", ["if a"]),
                ("c", ["else a", "group"]),
                ("d", ["else a", "if c"]),
                ("e", ["else a", "else c"]),
                ("f", []),
            ],
        ),
        ("while a; do b; done\nc", [("a", ["group"]), ("b", ["loop a"]), ("c", [])]),
        ("for i in 1 2\ndo b; done", [("for i in 1 2", ["group"]), ("b", ["loop i in 1 2"])]),
        (
            "case $x in a|b) c;; (d) ;; *) e\nesac\nf",
            [
                ("c", ["case $x in a|b"]),
                ("e", ["case $x in *"]),
                ("f", []),
            ],
        ),
        ("f() { a; }\nb", [("a", ["function f", "group"]), ("b", [])]),
        ("f () (a)\nb", [("a", ["function f", "group"]), ("b", [])]),
        ("function f { a; }\nb", [("a", ["function f", "group"]), ("b", [])]),
        ("function f() { a; }\nb", [("a", ["function f", "group"]), ("b", [])]),
        ("[ x ] && { a; }", [("[ x ]", []), ("a", ["and [ x ]", "group"])]),
        ("if ! a; then b; fi", [("a", ["group"]), ("b", ["if ! a"])]),
        ("if a; then\r\n b\r\nfi\r\nc", [("a", ["group"]), ("b\r", ["if a"]), ("c", [])]),
        ("case x in a) b;; esac\nc", [("b", ["case x in a"]), ("c", [])]),
        ("(a); ) b", [("a", ["group"]), ("b", [])]),
        ("echo if then fi", [("echo if then fi", [])]),
        ("fi; done; }; ); esac; a", [("a", [])]),
        ("if a; then ( b; fi\nc", [("a", ["group"]), ("b", ["if a", "group"]), ("c", [])]),
    ],
)
def test_commands_and_what_they_hang_on(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(text) == expected


def test_lists_that_must_not_become_empty_are_numbered() -> None:
    found = statements("a\nif b; then c; d; else e; fi\ncase x in y) f;; esac\n")
    bodies: dict[str, Statement] = {s.words[0]: s for s in found if not s.is_opener}
    assert bodies["a"].body == bodies["f"].body == 0
    assert bodies["c"].body == bodies["d"].body != 0
    assert len({bodies[name].body for name in "bce"}) == 3


def test_a_compound_command_stands_in_the_list_around_it() -> None:
    found = statements("if a; then if b; then c; fi; fi")
    openers = [s for s in found if s.is_opener]
    assert [s.words for s in openers] == [("if",), ("if",)]
    assert openers[1].body == openers[0].body + 2
    assert openers[0].body == 0


def test_what_hangs_together_is_joined() -> None:
    joined = {s.words[0]: s.is_joined for s in statements("a && b\nc; d\ne | f\ng &\nh")}
    assert [name for name, is_joined in joined.items() if is_joined] == ["a", "b", "e", "f", "g"]


@settings(deadline=None)
@given(profiles())
def test_commands_stand_where_they_say(text: str) -> None:
    for statement in statements(text):
        assert text[statement.start :].startswith(statement.words[0])
        assert text[: statement.end].endswith(statement.words[-1]) or ">" in text or "<" in text
