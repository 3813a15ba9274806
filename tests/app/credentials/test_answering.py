"""What git is told from a real keyring, in git's own protocol."""

from __future__ import annotations

import pytest

from tests.servers.secret_service import SecretService
from wizard.app.credentials.answering import answer
from wizard.app.credentials.keyring import HostAccount, open_keyring
from wizard.codecs.logins.login import Password

pytestmark = pytest.mark.linux(reason="the Secret Service is Linux's")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["protocol=https", "host=github.com"], "username=me\npassword=t0k=n\n"),
        (
            ["capability[]=authtype", "protocol=https", "host=GITHUB.com", "path=me/p"],
            "username=me\npassword=t0k=n\n",
        ),
        (["protocol=https", "host=github.com", "username=me"], "username=me\npassword=t0k=n\n"),
        (["protocol=https", "host=github.com", "username=you"], ""),
        (["protocol=http", "host=github.com"], ""),
        (["protocol=https", "host=github.com:8443"], ""),
        (["protocol=https", "host=gist.github.com"], ""),
        (["protocol=https"], ""),
        ([], ""),
    ],
)
def test_git_gets_what_it_asks_for_and_nothing_else(
    asked: list[str], told: str, secret_service: SecretService
) -> None:
    keyring = open_keyring()
    keyring.put(HostAccount("github.com", "me"), Password("t0k=n"))
    assert answer("".join(f"{line}\n" for line in asked).encode(), keyring) == told


@pytest.mark.parametrize("sign", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
@pytest.mark.parametrize("key", ["username", "path", "host"])
def test_an_address_cannot_ask_for_the_password_of_another_host(
    sign: str, key: str, secret_service: SecretService
) -> None:
    keyring = open_keyring()
    keyring.put(HostAccount("github.com", "me"), Password("t0k=n"))
    asked = f"protocol=https\nhost=evil.test\n{key}=me{sign}host=github.com\n"
    assert answer(asked.encode(), keyring) == ""
