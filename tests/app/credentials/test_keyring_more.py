"""Windows Credential Manager: what is stored stands where Git Credential Manager reads it, in its form (GO §4)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from wizard.app.credentials.keyring import HostAccount, Keyring, open_keyring
from wizard.codecs.logins.login import Password
from wizard.model.errors import MachineError

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere the keyring is another")

ME = HostAccount("windows.test:8443", "me")


@pytest.fixture
def keyring() -> Iterator[Keyring]:
    keyring = open_keyring()
    yield keyring
    keyring.drop(ME)


def test_it_is_where_git_credential_manager_reads_it(keyring: Keyring) -> None:
    assert keyring.find(ME.host) is None
    keyring.put(ME, Password("t0ken ü"))
    manager: Any = import_module("win32ctypes.pywin32.win32cred")
    found = manager.CredRead("git:https://windows.test:8443", manager.CRED_TYPE_GENERIC)
    assert found["UserName"] == "me"
    assert found["CredentialBlob"].decode("utf-16-le") == "t0ken ü"
    assert found["Persist"] == manager.CRED_PERSIST_LOCAL_MACHINE


def test_what_is_stored_is_found_listed_and_deleted(keyring: Keyring) -> None:
    assert ME not in keyring.accounts()
    keyring.put(ME, Password("t0ken"))
    keyring.put(ME, Password("new"))
    assert ME in keyring.accounts()
    assert keyring.find("Windows.Test:8443") == ("me", Password("new"))
    assert keyring.drop(ME)
    assert not keyring.drop(ME)
    assert keyring.find(ME.host) is None


@pytest.mark.parametrize("words", ["密码 ü🔑", "x" * 1280, "密" * 1280, "🔑" * 640])
def test_a_password_in_any_script_comes_back_up_to_what_windows_takes(keyring: Keyring, words: str) -> None:
    keyring.put(ME, Password(words))
    assert keyring.find(ME.host) == ("me", Password(words))


@pytest.mark.parametrize("words", ["x" * 1281, "🔑" * 641])
def test_one_that_is_too_long_is_refused_in_words_and_the_old_one_stays(keyring: Keyring, words: str) -> None:
    keyring.put(ME, Password("old"))
    with pytest.raises(MachineError) as refused:
        keyring.put(ME, Password(words))
    assert refused.value.code == "too-long"
    assert keyring.find(ME.host) == ("me", Password("old"))


def test_a_user_of_any_script_is_found_and_what_two_users_have_is_kept_apart(keyring: Keyring) -> None:
    """The library keeps the former one under another name, which git does not ask for."""
    other = HostAccount(ME.host, "jürgen 王")
    keyring.put(ME, Password("mine"))
    keyring.put(other, Password("theirs"))
    assert keyring.find(ME.host) == (other.user, Password("theirs"))
    assert keyring.accounts().count(other) == 1
    assert ME not in keyring.accounts()
    assert keyring.drop(other)
