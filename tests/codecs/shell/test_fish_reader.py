import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.shell.fish_reader import nested_end, statements, tokens


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
        ("a b; c\nd # e", [("a b", []), ("c", []), ("d", [])]),
        ("a 'it\\'s' \"b c\" (d 'e)') f", [("a 'it\\'s' \"b c\" (d 'e)') f", [])]),
        ("a \\\n b", [("a b", [])]),
        ("a > x 2>&1 b", [("a b", [])]),
        ("a; and b; or c", [("a", []), ("b", ["and a"]), ("c", ["or and b"])]),
        ("a && b", [("a", []), ("b", ["and a"])]),
        ("a &&\n b", [("a", []), ("b", ["and a"])]),
        ("a | b", [("a", ["group"]), ("b", ["group a"])]),
        ("not a; or b", [("a", []), ("b", ["or not a"])]),
        (
            "if a\n b\nelse if c; d\nelse\n e\nend\nf",
            [
                ("a", ["group"]),
                ("b", ["if a"]),
                ("c", ["else a", "group"]),
                ("d", ["else a", "if c"]),
                ("e", ["else a", "else c"]),
                ("f", []),
            ],
        ),
        ("while a; b; end; c", [("a", ["group"]), ("b", ["loop a"]), ("c", [])]),
        ("for i in 1 2; b; end; c", [("for i in 1 2", ["group"]), ("b", ["loop for i in 1 2"]), ("c", [])]),
        ("begin; a; end; b", [("a", ["group"]), ("b", [])]),
        ("a; and begin; b; end", [("a", []), ("b", ["and a", "group"])]),
        ("function f -d x; a; end; b", [("function f -d x", ["group"]), ("a", ["function f"]), ("b", [])]),
        (
            "switch $x\n case a b\n  c\nend\nd",
            [
                ("switch $x", ["group"]),
                ("case a b", ["group"]),
                ("c", ["case $x in a b"]),
                ("d", []),
            ],
        ),
        ("if begin; a; end\n b\nend\nc", [("a", ["group", "group"]), ("b", ["group"]), ("c", [])]),
        ("end; a", [("a", [])]),
        ("echo if end", [("echo if end", [])]),
    ],
)
def test_commands_and_what_they_hang_on(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(text) == expected


def test_what_hangs_together_is_joined() -> None:
    joined = {s.words[0]: s.is_joined for s in statements("a; and b\nc; d\ne | f\ng &\nh")}
    assert [name for name, is_joined in joined.items() if is_joined] == ["a", "b", "e", "f", "g"]


def test_a_nested_ends_with_its_own_parenthesis() -> None:
    text = "(a (b ')') \")\" # )\n ) c"
    assert text[: nested_end(text, 0)] == "(a (b ')') \")\" # )\n )"
    assert nested_end("(a", 0) == 2


@settings(deadline=None)
@given(st.text("ab'\"\\$(){}<>|&;#\n if end", max_size=40))
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end
    statements(text)
