"""Passwords in addresses: the address stays what it is, without them."""

from __future__ import annotations

import pytest

from wizard.codecs.logins.addresses import is_of_go, read, without

CONFIG = b"""[user]
\tname = Me
[url "https://me:t0ken@git.corp/"]
\tinsteadOf = https://git.corp/
[remote "origin"]
\turl = https://you:pw%21@b.x/me/p.git
"""


def test_addresses_of_git_lose_their_passwords() -> None:
    first, second = read(CONFIG)
    assert [(each.host, each.user, each.secret.reveal()) for each in (first, second)] == [
        ("git.corp", "me", "t0ken"),
        ("b.x", "you", "pw!"),
    ]
    assert first.stays is second.stays is None
    assert without(CONFIG, [first]) == CONFIG.replace(b"me:t0ken@", b"")
    assert without(CONFIG, [first, second]) == CONFIG.replace(b"me:t0ken@", b"").replace(b"you:pw%21@", b"")


def test_several_proxies_on_one_line() -> None:
    data = b"GOPROXY=https://u:p@a.x/go,https://v:q@b.x|direct\n"
    first, second = read(data)
    assert is_of_go(data, first)
    assert without(data, [second]) == b"GOPROXY=https://u:p@a.x/go,https://b.x|direct\n"
    assert without(data, [first, second]) == b"GOPROXY=https://a.x/go,https://b.x|direct\n"


@pytest.mark.parametrize(
    "line",
    [
        b"\turl = http://me:t0ken@git.corp/\n",
        b"\tinsteadOf = https://me:t0ken@git.corp/\n",
        b"\tproxy = https://me:t0ken@git.corp/\n",
        b"GOPROXY=https://ghp_0123456789abcdef@git.corp/\n",
        b"GONOPROXY=https://me:t0ken@git.corp/\n",
        b'[url "https://me:t0\\\\ken@git.corp/"]\n',
    ],
)
def test_a_line_that_would_mean_something_else_without_it_stays(line: bytes) -> None:
    (login,) = read(line)
    assert login.stays is not None


@pytest.mark.parametrize(
    "line",
    [
        b"# url = https://me:t0ken@git.corp/\n",
        b"\turl = https://git@git.corp/\n",
        b"\turl = https://$U:$P@x.y/\n",
    ],
)
def test_what_holds_no_password_is_none(line: bytes) -> None:
    assert read(line) == ()
