"""Names of distros and users."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.engine.setup.usernames import FALLBACK, proposal, wrong_user


@pytest.mark.parametrize(
    ("account", "user"),
    [
        ("Zoë Smith", "zoe-smith"),
        ("CORP\\J.Doe", "j-doe"),
        ("ada@example.com", "ada"),
        ("AzureAD\\AdaLovelace", "adalovelace"),
        ("李雷", FALLBACK),
        ("42", FALLBACK),
        ("007bond", "bond"),
        ("Root", FALLBACK),
        ("Docker", FALLBACK),
        ("", FALLBACK),
        ("--", FALLBACK),
        ("a" * 40, "a" * 32),
    ],
)
def test_proposal(account: str, user: str) -> None:
    assert proposal(account) == user


@given(st.text())
def test_a_proposal_is_always_allowed(account: str) -> None:
    assert wrong_user(proposal(account)) is None


@pytest.mark.parametrize("name", ["me", "a", "ada-l", "x_1", "a" * 32])
def test_good_names(name: str) -> None:
    assert wrong_user(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "root",
        "",
        "Me",
        "-x",
        "1a",
        "a b",
        "a:b",
        "a\n",
        "é",
        "a$",
        "a" * 33,
        "mail",
        "systemd-network",
        "a/b",
    ],
)
def test_wrong_names(name: str) -> None:
    assert wrong_user(name) is not None
