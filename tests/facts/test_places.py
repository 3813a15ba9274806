"""Names that are links lead where a look has seen that they lead."""

from __future__ import annotations

import pytest

from wizard.facts.places import absolute, first_names, folder_owner, real_home
from wizard.model.probes import HOME, Account, Answer, Answers, FileProbe, Found, Missing, Probe, Special

ME = Account("me", 1000, 1000, "/home/me", "/bin/sh")


def folder(link: str | None = None, owner: int = 1000) -> Special:
    return Special("directory", 0o755, owner, owner, link)


def file(link: str | None = None) -> Found:
    return Found(b"", 0o644, 1000, 1000, 0, 0, link)


def seen(*pairs: tuple[Probe, Answer]) -> Answers:
    return Answers(pairs)


CONFIG = FileProbe("~/.config", limit=0)
GO = FileProbe("~/.config/go", limit=0)


@pytest.mark.parametrize(
    ("pairs", "path"),
    [
        ((), "/home/me/.config/go/env"),
        (((CONFIG, folder()),), "/home/me/.config/go/env"),
        (((CONFIG, folder("/dots")), (GO, Missing())), "/dots/go/env"),
        (((CONFIG, folder("/dots")), (GO, folder("/other"))), "/other/env"),
        (((HOME, folder("/data/me/")),), "/data/me/.config/go/env"),
        (((HOME, folder("/data/me/")), (CONFIG, folder("/data/me/.config"))), "/data/me/.config/go/env"),
    ],
)
def test_the_innermost_folder_that_is_a_link_decides(
    pairs: tuple[tuple[Probe, Answer], ...], path: str
) -> None:
    assert absolute("~/.config/go/env", seen(*pairs), ME) == path


def test_a_home_is_where_it_leads() -> None:
    assert real_home(seen(), ME) == "/home/me"
    assert real_home(seen((HOME, folder("/data/me/"))), ME) == "/data/me"


def test_a_folder_behind_a_link_has_an_owner() -> None:
    there = seen((CONFIG, folder("/etc", 0)), (HOME, folder()))
    assert folder_owner("/etc/go/env", there) == 0
    assert folder_owner("/etcetera/env", there) is None
    assert folder_owner("/home/me/.profile", there) is None


def test_names_of_one_file_have_one_first_name() -> None:
    pairs = (
        (FileProbe("~/.bash_profile"), file("/home/me/.profile")),
        (FileProbe("~/.profile"), file()),
        (FileProbe("~/.zshrc"), file("/home/me/rc")),
        (FileProbe("~/.bashrc"), file("/home/me/rc")),
        (FileProbe("~/.fstab"), file("/etc/fstab")),
        (FileProbe("/etc/fstab"), file()),
        (FileProbe("~/.none"), Missing()),
    )
    names = first_names([probe.path for probe, _ in pairs], seen(*pairs), ME)
    assert names == {
        "~/.bash_profile": "~/.profile",
        "~/.profile": "~/.profile",
        "~/.zshrc": "~/.bashrc",
        "~/.bashrc": "~/.bashrc",
        "~/.fstab": "~/.fstab",
        "/etc/fstab": "/etc/fstab",
    }
