"""The PATH of sudo: what sudoers says, or what the distro ships."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from wizard.facts.programs.sudo_path import SUDO_PATH, SudoPath
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Denied, FileProbe, GlobProbe, Matches, Probe

SUDO: tuple[Probe, Answer] = (GlobProbe("/usr/bin/sudo", limit=0), Matches((("/usr/bin/sudo", Denied()),)))
UNREADABLE = (FileProbe("/etc/sudoers"), Denied())


@pytest.mark.parametrize(
    ("text", "folders"),
    [
        ('Defaults\tenv_reset\nDefaults\tsecure_path="/usr/bin:/bin"\n', ("/usr/bin", "/bin")),
        ("Defaults env_reset, secure_path = /opt/bin\n", ("/opt/bin",)),
        ("# Defaults secure_path=/usr/bin\n", ()),
        ('Defaults secure_path="/a"\nDefaults secure_path="/b"\n', ("/b",)),
        ("Defaults:bob secure_path=/bob\n", ()),
        ("", ()),
    ],
)
def test_what_sudoers_says(text: str, folders: tuple[str, ...]) -> None:
    assert read(SUDO_PATH, SUDO, at("/etc/sudoers", text)) == SudoPath(folders, is_read=True)


def test_a_file_of_the_folder_wins() -> None:
    more = (
        GlobProbe("/etc/sudoers.d/*"),
        Matches((("/etc/sudoers.d/go", file("Defaults secure_path=/b\n")),)),
    )
    found = read(SUDO_PATH, SUDO, at("/etc/sudoers", "Defaults secure_path=/a\n"), more)
    assert found == SudoPath(("/b",), is_read=True)


@pytest.mark.parametrize(
    ("release", "is_known"),
    [
        ("ID=ubuntu\nID_LIKE=debian\n", True),
        ('ID="alma"\nID_LIKE="rhel fedora"\n', True),
        ("ID=arch\n", False),
        ("", False),
    ],
)
def test_one_that_is_for_root_alone_is_as_the_distro_ships_it(release: str, is_known: bool) -> None:
    found = read(SUDO_PATH, SUDO, UNREADABLE, at("/etc/os-release", release))
    assert (found is not None) == is_known
    if isinstance(found, SudoPath):
        assert not found.is_read
        assert "/usr/bin" in found.folders
        assert "/usr/local/go/bin" not in found.folders


def test_without_sudo_there_is_none() -> None:
    assert read(SUDO_PATH, at("/etc/sudoers", "Defaults secure_path=/a\n")) is None


@pytest.mark.parametrize("silent", [SUDO[0], FileProbe("/etc/sudoers")])
def test_what_does_not_answer_is_unknown(silent: Probe) -> None:
    assert isinstance(read(SUDO_PATH, *dict([SUDO, (silent, GONE)]).items()), Unknown)
