"""Names of distros and of Linux users: which are allowed, and which one a Windows name suggests."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

FALLBACK: Final = "user"
LENGTH: Final = 32
"""Longest name of a user that utmp and useradd take."""

_DISTRO: Final = lazy_pattern(r"[A-Za-z0-9._][A-Za-z0-9._-]{0,255}", re.ASCII)
_USER: Final = lazy_pattern(r"[a-z][a-z0-9_-]*", re.ASCII)
"""adduser's NAME_REGEX of Debian, without the ``$`` that ends a machine's account."""

_TAKEN: Final = lazy_pattern(
    r"root|daemon|bin|sys|sync|games|man|lp|mail|news|uucp|proxy|backup|list|irc|gnats|nobody|sudo|wheel"
    r"|adm|admin|staff|users|operator|shadow|tty|disk|kmem|dialout|cdrom|floppy|tape|audio|video|plugdev"
    r"|netdev|messagebus|syslog|sshd|docker|systemd-.*"
)
"""Accounts and groups of the system: useradd gives a user a group of the same name, or fails."""


def is_distro_name(name: str) -> bool:
    """Whether *name* can be given to ``wsl.exe -d`` and be nothing but a name (WSL §5, §6.2)."""
    return _DISTRO.fullmatch(name) is not None and name.lower() != "legacy"


def wrong_user(name: str) -> Text | None:
    """Why *name* cannot be that of a new Linux user; None if it can."""
    if name == "root":
        return say("root already exists and is not meant for everyday work.")
    if len(name) > LENGTH:
        return say("A user name can have at most {count} characters.", count=LENGTH)
    if _USER.fullmatch(name) is None:
        return say(
            "A user name must start with a lowercase letter and contain only lowercase letters, digits,"
            " - and _."
        )
    if _TAKEN.fullmatch(name) is not None:
        return say("Linux reserves the name {name}.", name=name)
    return None


def proposal(account: str) -> str:
    """A user's name made of the Windows name *account* (``CORP\\Zoë Smith`` → ``zoe-smith``); always allowed."""
    name = account.rpartition("\\")[2].partition("@")[0]
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9_-]+", "-", letters).strip("-_0123456789")
    made = words[:LENGTH].rstrip("-_")
    return made if made and wrong_user(made) is None else FALLBACK
