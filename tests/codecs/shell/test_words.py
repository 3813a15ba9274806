import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.shell.words import quoted_end, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b\tc", ["a", "b", "c"]),
        ("a;b&&c||d|e&", ["a", ";", "b", "&&", "c", "||", "d", "|", "e", "&"]),
        ("a # b 'c\nd", ["a", "\n", "d"]),
        ("a#b", ["a#b"]),
        ("''b c", ["''b", "c"]),
        ("\\a;b", ["\\a", ";", "b"]),
        ("a=() b", ["a=()", "b"]),
        ('"\\a" b', ['"\\a"', "b"]),
        ('$(a ")" b) c', ['$(a ")" b)', "c"]),
        ("$(a #)\n) b", ["$(a #)\n)", "b"]),
        ("$(a#) b", ["$(a#)", "b"]),
        ("a\\\nb \\\n c", ["a\\\nb", "c"]),
        ("'a b'\"c d\"\\ e", ["'a b'\"c d\"\\ e"]),
        ('"a $(b "c d") e"f', ['"a $(b "c d") e"f']),
        ("\"$(echo ')' '\"')\" b", ["\"$(echo ')' '\"')\"", "b"]),
        ('"${a:-\'}" b', ['"${a:-\'}"', "b"]),
        ("${a:-'}'} b", ["${a:-'}'}", "b"]),
        ("$(a # )\n) b", ["$(a # )\n)", "b"]),
        ("`a \\` b` c", ["`a \\` b`", "c"]),
        ("$'a\\'b' c", ["$'a\\'b'", "c"]),
        ("a=(b c) d", ["a=(b c)", "d"]),
        ("f() { a; }", ["f", "(", ")", "{", "a", ";", "}"]),
        ("a >b 2>&1 <(c d)", ["a", ">", "b", "2", ">&", "1", "<(c d)"]),
        ("(( a << 2 ))\nb", ["(( a << 2 ))", "\n", "b"]),
        ("a $((1 << 2)) b", ["a", "$((1 << 2))", "b"]),
        ("a <<'E F' <<-G\nb\nE F\n\tc\n\tG\nd", ["a", "<<", "'E F'", "<<-", "G", "\n", "d"]),
        ("a <<E\nb", ["a", "<<", "E", "\n"]),
        ("a <<<b\nc", ["a", "<<<", "b", "\n", "c"]),
        ("case a in b) c;; esac", ["case", "a", "in", "b", ")", "c", ";;", "esac"]),
    ],
)
def test_words_and_operators(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_what_never_ends_ends_with_the_file() -> None:
    for text in ("'a b", '"a b', "$(a b", "${a b", "`a b", "a=(b c", "$'a b"):
        assert words(text) == [text]


@settings(deadline=None)
@given(st.text("ab'\"\\$`(){}<>|&;#\n =-", max_size=40))
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end


@settings(deadline=None)
@given(st.text("ab'\"\\$`(){}#\n", min_size=1, max_size=40))
def test_a_quote_ends_within_the_text(text: str) -> None:
    assert 1 <= quoted_end(text, 0) <= len(text)
