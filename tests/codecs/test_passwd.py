"""``/etc/passwd``: whole lines only, the first of a name, and who is a person."""

from __future__ import annotations

import pytest

from wizard.codecs.passwd import PasswdUser, parse


def test_broken_lines_are_nobody_and_the_first_of_a_name_counts() -> None:
    data = (
        b"root:x:0:0::/root:/bin/sh\n\nme:x:one:1::/:/bin/sh\nme:x:1:1:/:/bin/sh\nroot:x:7:7::/:/bin/sh\n\xff"
    )
    assert parse(data) == (PasswdUser("root", 0, "/bin/sh", "/root"),)


@pytest.mark.parametrize(
    ("uid", "shell", "is_person"),
    [
        (1000, "/bin/bash", True),
        (1000, "", True),
        (1000, "/usr/sbin/nologin", False),
        (0, "/bin/bash", False),
        (999, "/bin/bash", False),
        (65534, "/bin/bash", False),
    ],
)
def test_a_person_has_a_shell_and_an_id_of_people(uid: int, shell: str, is_person: bool) -> None:
    assert PasswdUser("me", uid, shell).is_person is is_person
