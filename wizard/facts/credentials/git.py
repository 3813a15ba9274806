"""What git is told about passwords, by its configuration files and those of projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from wizard.codecs import gitconfig, secret_addresses
from wizard.codecs.secret_addresses import SecretAddress
from wizard.facts.shapes import always, content
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import KIB, Answers, FileProbe
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_LIMIT: Final = 256 * KIB
_FILES: Final = ("/etc/gitconfig", "~/.config/git/config", "~/.gitconfig")
"""In the order in which git reads them."""
_MOST: Final = 20
_PLACE: Final = lazy_pattern(
    r"(?:[a-z+]+://)?(?:[^\s/@]*@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z0-9-]+)(?::\d+)?[/:](?P<path>[^\s?#]*)"
)


class Helper(msgspec.Struct, frozen=True):
    """A line that names a program for passwords; an empty *value* forgets those before it. *url*: only for that."""

    path: str
    line: int
    url: str
    value: str


class GitFile(msgspec.Struct, frozen=True):
    """What one file says, without any secret."""

    path: str
    helpers: tuple[Helper, ...] = ()
    includes: tuple[str, ...] = ()
    safe: tuple[str, ...] = ()
    """Folders that git may use although somebody else owns them."""
    secrets: tuple[SecretAddress, ...] = ()
    rewritten: tuple[str, ...] = ()
    """Places (``github.com/org``) whose addresses git replaces, as one does to log in."""
    remotes: tuple[str, ...] = ()
    """Places of other copies of a repository."""


class GitConfigs(msgspec.Struct, frozen=True):
    """Those that git reads for the user, in order. With a *gap* not all of them could be read."""

    files: tuple[GitFile, ...] = ()
    gap: Unknown | None = None

    @property
    def helpers(self) -> tuple[Helper, ...]:
        """Those that git asks."""
        asked: list[Helper] = []
        for helper in (each for file in self.files for each in file.helpers):
            if helper.value:
                asked.append(helper)
            else:
                asked = [each for each in asked if helper.url and each.url != helper.url]
        return tuple(asked)


def _probe(path: str) -> FileProbe:
    return FileProbe(path, limit=_LIMIT)


def _read(path: str, data: bytes) -> GitFile:
    settings = gitconfig.parse(data)
    return GitFile(
        path,
        tuple(
            Helper(path, each.line, each.sub, each.value)
            for each in settings
            if (each.section, each.key) == ("credential", "helper")
        ),
        tuple(
            _included(path, each.value)
            for each in settings
            if each.section in ("include", "includeif") and each.key == "path" and each.value
        ),
        tuple(each.value for each in settings if (each.section, each.key) == ("safe", "directory")),
        secret_addresses.find(data),
        _places(each.value for each in settings if each.section == "url" and each.key == "insteadof"),
        _places(each.value for each in settings if each.section == "remote" and each.key == "url"),
    )


def _places(addresses: Iterable[str]) -> tuple[str, ...]:
    found = (_PLACE.match(address) for address in addresses)
    return tuple(
        dict.fromkeys(f"{each['host']}/{each['path']}".rstrip("/") for each in found if each is not None)
    )


def _included(path: str, value: str) -> str:
    return value if value.startswith(("/", "~/")) else f"{path.rpartition('/')[0]}/{value}"


def _files(answers: Answers, paths: tuple[str, ...]) -> GitConfigs:
    files, gap = [], None
    for path in paths:
        data = content(answers[_probe(path)], path)
        if isinstance(data, Unknown):
            gap = gap or data
        elif data is not None:
            files.append(_read(path, data))
    return GitConfigs(tuple(files), gap)


def _own(answers: Answers, want: Wanted) -> GitConfigs:
    return _files(answers, _FILES)


_OWN: Fact[GitConfigs] = Fact("git-config-own", always(*map(_probe, _FILES)), _own)


def _includes(see: Snapshot) -> tuple[str, ...]:
    named = (path for file in see[_OWN].files for path in file.includes)
    return tuple(path for path in dict.fromkeys(named) if path not in _FILES)[:_MOST]


def _whole(answers: Answers, want: Wanted, see: Snapshot) -> GitConfigs:
    own, more = see[_OWN], _files(answers, _includes(see))
    included = {file.path: file for file in more.files}
    return GitConfigs(tuple(_in_order(own.files, included)), own.gap or more.gap or _unfollowed(more))


def _unfollowed(included: GitConfigs) -> Unknown | None:
    path = next((path for file in included.files for path in file.includes), "")
    return (
        Unknown(say("Could not read {path}, which an included git file includes.", path=path))
        if path
        else None
    )


def _in_order(files: tuple[GitFile, ...], included: dict[str, GitFile]) -> Iterator[GitFile]:
    """A file that another includes counts as read before the end of that one."""
    for file in files:
        yield from (included[path] for path in file.includes if path in included)
        yield file


GIT_CONFIGS: Fact[GitConfigs] = Fact(
    "git-configs", lambda want, see: tuple(map(_probe, _includes(see))), _whole, needs=(_OWN,)
)
"""With the files that those of the user include, whatever the condition; not with what these include."""


def _project_probes(want: Wanted) -> tuple[FileProbe, ...]:
    return tuple(
        _probe(f"{folder.rstrip('/')}/{name}")
        for folder in want.projects.folders
        for name in (".git/config", "Dockerfile")
    )


def _project_files(answers: Answers, want: Wanted) -> GitConfigs:
    return _files(answers, tuple(probe.path for probe in _project_probes(want)))


PROJECT_GIT: Fact[GitConfigs] = Fact("project-git-configs", _project_probes, _project_files)
"""The configuration of the projects' repositories, and their Dockerfiles, of which only secrets are asked."""
