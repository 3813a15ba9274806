"""Files with passwords: that they are there, and whom they are for. Nothing of what is in them is asked for."""

from __future__ import annotations

import pytest

from tests.facts.answers import read
from wizard.facts.credentials.files import (
    CREDENTIAL_MANAGER,
    GIT_CREDENTIALS,
    NETRC,
    SECRET_FILES,
    SecretFile,
    SecretFiles,
    probe,
)
from wizard.model.probes import Answer, Denied, Found, Special
from wizard.model.wanted import Wanted


def there(mode: int = 0o100600, uid: int = 1000, size: int = 9) -> Found:
    return Found(b"", mode, uid, 1000, 0, size)


@pytest.mark.parametrize(
    ("answer", "files"),
    [
        (there(), (SecretFile(NETRC, 0o600, 1000),)),
        (there(0o644, 0), (SecretFile(NETRC, 0o644, 0),)),
        (there(size=0), ()),
        (Special("directory", 0o755, 0, 0), ()),
    ],
)
def test_files_that_hold_something_are_told(answer: Answer, files: tuple[SecretFile, ...]) -> None:
    assert read(SECRET_FILES, (probe(NETRC), answer)) == SecretFiles(files)


@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_a_file_is_open_if_others_can_read_or_write_it(mode: int, is_open: bool) -> None:
    assert SecretFile(NETRC, mode, 1000).is_open is is_open


def test_what_could_not_be_seen_is_a_gap() -> None:
    found = read(SECRET_FILES, (probe(GIT_CREDENTIALS), Denied()))
    assert isinstance(found, SecretFiles)
    assert found.gap is not None


def test_nothing_of_their_content_is_asked_for() -> None:
    asked = SECRET_FILES.ask(Wanted())
    assert asked
    assert all(each.limit == 0 and each.head for each in asked)  # type: ignore[union-attr]


def test_the_manager_of_windows_is_where_git_installs_it() -> None:
    arm = "/mnt/c/Program Files/Git/clangarm64/bin/git-credential-manager.exe"
    assert read(CREDENTIAL_MANAGER) == ""
    assert read(CREDENTIAL_MANAGER, (probe(arm), there())) == (
        r"C:\Program Files\Git\clangarm64\bin\git-credential-manager.exe"
    )
