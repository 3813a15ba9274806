"""Who there is in a distro, by ``/etc/passwd``: all that WSL's own init asks (WSL §0: it is linked with musl)."""

from __future__ import annotations

from wizard.codecs.passwd import PasswdUser, parse
from wizard.facts.shapes import file_fact
from wizard.model.facts import Fact

PASSWD_PATH = "/etc/passwd"

PASSWD: Fact[tuple[PasswdUser, ...]] = file_fact("passwd", PASSWD_PATH, lambda data: parse(data or b""))
"""Nobody where there is no such file."""
