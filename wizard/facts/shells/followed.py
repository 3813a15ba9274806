"""What each kind of shell has after its start files, read from the files as their shells follow them.

Files that others name are asked for in further waves, one crossing each; what is beyond `WAVES` or `MOST` stays
*could not be followed*, with file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec

from wizard.codecs.lines import text_of
from wizard.codecs.shell.follow.disk import KnownFiles, Seen
from wizard.codecs.shell.follow.flow import Unclear
from wizard.codecs.shell.follow.start import Followed, ShellValue, follow
from wizard.codecs.shell.kinds import Aside, Kind
from wizard.codecs.shell.values import UNKNOWN
from wizard.facts.go import SESSION_PATH, from_home
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT
from wizard.model.facts import Fact, Snapshot
from wizard.model.probes import (
    FILE_LIMIT,
    Account,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Probe,
    Special,
    TooBig,
)
from wizard.model.wanted import Wanted

WAVES: Final = 5
"""Crossings after the first one, for files that files name."""
MOST: Final = 200
"""Paths that are asked for in one wave."""
_EXISTENCE: Final = 0

# What stock distros ask for: with these in the first wave, theirs need no second one.
_FILES: Final = (
    "/etc/profile",
    "/etc/bash.bashrc",
    "/etc/zsh/zshenv",
    "/etc/zsh/zprofile",
    "/etc/zsh/zshrc",
    "/etc/zsh/zlogin",
    "/etc/fish/config.fish",
    "~/.profile",
    "~/.bash_profile",
    "~/.bash_login",
    "~/.bashrc",
    "~/.bash_aliases",
    "~/.zshenv",
    "~/.zprofile",
    "~/.zshrc",
    "~/.zlogin",
    "~/.config/fish/config.fish",
    "~/.config/fish/fish_variables",
)
_THERE: Final = (
    "~/bin",
    "~/.local/bin",
    "~/.dircolors",
    "/etc/debian_chroot",
    "/etc/profile.d",
    "/etc/bash_completion",
    "/usr/share/bash-completion/bash_completion",
    "/usr/bin/lesspipe",
    "/usr/bin/dircolors",
    "/usr/bin/tput",
    "/usr/lib/command-not-found",
    "/usr/share/command-not-found/command-not-found",
)
_GLOBS: Final = (
    "/etc/profile.d/*.sh",
    "~/.config/fish/conf.d/*.fish",
    "/etc/fish/conf.d/*.fish",
    "~/.local/share/fish/vendor_conf.d/*.fish",
    "/usr/local/share/fish/vendor_conf.d/*.fish",
    "/usr/share/fish/vendor_conf.d/*.fish",
)
_NAMES: Final = ("~/.config/fish/functions/*.fish", "/etc/fish/functions/*.fish")
_FIRST: Final[tuple[Probe, ...]] = (
    *(FileProbe(path) for path in _FILES),
    *(FileProbe(path, limit=_EXISTENCE, head=True) for path in _THERE),
    *(GlobProbe(pattern, limit=FILE_LIMIT, head=False) for pattern in _GLOBS),
    *(GlobProbe(pattern, limit=_EXISTENCE) for pattern in _NAMES),
)


class FilesSeen:
    """What was looked at so far, by absolute paths."""

    def __init__(self, seen: Mapping[str, Seen], globs: Mapping[str, tuple[str, ...]]) -> None:
        self._seen = seen
        self._globs = globs

    def at(self, path: str) -> Seen | None:
        return self._seen.get(path)

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        return self._globs.get(pattern)


class FollowedFiles(msgspec.Struct, frozen=True):
    """What is known of the machine's files after some waves, by absolute paths; what each kind of shell comes to with
    that; and what is to be asked next."""

    seen: Mapping[str, Seen]
    globs: Mapping[str, tuple[str, ...]]
    shells: Mapping[Kind, Followed]
    next: tuple[Probe, ...]


def _whole(path: str, account: Account) -> str:
    return f"{account.home}/{path[2:]}" if path.startswith("~/") else path


def _seen(answer: Answer, *, is_whole: bool) -> Seen | None:
    match answer:
        case Found(content=content, mode=mode, link=link):
            return Seen("file", content if is_whole else None, bool(mode & 0o111), link or "")
        case Special(kind="directory", link=link):
            return Seen("folder", link=link or "")
        case Missing():
            return Seen("missing")
        case Denied():
            return Seen("denied")
        case TooBig():
            return Seen("file")
        case Special():
            return Seen("other")
        case _:
            return None


def _heard(
    probes: tuple[Probe, ...], answers: Answers, account: Account
) -> tuple[dict[str, Seen], dict[str, tuple[str, ...]]]:
    """What the answers to *probes* say."""
    seen: dict[str, Seen] = {}
    globs: dict[str, tuple[str, ...]] = {}
    for probe in probes:
        answer = answers[probe]
        if isinstance(probe, FileProbe):
            found = _seen(answer, is_whole=not probe.head)
            if found is not None:
                seen[_whole(probe.path, account)] = found
        elif isinstance(probe, GlobProbe) and isinstance(answer, Matches | Missing):
            entries = answer.entries if isinstance(answer, Matches) else ()
            globs[_whole(probe.pattern, account)] = tuple(_whole(path, account) for path, _ in entries)
            if not entries and (nothing := _seen(Missing(), is_whole=True)) is not None:
                seen[_whole(probe.pattern, account)] = (
                    nothing  # sh takes a pattern that fits nothing for a name
                )
            for path, each in entries:
                found = _seen(each, is_whole=not probe.head)
                if found is not None:
                    seen[_whole(path, account)] = found
    return seen, globs


def _followed_with(
    seen: Mapping[str, Seen], globs: Mapping[str, tuple[str, ...]], account: Account
) -> FollowedFiles:
    """Every kind of shell, as far as it can be followed now."""
    shells = _every_kind(tuple(sorted(seen.items())), tuple(sorted(globs.items())), account)
    return FollowedFiles(seen, globs, shells, _next(shells, account))


@lru_cache(maxsize=1024)
def _every_kind(
    seen: tuple[tuple[str, Seen], ...], globs: tuple[tuple[str, tuple[str, ...]], ...], account: Account
) -> Mapping[Kind, Followed]:
    """Every kind of shell of a machine on which these files were seen: kept, for a second look mostly sees the same."""
    return follow_all(FilesSeen(dict(seen), dict(globs)), account)


def session_of(account: Account) -> Mapping[str, str]:
    """The variables with which WSL starts a program of *account*."""
    return {
        "HOME": account.home,
        "PATH": SESSION_PATH,
        "USER": account.name,
        "LOGNAME": account.name,
        "SHELL": account.shell,
    }


def follow_all(disk: KnownFiles, account: Account, *, is_traced: bool = False) -> Mapping[Kind, Followed]:
    """Every kind of shell of *account* on the machine that *disk* knows. An inner terminal is started from what an
    editor's server got of a login shell, as in a rehearsal."""
    shells: dict[Kind, Followed] = {}
    for kind in sorted(Kind, key=lambda each: each is Kind.INNER):
        outer = shells[Kind.EDITOR] if kind is Kind.INNER else None
        shells[kind] = _follow(kind, disk, account, outer=outer, is_traced=is_traced)
    return shells


