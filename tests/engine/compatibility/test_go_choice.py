"""Which Go satisfies all, and which demands exclude each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.engine.compatibility.go_choice import Demand, DemandKind, GoChoice, choices, excluding

NEWEST = ("1.27.4", "1.26.11", "1.25.14", "1.24.13", "1.22.12")
NEEDS, FAILS, DEBUGS = DemandKind.NEEDS, DemandKind.FAILS, DemandKind.DEBUGS


@pytest.mark.parametrize(
    ("demand", "allowed"),
    [
        (Demand("a", NEEDS, "1.25.3"), ("1.27.4", "1.26.11", "1.25.14")),
        (Demand("a", NEEDS, "1.25.14"), ("1.27.4", "1.26.11", "1.25.14")),
        (Demand("a", NEEDS, "1.25.15"), ("1.27.4", "1.26.11")),
        (Demand("a", NEEDS, "1.25"), ("1.27.4", "1.26.11", "1.25.14")),
        (Demand("a", FAILS, "1.25"), ("1.24.13", "1.22.12")),
        (Demand("a", FAILS, "1.24", "1.26"), ("1.27.4", "1.26.11", "1.22.12")),
        (Demand("a", FAILS, "1.22.0", "1.22.4"), NEWEST),
        (Demand("a", DEBUGS, "1.24", "1.26"), ("1.26.11", "1.25.14", "1.24.13")),
    ],
)
def test_what_a_demand_allows(demand: Demand, allowed: tuple[str, ...]) -> None:
    assert tuple(each for each in NEWEST if demand.allows(each)) == allowed
    assert not demand.allows("devel")


def test_from_which_version_of_a_series_on() -> None:
    some = (
        Demand("a", NEEDS, "1.25.3"),
        Demand("runc", FAILS, "1.22.0", "1.22.4"),
        Demand("b", NEEDS, "1.22"),
    )
    assert choices(some, NEWEST) == (
        GoChoice("1.27.4", "1.27.0"),
        GoChoice("1.26.11", "1.26.0"),
        GoChoice("1.25.14", "1.25.3"),
    )
    assert choices(some[1:], NEWEST)[-1] == GoChoice("1.22.12", "1.22.4")
    assert excluding(some, NEWEST) == ()


def test_the_two_that_exclude_each_other_are_named() -> None:
    low, mid, high = Demand("new", NEEDS, "1.26"), Demand("mid", NEEDS, "1.22"), Demand("old", FAILS, "1.25")
    assert excluding((mid, low, high), NEWEST) == (low, high)


def test_one_that_nothing_satisfies_is_named_alone() -> None:
    alone = Demand("future", NEEDS, "1.30")
    assert excluding((Demand("a", NEEDS, "1.22"), alone, Demand("b", FAILS, "1.25")), NEWEST) == (alone,)


def test_three_of_which_no_two_exclude_each_other() -> None:
    three = (
        Demand("a", FAILS, "1.26"),
        Demand("b", FAILS, "1.23", "1.26"),
        Demand("c", FAILS, "1.20", "1.23"),
    )
    assert excluding((*three, Demand("d", NEEDS, "1.10")), NEWEST) == three


VERSION = st.builds(lambda minor, patch: f"1.{minor}.{patch}", st.integers(20, 28), st.integers(0, 15))
DEMANDS = st.lists(
    st.builds(Demand, st.just("x"), st.sampled_from(DemandKind), VERSION, st.one_of(VERSION, st.just(""))),
    min_size=1,
    max_size=6,
)


@given(DEMANDS)
def test_either_something_fits_or_the_demands_named_exclude_all_and_none_is_too_many(
    demands: list[Demand],
) -> None:
    fits, named = choices(demands, NEWEST), excluding(demands, NEWEST)
    assert bool(fits) is not bool(named)
    assert all(each.allows(choice.go) for choice in fits for each in demands)
    assert all(any(not each.allows(go) for each in named) for go in NEWEST) or fits
    for some in combinations(named, max(len(named) - 1, 0)):
        assert not named or choices(some, NEWEST)
