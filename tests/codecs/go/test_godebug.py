import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.go.godebug import (
    REMOVED_1_27,
    Fatal,
    FatalReason,
    effective,
    fatal,
    is_removed,
    parse,
    without,
)

keys = st.sampled_from(["netdns", "tlsrsakex", "fips140", "panicnil", "foo"])
words = st.sampled_from(["0", "1", "2", "go", "on", ""])
entries = st.one_of(
    st.builds("{}={}".format, keys, words),
    st.builds(" {}={} ".format, keys, words),
    st.sampled_from(["", " ", "netdns", "=", "a=b=c"]),
)
values = st.one_of(st.lists(entries).map(",".join), st.text())


@settings(deadline=None)
@given(values)
def test_a_value_prints_back(value: str) -> None:
    assert ",".join(setting.raw for setting in parse(value)) == value
    assert without(value, []) == value


@settings(deadline=None)
@given(values, st.lists(keys))
def test_what_is_taken_out_is_gone_and_nothing_else(value: str, unwanted: list[str]) -> None:
    left = without(value, unwanted)
    assert not any(setting.is_about(key) for setting in parse(left) for key in unwanted)
    assert [s for s in parse(value) if not any(s.is_about(k) for k in unwanted)] == list(
        parse(left)
    ) or left == ""


@settings(deadline=None)
@given(values)
def test_a_program_starts_without_the_fatal_settings(value: str) -> None:
    left = value
    while found := fatal(left):
        left = without(left, [doom.key for doom in found])
    assert not any(is_removed(s.key or "", s.value or "") for s in parse(left))


@settings(deadline=None)
@given(values)
def test_reading_never_raises(value: str) -> None:
    effective(value)
    fatal(value)


@pytest.mark.parametrize("key", sorted(REMOVED_1_27))
def test_every_old_value_of_a_removed_key_is_fatal(key: str) -> None:
    for value in REMOVED_1_27[key]:
        assert fatal(f"{key}={value}") == (Fatal(key, value, FatalReason.REMOVED, "1.27"),)
    assert fatal(f"{key}=7") == ()


@pytest.mark.parametrize(
    ("value", "killers"),
    [
        ("tlsrsakex=1,tlsrsakex=0", ["tlsrsakex=1"]),
        ("tlsrsakex=1 ", []),
        (" tlsrsakex=1", []),
        ("tlsrsakex=1#pattern", []),
        ("netdns=go,asynctimerchan=2,x509sha1=1", ["asynctimerchan=2", "x509sha1=1"]),
        ("fips140=1", ["fips140=1"]),
        ("fips140=", []),
        ("fips140", []),
        ("fips140=ON", ["fips140=ON"]),
        ("fips140=on ", ["fips140=on "]),
        (" fips140=1", []),
        ("fips140 =1", []),
        ("fips140=1,fips140=on", []),
        ("fips140=on,fips140=1", ["fips140=1"]),
        ("fips140=on#x", []),
        ("fips140=only", []),
    ],
)
def test_what_kills_go(value: str, killers: list[str]) -> None:
    """Every row was tried with Go 1.27.3, the ones of fips140 with 1.24.11 too."""
    assert [f"{doom.key}={doom.value}" for doom in fatal(value)] == killers


def test_fips140_kills_earlier_than_the_removed_keys() -> None:
    assert fatal("fips140=yes") == (Fatal("fips140", "yes", FatalReason.FIPS140, "1.24"),)


def test_the_last_one_of_a_key_is_in_force() -> None:
    assert effective("panicnil=1,panicnil=0, netdns=go,x") == {"panicnil": "0"}


@pytest.mark.parametrize(
    ("value", "is_fatal"),
    [
        ("cgocheck=2", True),
        ("cgocheck=3", True),
        ("cgocheck=02", True),
        ("cgocheck=1,cgocheck=2", True),
        ("cgocheck=2,cgocheck=1", False),
        ("cgocheck=1", False),
        ("cgocheck=0", False),
        ("cgocheck=-2", False),
        ("cgocheck=junk", False),
        ("cgocheck=2 ", False),
        ("cgocheck=2147483648", False),
        ("cgocheck=99999999999", False),
    ],
)
def test_cgocheck_above_one_ends_every_program_since_go_1_21(value: str, is_fatal: bool) -> None:
    """Tried with Go 1.21.13, 1.24.11 and 1.27.3."""
    found = fatal(value)
    assert [(each.reason, each.since) for each in found] == (
        [(FatalReason.CGOCHECK, "1.21")] if is_fatal else []
    )
