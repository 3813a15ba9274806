"""What edits of start files do besides what they are for: the files are followed in thought as they are, and as they
would be.

The rehearsal asks the shells themselves, where that can be done; this asks nothing, and decides which repair is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final, TypeVar

import msgspec

from wizard.codecs.go import godebug
from wizard.codecs.lines import bytes_of, split
from wizard.codecs.shell import start_file
from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.flow import RanCommand
from wizard.codecs.shell.follow.start import Followed, ShellValue
from wizard.codecs.shell.kinds import Aside, Kind
from wizard.facts.shell import StartFiles
from wizard.facts.shells.followed import FilesSeen, FollowedShells, follow_all, follow_aside
from wizard.facts.shells.go_paths import PEOPLE
from wizard.model.edits.files import DropLine, Edit, ReplaceLine, SetEntry
from wizard.model.probes import Account
from wizard.model.rehearsal.shells import Harm, HarmKind, ShellKind
from wizard.model.rehearsal.texts import harm_text
from wizard.model.text import Text, plain, say
from wizard.patterns import lazy_pattern

T = TypeVar("T")

_GODEBUG: Final = "GODEBUG"
_OF_EACH_SHELL: Final = frozenset(("PATH", "_", "LINENO", "RANDOM", "SECONDS", "__fish_added_user_paths"))
_SHELLS: Final = {"zsh": "/usr/bin/zsh", "fish": "/usr/bin/fish", "sh": "/bin/bash"}

_NOT_ASKED: Final = dict.fromkeys(
    ("/etc/zshenv", "/etc/zprofile", "/etc/zshrc", "/etc/zlogin", "/etc/bashrc"), Seen("missing")
)
"""Files of a shell that is not the user's: where they are, they are seldom asked for."""

_NAMES_PATH: Final = lazy_pattern(r"\b(?:PATH|path)\b")

Followeds = dict[Kind | Aside, Followed]
StartEdit = DropLine | ReplaceLine | SetEntry


class Aim(msgspec.Struct, frozen=True):
    """What the edits are for: the *names* of variables that they take from Go, the *keys* of GODEBUG with the value
    that each should have (None: any, or none), the *folders* that PATH may gain or lose. *there* is what will be on
    the disk besides, by absolute path."""

    names: frozenset[str] = frozenset()
    keys: Mapping[str, str | None] = {}
    folders: frozenset[str] = frozenset()
    there: Mapping[str, Seen] = {}


class Foreseen(msgspec.Struct, frozen=True):
    """What is different afterwards beyond the aim (*harms*), and the first *line* that then does something else, as
    file and line. *values* are the variables of each kind of shell then."""

    harms: tuple[Harm, ...]
    line: str
    kinds: Mapping[Kind, Followed]

    @property
    def is_harmless(self) -> bool:
        return not self.harms and not self.line

    @property
    def says(self) -> Text | None:
        """The first of it, in a sentence; None if there is nothing."""
        if self.harms:
            return harm_text(self.harms[0])
        if self.line:
            return say("The command at {line} no longer does the same.", line=plain(self.line))
        return None


def foresee(
    shells: FollowedShells,
    files: StartFiles,
    account: Account,
    edits: Iterable[Edit],
    aim: Aim,
    given: Iterable[Edit] = (),
) -> Foreseen:
    """What *edits* of *files* do, besides those that are *given*. A file that no shell of *account* reads is followed
    in the shell that it is for."""
    names = _names(files, account)
    made = _by_all_names([edit for edit in edits if isinstance(edit, StartEdit)], names)
    first = _by_all_names([edit for edit in given if isinstance(edit, StartEdit)], names)
    paths = tuple(dict.fromkeys(edit.path for edit in (*first, *made)))
    meant = {file.path: file.meant for file in files.files}
    before, after = _texts(meant, paths, first), _texts(meant, paths, (*first, *made))
    there = aim.there if first else {}
    harms: list[Harm] = []
    line, kinds = "", shells.kinds
    for each in _accounts(shells, account, paths):
        was = _follow(shells, each, before, there)
        now = _follow(shells, each, after, aim.there)
        differing: list[_Differing] = [(kind, _different(was[kind], now[kind], aim)) for kind in PEOPLE]
        differing += [(kind, _different(was[kind], now[kind], _aim_beside(was[kind], aim))) for kind in Aside]
        harms += _by_kinds([*differing, *((kind, _lost_go(was[kind], now[kind], aim)) for kind in Aside)])
        line = line or _other_line((was, there), (now, aim.there), made, shells)
        kinds = {kind: now[kind] for kind in Kind} if each == account else kinds
    return Foreseen(tuple(dict.fromkeys(harms)), line, kinds)


def _aim_beside(was: Followed, aim: Aim) -> Aim:
    """A shell that never reads the wizard's block keeps the settings of GODEBUG that are aimed at, if it has them all.
    If not, what it has of them may go: it stands in the way elsewhere."""
    has = _settings(was.get(_GODEBUG))
    is_there = all(value in (None, has.get(key)) for key, value in aim.keys.items())
    return aim if is_there else msgspec.structs.replace(aim, keys=dict.fromkeys(aim.keys))


