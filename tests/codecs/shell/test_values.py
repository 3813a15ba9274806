import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.shell.values import UNKNOWN, expand

KNOWN = {"A": "a b", "E": "", "G": "/g"}
U = UNKNOWN


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("", ""),
        ("abc", "abc"),
        ("'a b'\"c d\"e", "a bc de"),
        ("a\\ b\\\nc", "a bc"),
        ('"a\\$b\\"c\\\\d\\e\\\nf"', 'a$b"c\\d\\ef'),
        ("$G/bin", "/g/bin"),
        ('"${G}x$G-"', "/gx/g-"),
        ("'$G'", "$G"),
        ("a$", "a$"),
        ("$%x", "$%x"),
        ('"$\'"', "$'"),
        ("$NOPE/x", f"{U}/x"),
        ("$1", U),
        ("$(a)b", f"{U}b"),
        ("`a`b", f"{U}b"),
        ('"x$((1+1))"', f"x{U}"),
        ("$'a'", U),
        ("(a b)", U),
        ("${G:-x}${E:-x}${E-x}", "/gx"),
        ("${G:+$G:}x${E:+y}${E+z}", "/g:xz"),
        ('"${G:+"$G:"}x"', "/g:x"),
        ("${NOPE:-x}", U),
        ("${G%/}", U),
        ("~/x:~:y~", "/h/x:/h:y~"),
        ("a:~/x", "a:/h/x"),
        ("~bob/x", f"{U}bob/x"),
        ('"~/x"', "~/x"),
        ("\\~/x", "~/x"),
        ('"a":~/x', "a:/h/x"),
        ('":"~', ":~"),
        ("\\\n~/x", "/h/x"),
        ("$\\\nG", "/g"),
        ("'a\\\nb'", "a\\\nb"),
        ("\"it's\\\nb'\"", "it'sb'"),
        ("{a,b}", "{a,b}"),
        ("*", "*"),
        ("'a", U),
        ("\\", "\\"),
    ],
)
def test_what_a_value_comes_to(raw: str, value: str) -> None:
    assert expand(raw, KNOWN, home="/h") == value


def test_without_a_home_a_tilde_is_unknown() -> None:
    assert expand("~/x", {}) == f"{UNKNOWN}/x"


def test_behind_export_some_shells_split_words_and_braces() -> None:
    assert expand("$A", KNOWN, is_argument=True) == UNKNOWN
    assert expand('"$A"', KNOWN, is_argument=True) == "a b"
    assert expand("$G", KNOWN, is_argument=True) == "/g"
    assert expand("{a,b}", KNOWN, is_argument=True) == f"{UNKNOWN}a,b}}"


def test_nesting_without_end_is_unknown() -> None:
    assert UNKNOWN in expand("${G:+" * 5000 + "x" + "}" * 5000, KNOWN)


@settings(deadline=None)
@given(st.text("aG~:{}()'\"\\$`-+\n ", max_size=40))
def test_nothing_raises(raw: str) -> None:
    expand(raw, KNOWN, home="/h")
    expand(raw, KNOWN, is_argument=True)
