"""The wizard as a helper of git for passwords (gitcredentials(7)): it answers from the keyring, and stores nothing."""

from __future__ import annotations

from wizard.app.credentials.keyring import Keyring


def answer(asked: bytes, keyring: Keyring) -> str:
    """What git is told, in its protocol, of what it *asked*; nothing if the keyring has no such login. What the answer
    holds is for git's pipe alone.

    git ends lines with LF, and takes all else into its values from an address, which anybody may have written: nothing
    else ends a line here, and for a host with such a sign there is no password."""
    lines = asked.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    question = dict(line.partition("=")[::2] for line in lines)
    host = question.get("host", "")
    if not all(map(str.isprintable, lines)):
        return ""
    if question.get("protocol") != "https" or not host:
        return ""
    found = keyring.find(host)
    if found is None:
        return ""
    user, secret = found
    if question.get("username", user) != user:
        return ""
    return f"username={user}\npassword={secret.reveal()}\n"
