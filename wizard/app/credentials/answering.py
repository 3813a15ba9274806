"""The wizard as a helper of git for passwords (gitcredentials(7)): it answers from the keyring, and stores nothing."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.app.credentials.keyring import Keyring


def answer(asked: Iterable[str], keyring: Keyring) -> str:
    """What git is told, in its protocol, of the *asked* lines; nothing if the keyring has no such login. What the
    answer holds is for git's pipe alone."""
    question = dict(line.rstrip("\r\n").partition("=")[::2] for line in asked)
    host = question.get("host", "")
    if question.get("protocol") != "https" or not host:
        return ""
    found = keyring.find(host)
    if found is None:
        return ""
    user, secret = found
    if question.get("username", user) != user:
        return ""
    return f"username={user}\npassword={secret.reveal()}\n"
