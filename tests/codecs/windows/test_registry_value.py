"""A value of the registry is written down so that it comes back exactly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.windows.reg_file import value_of
from wizard.codecs.windows.registry_value import found_in, is_sound, plain_value, raw, registered
from wizard.model.probes import Missing, RegistryValue, Values
from wizard.model.registry import BINARY, DWORD, EXPAND_SZ, MULTI_SZ, QWORD, SZ
from wizard.model.state import Absent, Other, Registered

VALUES = st.one_of(
    st.tuples(st.integers(0, 12), st.text(max_size=9)),
    st.tuples(st.integers(0, 12), st.binary(max_size=9)),
    st.tuples(st.integers(0, 12), st.integers(0, 2**64 - 1)),
    st.tuples(st.integers(0, 12), st.lists(st.text(max_size=4), max_size=4)),
)


@given(VALUES)
def test_what_is_written_down_comes_back(row: tuple[int, RegistryValue]) -> None:
    state = registered(*row)
    if state is not None and is_sound(state):
        assert (state.kind, plain_value(state)) == row
        assert value_of(state.kind, raw(state)) == row[1]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (SZ, "a\0b"),
        (SZ, "\ud800"),
        (SZ, b"a"),
        (DWORD, b"\1"),
        (BINARY, "a"),
        (MULTI_SZ, ["a", "", "b"]),
        (MULTI_SZ, "a"),
        (99, "a"),
    ],
)
def test_what_would_not_is_not_written_down(kind: int, value: RegistryValue) -> None:
    assert registered(kind, value) is None


@pytest.mark.parametrize(
    "state",
    [
        Registered(DWORD, "x"),
        Registered(DWORD, "-1"),
        Registered(DWORD, str(2**32)),
        Registered(QWORD, str(2**64)),
        Registered(DWORD, "007"),
        Registered(BINARY, "zz"),
        Registered(BINARY, "AB"),
        Registered(MULTI_SZ, "no end"),
        Registered(SZ, "a\0b"),
    ],
)
def test_a_plan_from_elsewhere_is_not_believed(state: Registered) -> None:
    assert not is_sound(state)


def test_a_value_is_found_in_any_case_and_only_if_it_is_known_exactly() -> None:
    values = Values({"Path": "a", "odd": "b"}, types={"Path": EXPAND_SZ})
    assert found_in(values, "PATH") == Registered(EXPAND_SZ, "a")
    assert found_in(values, "ODD") == Other("unknown")
    assert found_in(values, "none") == Absent()
    assert found_in(Missing(), "Path") == Absent()
