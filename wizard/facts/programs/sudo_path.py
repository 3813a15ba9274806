"""Where sudo looks for programs: ``secure_path`` of sudoers(5), or what distros ship (GO §13.7)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs import os_release
from wizard.codecs.lines import text_of
from wizard.facts.packages import OS_RELEASE
from wizard.facts.shapes import always, content, entries, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, Denied, FileProbe, GlobProbe, Matches, Missing
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

SUDOERS: Final = "/etc/sudoers"
_SUDO: Final = GlobProbe("/usr/bin/sudo", limit=0)
"""By its name alone: some distros let nobody read it."""
_FILE: Final = FileProbe(SUDOERS)
_MORE: Final = GlobProbe("/etc/sudoers.d/*")
_LINE: Final = lazy_pattern(
    r"(?m)^[ \t]*Defaults[ \t]+(?:[^\n#]*,[ \t]*)?secure_path[ \t]*=[ \t]*\"?([^\"\s,#]+)"
)
_SHIPPED: Final = {
    **dict.fromkeys(
        ("debian", "ubuntu"), "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin"
    ),
    **dict.fromkeys(
        ("fedora", "rhel", "suse"), "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    ),
}


class SudoPath(msgspec.Struct, frozen=True):
    """The *folders*, none if sudo keeps the PATH of its user; *is_read*: sudoers says so, and else the distro ships
    it so."""

    folders: tuple[str, ...]
    is_read: bool


def _path(answers: Answers, want: Wanted) -> SudoPath | None | Unknown:
    sudo, data = answers[_SUDO], content(answers[_FILE], SUDOERS)
    if not isinstance(sudo, Matches):
        return None if isinstance(sudo, Missing) else unknown(sudo, "/usr/bin/sudo")
    if not sudo.entries:
        return None
    if isinstance(data, Unknown) and not isinstance(answers[_FILE], Denied):
        return data
    if not isinstance(data, Unknown):
        texts = [data or b"", *(found.content for _, found in entries(answers[_MORE]))]
        found = [line[1] for text in texts for line in _LINE.finditer(text_of(text))]
        return SudoPath(tuple(found[-1].split(":")) if found else (), is_read=True)
    release = content(answers[OS_RELEASE], OS_RELEASE.path)
    said = os_release.parse(b"" if release is None or isinstance(release, Unknown) else release)
    words = f"{said.get('ID', '')} {said.get('ID_LIKE', '')}".lower().split()
    shipped = next((_SHIPPED[word] for word in words if word in _SHIPPED), None)
    return SudoPath(tuple(shipped.split(":")), is_read=False) if shipped is not None else None


SUDO_PATH: Fact[SudoPath | None] = Fact("sudo-path", always(_SUDO, _FILE, _MORE, OS_RELEASE), _path)
"""None if there is no sudo, or if it cannot be told: its file is for root alone."""
