"""What is read of a netrc file is what Go reads of it; what is taken out is one entry and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.logins.login import Password
from wizard.codecs.logins.netrc import added, read, without

ONE = b"machine git.corp login me password s3cret\n"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (ONE, [("git.corp", "me", "s3cret")]),
        (b"machine git.corp:8443\n\tlogin me\r\n\tpassword x\r\n", [("git.corp:8443", "me", "x")]),
        (
            b"machine a.x login u password p machine b.x login v password q",
            [("a.x", "u", "p"), ("b.x", "v", "q")],
        ),
        (b"# machine no.x login u password p\n" + ONE, [("git.corp", "me", "s3cret")]),
        (b"default login anonymous password mail\n" + ONE, [("git.corp", "me", "s3cret")]),
        (b"machine a.x login machine password p\n", [("a.x", "machine", "p")]),
        (b"macdef init\nmachine no.x login u password p\n\n" + ONE, [("git.corp", "me", "s3cret")]),
    ],
)
def test_what_an_entry_says(data: bytes, found: list[tuple[str, str, str]]) -> None:
    logins = read(data)
    assert [(each.host, each.user, each.secret.reveal()) for each in logins] == found
    assert all(each.stays is None for each in logins)


@pytest.mark.parametrize(
    "data",
    [
        b"machine a.x login u\n",
        b"machine a.x login u password p account z\n",
        b"machine a.x login u password p port 21\n",
        b'machine a.x login u password "two words"\n',
        b"machine a.x login u password p\\n\n",
        b"machine a.x login\nu password p\n",
        b"machine a.x login u password p password q\n",
        b"machine a.x login u password p # mine\n",
        b"machine a.x login u password p\nmacdef init\nput x\n\n",
        b"machine https://a.x login u password p\n",
    ],
)
def test_an_entry_that_programs_read_in_two_ways_stays(data: bytes) -> None:
    (login,) = read(data)
    assert login.stays is not None


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (ONE, b""),
        (b"# mine\n" + ONE + b"\n# end", b"# mine\n\n# end"),
        (
            b"machine git.corp\n  # why\n  login me\n  password x\nmachine b.x login v password q\n",
            b"  # why\nmachine b.x login v password q\n",
        ),
        (
            b"machine git.corp login me password x   machine b.x login v password q\r\n",
            b"machine b.x login v password q\r\n",
        ),
        (
            b"machine b.x login v password q machine git.corp login me password x\r\n",
            b"machine b.x login v password q\r\n",
        ),
        (
            b"machine b.x login v password q machine git.corp\nlogin me\npassword x\n# \xff\n",
            b"machine b.x login v password q\n# \xff\n",
        ),
    ],
)
def test_one_entry_goes_and_nothing_else(data: bytes, left: bytes) -> None:
    gone = [each for each in read(data) if each.host == "git.corp"]
    assert len(gone) == 1
    assert without(data, gone) == left


WORDS = st.sampled_from(
    [
        "machine",
        "login",
        "password",
        "default",
        "macdef",
        "account",
        "a.x",
        "b.x",
        "u",
        "p",
        "#",
        "\n",
        "\n\n",
        "  ",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.data())
def test_what_stays_is_read_as_before(text: str, data: st.DataObject) -> None:
    raw = text.encode()
    logins = [each for each in read(raw) if each.stays is None]
    assert without(raw, ()) == raw
    if not logins:
        return
    gone = data.draw(st.sampled_from(logins))
    left = read(without(raw, [gone]))
    kept = [each for each in read(raw) if each != gone]
    assert [(each.host, each.user, each.secret) for each in left] == [
        (each.host, each.user, each.secret) for each in kept
    ]


@pytest.mark.parametrize(
    ("data", "user", "words"),
    [
        (b"", "my name", "pw"),
        (b"", "me", "my pw machine evil.test login x password y"),
        (b"", "me", '"quoted"'),
        (b"", "me", "#pw"),
        (b"", "me", "p\\w"),
        (b"machine a.test login", "me", "pw"),
        (b"machine a.test login x password", "me", "pw"),
        (b"macdef init\nput x", "me", "pw"),
        (b"default login anonymous password x\n", "me", "pw"),
    ],
)
def test_a_login_that_programs_would_read_otherwise_is_not_added(data: bytes, user: str, words: str) -> None:
    assert added(data, "b.test", user, Password(words)) is None


def test_a_login_is_added_below_what_is_there() -> None:
    data = b"# mine\r\nmachine a.test login x password y"
    line = b"machine b.test login me password p=w\n"
    assert added(data, "b.test", "me", Password("p=w")) == data + b"\n" + line
    assert added(b"", "b.test", "me", Password("p=w")) == line
