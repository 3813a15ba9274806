import pytest

from wizard.codecs.shell.declarations import FISH, SH, Declaration, Grammar, grammar_of, value_of
from wizard.codecs.shell.values import UNKNOWN


def declared(text: str, grammar: Grammar = SH) -> list[Declaration]:
    return [d for statement in grammar.statements(text) for d in grammar.declarations(statement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A=1 B=2",
            [Declaration("A", "=", ("1",), False, False), Declaration("B", "=", ("2",), False, False)],
        ),
        ("A+=1", [Declaration("A", "+=", ("1",), False, False)]),
        ("export A=1", [Declaration("A", "=", ("1",), True, True)]),
        ("export A", [Declaration("A", "=", None, True, True)]),
        ("declare -x A=1", [Declaration("A", "=", ("1",), True, True)]),
        ("declare A=1", [Declaration("A", "=", ("1",), False, True)]),
        ("export 'A=1 2'", [Declaration("A", "=", ("'1 2'",), True, True)]),
        ("A=1 b", []),
        ("export -n A=1", []),
        ("declare A", []),
        ("declare -f A", []),
    ],
)
def test_sh(text: str, expected: list[Declaration]) -> None:
    assert declared(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("set -gx A 1 2", [Declaration("A", "=", ("1", "2"), True, False)]),
        ("set --global --export A 1", [Declaration("A", "=", ("1",), True, False)]),
        ("set -a A 1", [Declaration("A", "+=", ("1",), False, False)]),
        ("set --prepend A 1", [Declaration("A", "=+", ("1",), False, False)]),
        ("set -- A -x", [Declaration("A", "=", ("-x",), False, False)]),
        ("set A", [Declaration("A", "=", (), False, False)]),
        ("export A=1", [Declaration("A", "=", ("1",), True, True)]),
        ("set -gx A", [Declaration("A", "=", (), True, False)]),
        ("if set A 1; end", [Declaration("A", "=", ("1",), False, False)]),
        ("set -e A", []),
        ("set -q A", []),
        ("set", []),
        ("A=1", []),
        ("set A[1] x", []),
    ],
)
def test_fish(text: str, expected: list[Declaration]) -> None:
    assert declared(text, FISH) == expected


def test_values() -> None:
    def values(text: str, grammar: Grammar, **known: str) -> list[str]:
        return [value_of(d, grammar, known, "/h") for d in declared(text, grammar)]

    assert values("A=$B; A+=x; export A", SH, A="1", B="2") == ["2", "1x", "1"]
    assert values("A+=x", SH) == [f"{UNKNOWN}x"]
    assert values("set A 1 2; set -a A 3; set -p A 0", FISH, A="1") == ["1 2", "1 3", "0 1"]
    assert values("set -a PATH ~/x", FISH, PATH="/a:/b") == ["/a:/b:/h/x"]


def test_the_name_of_a_file_tells_its_language() -> None:
    assert grammar_of("/home/me/.config/fish/config.fish") is FISH
    assert grammar_of("/home/me/.profile") is SH