def follow_aside(disk: KnownFiles, account: Account) -> Mapping[Aside, Followed]:
    """The shells of *account* that no login shell starts."""
    return {kind: _follow(kind, disk, account) for kind in Aside}


def _follow(
    kind: Kind | Aside,
    disk: KnownFiles,
    account: Account,
    *,
    outer: Followed | None = None,
    is_traced: bool = False,
) -> Followed:
    return follow(
        kind,
        shell=account.shell,
        user=account.name,
        uid=account.uid,
        home=account.home,
        environment=session_of(account),
        disk=disk,
        outer=outer,
        is_traced=is_traced,
    )


def _next(shells: Mapping[Kind, Followed], account: Account) -> tuple[Probe, ...]:
    wanted: dict[str, bool] = {}
    patterns: dict[str, None] = {}
    for followed in shells.values():
        for path, is_whole in followed.wanted:
            wanted[path] = is_whole or wanted.get(path, False)
        patterns |= dict.fromkeys(followed.patterns)
    files: list[Probe] = [
        FileProbe(from_home(path, account))
        if is_whole
        else FileProbe(from_home(path, account), limit=_EXISTENCE, head=True)
        for path, is_whole in wanted.items()
    ]
    globs: list[Probe] = [
        GlobProbe(from_home(pattern, account), limit=FILE_LIMIT, head=False) for pattern in patterns
    ]
    return tuple([*files, *globs][:MOST])


