"""A secret shows itself nowhere, and is written nowhere."""

from __future__ import annotations

import copy
import pickle

import msgspec
import pytest

from wizard.codecs.logins.login import Login, Password, is_host, is_plain

SECRET = Password("c4nary")
LOGIN = Login(1, "github.com", "me", SECRET)


def test_a_secret_does_not_print() -> None:
    for shown in (repr(SECRET), str(SECRET), f"{SECRET}", repr(LOGIN), repr([SECRET]), f"{SECRET!s}"):
        assert "c4nary" not in shown
        assert "•••" in shown


@pytest.mark.parametrize("write", [msgspec.json.encode, msgspec.msgpack.encode, pickle.dumps, copy.deepcopy])
def test_a_secret_is_not_written(write: object) -> None:
    with pytest.raises(TypeError):
        write(LOGIN)  # type: ignore[operator]


def test_secrets_are_equal_by_what_they_are() -> None:
    assert Password("c4nary") == SECRET != Password("other")
    assert len({Password("c4nary"), SECRET}) == 1
    assert not Password("")


@pytest.mark.parametrize("host", ["github.com", "localhost:8443", "127.0.0.1:80", "[::1]:443", "a_b.corp"])
def test_names_of_hosts(host: str) -> None:
    assert is_host(host)


@pytest.mark.parametrize(
    "host", ["", "https://github.com", "a b", "a/b", "-x", "a:", "a\n", "me@b", "a" * 254]
)
def test_what_is_no_host(host: str) -> None:
    assert not is_host(host)


@pytest.mark.parametrize(
    ("words", "is_fine"), [("a b", True), ("ünï", True), ("", False), (" a", False), ("a\n", False)]
)
def test_what_the_protocol_of_git_can_hold(words: str, is_fine: bool) -> None:
    assert is_plain(words) is is_fine
