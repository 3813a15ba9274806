"""A real keyring of a desktop: what is stored is found, by host, and git's entries alone are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.secret_service import SecretService
from wizard.app.credentials.keyring import HostAccount, open_keyring
from wizard.codecs.logins.login import Password
from wizard.model.errors import MachineError

pytestmark = pytest.mark.linux(reason="the Secret Service is Linux's; Windows' own keyring has its own test")

ME = HostAccount("github.com", "me")


def test_what_is_stored_is_found_listed_and_deleted(secret_service: SecretService) -> None:
    keyring = open_keyring()
    assert keyring.accounts() == ()
    assert keyring.find("github.com") is None
    keyring.put(ME, Password("t0ken ü"))
    keyring.put(HostAccount("b.x:8443", "you"), Password("other"))
    assert keyring.find("GitHub.com") == ("me", Password("t0ken ü"))
    assert keyring.accounts() == (HostAccount("b.x:8443", "you"), ME)
    keyring.put(ME, Password("new"))
    assert keyring.find("github.com") == ("me", Password("new"))
    assert keyring.drop(ME)
    assert not keyring.drop(ME)
    assert keyring.find("github.com") is None


def test_entries_of_other_programs_are_not_listed(secret_service: SecretService) -> None:
    import keyring.backends.SecretService as backends

    backends.Keyring().set_password("mail", "me", "x")  # type: ignore[no-untyped-call]
    assert open_keyring().accounts() == ()


def test_the_keyring_keeps_it_encrypted(secret_service: SecretService) -> None:
    open_keyring().put(ME, Password("c4nary-in-the-keyring"))
    files = list(secret_service.folder.rglob("*.keyring"))
    assert files
    assert all(b"c4nary" not in path.read_bytes() for path in files)


def test_without_one_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    with pytest.raises(MachineError) as caught:
        open_keyring()
    assert caught.value.code == "no-keyring"


def test_no_setting_makes_a_file_of_plain_text_the_keyring(
    secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    open_keyring().put(ME, Password("t0ken"))
    assert open_keyring().find("github.com") == ("me", Password("t0ken"))