def _names(files: StartFiles, account: Account) -> Mapping[str, tuple[str, ...]]:
    """All names of the file that each start file is."""
    home = account.home.rstrip("/")
    real = {
        file.path: file.link or (f"{home}{file.path[1:]}" if file.in_home else file.path)
        for file in files.files
    }
    return {path: tuple(other for other in real if real[other] == place) for path, place in real.items()}


def _by_all_names(edits: Iterable[StartEdit], names: Mapping[str, tuple[str, ...]]) -> tuple[StartEdit, ...]:
    """*edits* of every name of a file: what is written by one is read by all."""
    return tuple(
        dict.fromkeys(
            msgspec.structs.replace(edit, path=name)
            for edit in edits
            for name in names.get(edit.path, (edit.path,))
        )
    )


def harmless(candidates: Sequence[T], is_fine: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """All of *candidates* if they are fine together; else those that are, one after the other."""
    if not candidates or is_fine(candidates):
        return tuple(candidates)
    kept: list[T] = []
    for each in candidates if len(candidates) > 1 else ():
        kept += [each] if is_fine([*kept, each]) else []
    return tuple(kept)


def _texts(meant: Mapping[str, bytes], paths: Iterable[str], edits: Iterable[StartEdit]) -> dict[str, bytes]:
    """The files at *paths* after *edits*; one that is not there stays so without any."""
    own = {path: [edit for edit in edits if edit.path == path] for path in paths}
    return {path: _edited(meant.get(path, b""), own[path]) for path in paths if path in meant or own[path]}


def _edited(text: bytes, edits: list[StartEdit]) -> bytes:
    lines: list[bytes | None] = [line.raw for line in split(text)]
    ends = [line.end for line in split(text)]
    for edit in edits:
        if not isinstance(edit, SetEntry) and edit.line <= len(lines):
            kept = bytes_of(edit.becomes) + ends[edit.line - 1] if isinstance(edit, ReplaceLine) else None
            lines[edit.line - 1] = kept
    data = b"".join(line for line in lines if line is not None)
    for edit in edits:
        if isinstance(edit, SetEntry):
            data = _with_entry(data, edit)
    return data


def _with_entry(data: bytes, edit: SetEntry) -> bytes:
    try:
        return start_file.set_entry(data, edit.name, edit.text)
    except start_file.DamagedBlock:
        return data  # nor will the plan write it


def _accounts(shells: FollowedShells, account: Account, paths: Iterable[str]) -> Iterator[Account]:
    """The account with its own shell, and with those that read the rest of *paths*."""
    read = {shells.shown(path) for kind in shells.kinds.values() for path in kind.files}
    others = {_SHELLS[start_file.grammar_of(path).shell] for path in paths if path not in read}
    own = account.shell.rpartition("/")[2]
    yield account
    for shell in sorted(others):
        if shell.rpartition("/")[2] != own:
            yield msgspec.structs.replace(account, shell=shell)


def _follow(
    shells: FollowedShells, account: Account, texts: Mapping[str, bytes], there: Mapping[str, Seen]
) -> Followeds:
    looked = shells.looked
    seen, globs = {**_NOT_ASKED, **looked.seen, **there}, dict(looked.globs)
    for path, text in texts.items():
        whole = f"{account.home}/{path[2:]}" if path.startswith("~/") else path
        link = seen[whole].link if whole in seen else ""
        seen[whole] = Seen("file", text, link=link)
        for pattern, found in looked.globs.items():
            if fnmatchcase(whole, pattern) and whole.count("/") == pattern.count("/"):
                globs[pattern] = tuple(sorted({*found, whole}))
    disk = FilesSeen(seen, globs)
    return Followeds(
        [*follow_all(disk, account, is_traced=True).items(), *follow_aside(disk, account).items()]
    )


def _different(was: Followed, now: Followed, aim: Aim) -> Iterator[tuple[HarmKind, str, str, str]]:
    yield from _of_path(was, now, aim)
    yield from _of_godebug(was.get(_GODEBUG), now.get(_GODEBUG), aim)
    left_out = aim.names | _OF_EACH_SHELL | {_GODEBUG}
    for name in sorted((was.values.keys() | now.values.keys()) - left_out):
        yield from _of_variable(name, was.get(name), now.get(name))
    for name in sorted(was.functions - now.functions):
        yield HarmKind.LOST_FUNCTION, name, "", ""
    for name in sorted(was.aliases - now.aliases):
        yield HarmKind.LOST_ALIAS, name, "", ""


def _of_path(was: Followed, now: Followed, aim: Aim) -> Iterator[tuple[HarmKind, str, str, str]]:
    before = [entry.path for entry in was.path if entry.path not in aim.folders]
    after = [entry.path for entry in now.path if entry.path not in aim.folders]
    lost = [folder for folder in before if folder not in after]
    for folder in dict.fromkeys(lost):
        yield HarmKind.LOST_FOLDER, folder.replace("\0", "…"), "", ""
    if not lost and list(dict.fromkeys(before)) != list(dict.fromkeys(after)):
        yield HarmKind.CHANGED_VARIABLE, "PATH", "", ":".join(entry.path for entry in now.path)


def _lost_go(was: Followed, now: Followed, aim: Aim) -> Iterator[tuple[HarmKind, str, str, str]]:
    """A shell that does not read the file with the wizard's block may have had its Go by a line that goes."""
    folders = [entry.path for entry in was.path if entry.path in aim.folders]
    if folders and not any(entry.path in aim.folders for entry in now.path):
        yield HarmKind.LOST_FOLDER, folders[0], "", ""


def _of_godebug(was: ShellValue, now: ShellValue, aim: Aim) -> Iterator[tuple[HarmKind, str, str, str]]:
    before, after = _settings(was), _settings(now)
    if any(not _is_meant(key, before.get(key), after.get(key), aim) for key in before.keys() | after.keys()):
        yield _changed(_GODEBUG, was.text or "", now.text if now.is_exported else None)


def _is_meant(key: str, before: str | None, after: str | None, aim: Aim) -> bool:
    """Whether a setting stays, or becomes what it should."""
    if key not in aim.keys:
        return before == after
    return aim.keys[key] in (None, after) or (before == after != aim.keys[key])


def _settings(value: ShellValue) -> dict[str, str]:
    return godebug.effective(value.text or "") if value.is_exported else {}


def _of_variable(name: str, was: ShellValue, now: ShellValue) -> Iterator[tuple[HarmKind, str, str, str]]:
    is_same = (was.text, was.is_exported) == (now.text, now.is_exported)
    if was.text is None and now.text is not None:
        yield HarmKind.NEW_VARIABLE, name, "", now.text
    elif not is_same or (now.unclear is not None and was.unclear is None):
        yield _changed(name, was.text or "", now.text)


def _changed(name: str, was: str, now: str | None) -> tuple[HarmKind, str, str, str]:
    if now is None:
        return HarmKind.LOST_VARIABLE, name, was, ""
    return HarmKind.CHANGED_VARIABLE, name, was, now or f"{name}="


_Differing = tuple[Kind | Aside, Iterable[tuple[HarmKind, str, str, str]]]


def _by_kinds(found: Iterable[_Differing]) -> Iterator[Harm]:
    kinds: dict[tuple[HarmKind, str, str, str], list[ShellKind]] = {}
    for kind, differences in found:
        for each in differences:
            kinds.setdefault(each, []).append(ShellKind(kind.value))
    for (what, name, before, after), where in kinds.items():
        yield Harm(what, tuple(where), name, before, after)


_OnDisk = tuple[Followeds, Mapping[str, Seen]]
"""Each kind of shell, with what is on the disk besides then."""


def _other_line(was: _OnDisk, now: _OnDisk, edits: Iterable[StartEdit], shells: FollowedShells) -> str:
    """The first command of a line that stays, and that no longer ran, or ended otherwise; one that ran only now."""
    gone = [edit.text for edit in edits if not isinstance(edit, SetEntry)]
    written = [edit.becomes if isinstance(edit, ReplaceLine) else edit.text for edit in edits]
    for kind in PEOPLE:
        before = _outcomes(*was, kind, shells)
        after = _outcomes(*now, kind, shells)
        lost = (each for outcome, each in before.items() if outcome not in after)
        new = (each for outcome, each in after.items() if outcome not in before)
        own = (each for each in lost if not any(each.words in text for text in gone))
        more = (each for each in new if not any(each.words in text for text in written))
        for each in (*own, *more):
            return f"{shells.shown(each.place.file)}:{each.place.line}"
    return ""


def _outcomes(
    kinds: Followeds, there: Mapping[str, Seen], kind: Kind, shells: FollowedShells
) -> dict[object, RanCommand]:
    """What a kind of shell ran, by all that can be told of it."""
    seen = {**shells.looked.seen, **there}
    return {_outcome(each, seen): each for each in kinds[kind].ran}


def _outcome(each: RanCommand, seen: Mapping[str, Seen]) -> tuple[object, ...]:
    # A file ends as its last command does: what hangs on that is a command of its own.
    status = None if each.words.startswith((". ", "source ")) else each.status
    return each.place.file, each.words, status, _found(each.path, each.words, seen)


def _found(path: str, words: str, seen: Mapping[str, Seen]) -> object:
    """What a command that looks at PATH may see of it: PATH itself, or whether there is a Go in it."""
    if not path or _NAMES_PATH.search(words):
        return path
    return any(
        (at := seen.get(f"{folder}/go")) is not None and at.kind == "file" for folder in path.split(":")
    )