def _first(answers: Answers, want: Wanted, see: Snapshot) -> FollowedFiles:
    seen, globs = _heard(_FIRST, answers, see[ACCOUNT])
    return _followed_with(seen, globs, see[ACCOUNT])


_ASKED_FIRST: Final[Fact[None]] = Fact("start-files-stock", lambda want: _FIRST, lambda answers, want: None)
"""Asks in the first wave what `_LOOKED` reads when the account is known."""

_LOOKED: Final[Fact[FollowedFiles]] = Fact(
    "start-files-0", lambda want, see: _FIRST, _first, needs=(ACCOUNT,), uses=(_ASKED_FIRST,)
)


def _wave(number: int, before: Fact[FollowedFiles]) -> Fact[FollowedFiles]:
    """One more crossing, for what the files known *before* name; none if they name nothing new."""

    def read(answers: Answers, want: Wanted, see: Snapshot) -> FollowedFiles:
        looked = see[before]
        if not looked.next:
            return looked
        seen, globs = _heard(looked.next, answers, see[ACCOUNT])
        return _followed_with({**looked.seen, **seen}, {**looked.globs, **globs}, see[ACCOUNT])

    return Fact(f"start-files-{number}", lambda want, see: see[before].next, read, needs=(ACCOUNT, before))


def _last() -> Fact[FollowedFiles]:
    fact = _LOOKED
    for number in range(1, WAVES + 1):
        fact = _wave(number, fact)
    return fact


class FollowedShells(msgspec.Struct, frozen=True):
    """What each kind of shell of the user has after its start files. Paths are as people write them (``~/…``)."""

    kinds: Mapping[Kind, Followed]
    home: str
    files: Mapping[str, bytes]
    functions: tuple[str, ...] = ()
    """fish's files of functions, of which only the names are known."""
    looked: FollowedFiles = FollowedFiles({}, {}, {}, ())
    """What it was read from."""

    def value(self, kind: Kind, name: str) -> ShellValue:
        """A variable as that kind of shell gives it to programs, with the line that wins."""
        return self.kinds[kind].get(name)

    def folders(self, kind: Kind) -> tuple[str, ...]:
        """PATH in order of search, those of which it is not sure that they are there too."""
        known = (entry.path for entry in self.kinds[kind].path if UNKNOWN not in entry.path)
        return tuple(dict.fromkeys(known))

    def unclear(self, kind: Kind, name: str = "PATH") -> tuple[Unclear, ...]:
        """The command that could not be followed and that may decide about *name*; none if it is clear."""
        value = self.value(kind, name)
        if value.unclear is None:
            return ()
        place = value.unclear
        own = (
            each for each in self.kinds[kind].unclear if (each.file, each.line) == (place.file, place.line)
        )
        found = next(own, None)
        text = (found.text if found is not None else "") or self.line(place.file, place.line)
        only = found is not None and found.only_in_terminal
        return (Unclear(self.shown(place.file), place.line, text, only),)

    def line(self, file: str, line: int) -> str:
        """What is written there; empty if that is not known."""
        lines = text_of(self.files.get(file, b"")).split("\n")
        return lines[line - 1].strip() if 1 <= line <= len(lines) else ""

    def shown(self, path: str) -> str:
        """*path* as people write it."""
        return f"~/{path[len(self.home) + 1 :]}" if path.startswith(f"{self.home}/") else path


def _shells(looked: FollowedFiles, account: Account) -> FollowedShells:
    read = {path for followed in looked.shells.values() for path in followed.files}
    files = {path: seen.data for path, seen in looked.seen.items() if path in read and seen.data is not None}
    functions = {
        path
        for pattern, names in looked.globs.items()
        for path in names
        if pattern.endswith("/fish/functions/*.fish") and path not in read
    }
    return FollowedShells(looked.shells, account.home, files, tuple(sorted(functions)), looked)


_LAST: Final = _last()
SHELLS: Final[Fact[FollowedShells]] = derived(
    "shells", (ACCOUNT, _LAST), lambda see, want: _shells(see[_LAST], see[ACCOUNT])
)
"""What each kind of shell has, read from the start files that it reads."""
