import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.shell.fish_values import expand
from wizard.codecs.shell.values import UNKNOWN

U = UNKNOWN


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("abc", "abc"),
        ("'a\\'b\\\\c\\d'", "a'b\\c\\d"),
        ('"a\\"b\\$c\\\\d\\e\\\nf"', 'a"b$c\\d\\ef'),
        ("a\\ b", "a b"),
        ("$G/bin", "/g/bin"),
        ("{$G}/bin", "/g/bin"),
        ('"$G/x"', "/g/x"),
        ("'$G'", "$G"),
        ("$NOPE/x", f"{U}/x"),
        ("$G[1]", U),
        ("x(a)", f"x{U}"),
        ("x$(a)", f"x{U}"),
        ('"x$(a)"', f"x{U}"),
        ("a*", f"a{U}"),
        ("a?", f"a{U}"),
        ("{a,b}", U),
        ("a\\n", f"a{U}"),
        ("~", "/h"),
        ("~/x", "/h/x"),
        ("'~/x'", "~/x"),
        ("~bob", U),
        ("'a", U),
    ],
)
def test_what_a_word_comes_to(raw: str, value: str) -> None:
    assert expand(raw, {"G": "/g"}, home="/h") == value


def test_without_a_home_a_tilde_is_unknown() -> None:
    assert expand("~/x", {}) == f"{UNKNOWN}/x"


@settings(deadline=None)
@given(st.text("aG~{}()'\"\\$*\n ", max_size=40))
def test_nothing_raises(raw: str) -> None:
    expand(raw, {"G": "/g"})
