"""The files that may hold passwords, as they are now."""

from __future__ import annotations

from tests.app.credentials.test_moving import GO_ENV, NETRC, STORE, world
from wizard.model.probes import Denied


def test_every_file_is_read_by_its_own_rules() -> None:
    files, _ = world({STORE: "https://me:x@a.b\n", NETRC: "machine c.d login me password y\n"})
    assert [(each.path, each.login.host) for each in files.logins()] == [(STORE, "a.b"), (NETRC, "c.d")]
    assert files.content(GO_ENV) == b""
    assert files.unread == ()


def test_what_could_not_be_read_is_said() -> None:
    files, _ = world({NETRC: Denied(), STORE: "https://me:x@a.b\n"})
    (gap,) = files.unread
    assert NETRC in gap.render()
    assert [each.login.host for each in files.logins()] == ["a.b"]
