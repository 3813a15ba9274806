"""What goes into the keyring is read back before anything relies on it; what a person types is checked first."""

from __future__ import annotations

import pytest

from wizard.app.credentials.credentials import SessionCredentials, account_of, secret_of
from wizard.app.credentials.keyring import HostAccount
from wizard.codecs.logins.login import Password
from wizard.model.errors import InputError, MachineError
from wizard.model.events import Stop, Tell
from wizard.model.orders import Receipt
from wizard.model.plans import Plan
from wizard.model.wanted import Wanted
from wizard.transports.host import Host


class Forgetful:
    """A keyring that keeps nothing for *lost*."""

    def __init__(self, lost: str) -> None:
        self.lost = lost
        self.kept: dict[str, tuple[str, Password]] = {}

    def accounts(self) -> tuple[HostAccount, ...]:
        return tuple(HostAccount(host, user) for host, (user, _) in self.kept.items())

    def find(self, host: str) -> tuple[str, Password] | None:
        return self.kept.get(host)

    def put(self, account: HostAccount, secret: Password) -> None:
        if account.host != self.lost:
            self.kept[account.host] = (account.user, secret)

    def drop(self, account: HostAccount) -> bool:
        return self.kept.pop(account.host, None) is not None


def never_applied(plan: Plan, tell: Tell, stop: Stop, sealed: tuple[bytes, ...]) -> Receipt:
    raise AssertionError("nothing is to be applied")


def test_what_cannot_be_read_back_is_not_stored_at_all() -> None:
    keyring = Forgetful("lost.x")
    keyring.kept["old.x"] = ("me", Password("old"))
    logins = SessionCredentials(Host(), Wanted(), never_applied, keyring)
    pairs = [(HostAccount(host, "me"), Password("old")) for host in ("old.x", "new.x", "lost.x")]
    with pytest.raises(MachineError) as caught:
        logins.store(pairs)
    assert caught.value.code == "keyring-unread"
    assert set(keyring.kept) == {"old.x"}


def test_a_login_of_somebody_else_is_not_replaced() -> None:
    keyring = Forgetful("")
    keyring.kept["a.x"] = ("me", Password("old"))
    logins = SessionCredentials(Host(), Wanted(), never_applied, keyring)
    logins.check_new(HostAccount("a.x", "me"))
    logins.check_new(HostAccount("b.x", "you"))
    with pytest.raises(InputError):
        logins.check_new(HostAccount("a.x", "you"))
    assert logins.remove("A.x") == HostAccount("a.x", "me")
    assert logins.remove("a.x") is None


@pytest.mark.parametrize("words", ["", " x", "x ", "a\tb", "a\nb", "a\0b"])
def test_a_password_that_git_cannot_be_told_is_refused(words: str) -> None:
    with pytest.raises(InputError):
        secret_of(words)


def test_names_are_checked() -> None:
    assert account_of("GitHub.com", "me") == HostAccount("github.com", "me")
    for host, user in (("https://a.x", "me"), ("a.x", ""), ("a.x", "a\nb"), ("", "me")):
        with pytest.raises(InputError):
            account_of(host, user)
