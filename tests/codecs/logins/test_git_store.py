"""The file of git's helper *store*: what is read of it is what git answers."""

from __future__ import annotations

import pytest

from wizard.codecs.logins.git_store import read, without

ONE = b"https://me:p%40ss%3A@github.com\n"


def test_an_address_says_who_logs_in_where() -> None:
    (login,) = read(b"# no line of git\n" + ONE)
    assert (login.line, login.host, login.user, login.secret.reveal()) == (2, "github.com", "me", "p@ss:")
    assert login.stays is None
    assert "p@ss" not in repr(login)


@pytest.mark.parametrize(
    "line",
    [
        b"http://me:p@host.x",
        b"https://ghp_0123456789abcdef@github.com",
        b"https://me:p@host.x/group/project",
        b"https://me:p%0a@host.x",
        b"https://me:%20p@host.x",
        b"https://:p@host.x",
        b"https://me:p@ho%20st",
    ],
)
def test_what_is_not_sure_stays(line: bytes) -> None:
    (login,) = read(line)
    assert login.stays is not None


def test_a_token_in_the_place_of_the_user_is_not_shown() -> None:
    (login,) = read(b"https://ghp_0123456789abcdef@github.com\n")
    assert login.user == ""


def test_one_line_goes_and_nothing_else() -> None:
    data = ONE + b"\r\n# mine\nhttps://you:x@b.x"
    first, second = read(data)
    assert without(data, [first]) == b"\r\n# mine\nhttps://you:x@b.x"
    assert without(data, [second]) == ONE + b"\r\n# mine\n"
    assert without(data, ()) == data
