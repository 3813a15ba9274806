"""What environment.d and PAM give to programs: the order of files, who hides whom, what is not known."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.codecs.shell.values import UNKNOWN
from wizard.facts.shells.service_env import SERVICE_ENV
from wizard.model.facts import Unknown
from wizard.model.probes import (
    FILE_LIMIT,
    Account,
    AccountProbe,
    Answer,
    Denied,
    Found,
    GlobProbe,
    Matches,
    Probe,
    Unavailable,
)

ME = (AccountProbe(), Account("me", 1000, 1000, "/home/me", "/bin/bash"))
INIT = "/proc/1/comm"


def folder(place: str, **files: str) -> tuple[Probe, Answer]:
    name = f"{place}/environment.d/"
    found = tuple(
        (f"{name}{file}.conf", Found(text.encode(), 0o644, 0, 0, 0, len(text)))
        for file, text in files.items()
    )
    return GlobProbe(f"{name}*.conf", limit=FILE_LIMIT, head=False), Matches(found)


def values(*pairs: tuple[Probe, Answer], init: str = "systemd\n") -> dict[str, str]:
    found = read(SERVICE_ENV, ME, at(INIT, init), *pairs)
    assert not isinstance(found, Unknown)
    return {each.name: each.text for each in found}


def test_files_are_read_in_the_order_of_their_names_wherever_they_are() -> None:
    found = values(
        folder("/etc", b="A=etc\nB=${A}1\n", z="Z=$B\n"), folder("~/.config", a="A=own\n", c="B=$B-2\n")
    )
    assert found == {"A": "etc", "B": "etc1-2", "Z": "etc1-2"}


def test_of_two_files_with_one_name_the_users_is_read() -> None:
    assert values(folder("/etc", a="A=etc\nB=etc\n"), folder("~/.config", a="A=own\n")) == {"A": "own"}


def test_what_systemd_brings_along_is_not_known_and_what_nobody_sets_is_empty() -> None:
    found = values(folder("~/.config", a="PATH=$HOME/bin:$PATH\nA=${NO:-x}\nB=$USER\n"))
    assert found == {"PATH": f"/home/me/bin:{UNKNOWN}", "A": "x", "B": "me"}


@pytest.mark.parametrize(("init", "names"), [("systemd\n", {"A", "P"}), ("init\n", {"P"})])
def test_only_systemd_reads_it_and_pam_reads_its_own_without(init: str, names: set[str]) -> None:
    pam = at("~/.pam_environment", "P DEFAULT=1\n")
    assert values(folder("~/.config", a="A=1\n"), pam, init=init).keys() == names


def test_what_may_not_be_read_is_not_known() -> None:
    etc, own, pam = folder("/etc"), folder("~/.config"), at("~/.pam_environment", "")
    assert not isinstance(read(SERVICE_ENV, ME, at(INIT, "systemd\n"), etc, own, pam), Unknown)
    hidden = (own[0], Matches((("~/.config/environment.d/a.conf", Denied()),)))
    for pairs in (
        (etc, own, (pam[0], Denied())),
        (etc, (own[0], Unavailable("gone")), pam),
        (etc, hidden, pam),
    ):
        assert isinstance(read(SERVICE_ENV, ME, at(INIT, "systemd\n"), *pairs), Unknown)
