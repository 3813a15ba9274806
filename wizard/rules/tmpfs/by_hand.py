"""Mounts on /tmp that somebody makes by hand: by the boot command of ``/etc/wsl.conf``, or in a start file."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.nodes import Statement
from wizard.facts.shell import StartFile
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.tmp import TMP
from wizard.facts.wsl import WSL_CONF, WSL_CONF_PATH, WslConf
from wizard.model.edits.files import DropLine, Edit, RemoveKey, ReplaceLine, SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence
from wizard.rules.conf_lines import hiding, repairs_of

_NOTHING = ":"
"""The command that does nothing, in every shell: it keeps a list of commands a list."""


def by_hand(see: Snapshot) -> tuple[tuple[Edit, ...], tuple[Evidence, ...]]:
    """The edits that end mounts of a tmpfs on /tmp by hand, and where these are."""
    edits: list[Edit] = []
    evidence: list[Evidence] = []
    conf = see[WSL_CONF]
    command = conf.repaired.document.get("boot", "command") or ""
    if (wish := _without_mount(command)) is not None:
        edits += [] if _is_seen(conf, command) else repairs_of(hiding(conf))
        edits.append(wish)
        evidence.append(Evidence(WSL_CONF_PATH, f"command={command}"))
    for file in see[START_FILES].files:
        for number, text, edit in _in_file(file):
            edits += [edit] if edit is not None else []
            evidence.append(Evidence(file.path, text, number))
    return tuple(edits), tuple(evidence)


def _is_seen(conf: WslConf, command: str) -> bool:
    return conf.document.get("boot", "command") == command


def _without_mount(command: str) -> SetKey | RemoveKey | None:
    """What the boot command should be; None if it mounts nothing on /tmp."""
    found = [each for each in start_file.SH.statements(command) if _mounts_tmp(each)]
    if not found:
        return None
    rest = command
    for each in reversed(found):
        rest = rest[: each.start] + _NOTHING + rest[each.end :]
    if rest.strip() == _NOTHING:
        return RemoveKey(WSL_CONF_PATH, "boot", "command")
    return SetKey(WSL_CONF_PATH, "boot", "command", rest)


def _mounts_tmp(statement: Statement) -> bool:
    words = [word.strip("\"'") for word in statement.words]
    while words and (words[0] == "sudo" or words[0].startswith("-")):
        del words[0]
    return (
        bool(words)
        and words[0].rpartition("/")[2] == "mount"
        and "tmpfs" in words
        and words[-1].rstrip("/") == TMP
    )


def _in_file(file: StartFile) -> Iterator[tuple[int, str, Edit | None]]:
    """Each such command of a start file: its line, its words, and the edit that ends it, if there is one."""
    text = file.meant.decode("utf-8", "surrogateescape")
    lines = split(file.meant)
    for statement in start_file.grammar_of(file.path).statements(text):
        if _mounts_tmp(statement):
            number = text.count("\n", 0, statement.start) + 1
            content = lines[number - 1].content
            at = statement.start - (text.rfind("\n", 0, statement.start) + 1)
            yield number, words_of(content), _end(file, statement, number, content, at)


def _end(file: StartFile, statement: Statement, number: int, content: bytes, at: int) -> Edit | None:
    """The line gone if nothing hangs on it; else a command that does nothing in its place. None if the command
    stands on more than one line, or on one that is not UTF-8."""
    line, length = words_of(content), statement.end - statement.start
    if at + length > len(line) or line.encode() != content:
        return None
    rest = line[:at] + line[at + length :]
    if not (rest.strip() or statement.guards or statement.body or statement.is_joined):
        return DropLine(file.path, number, line)
    return ReplaceLine(file.path, number, line, line[:at] + _NOTHING + line[at + length :])
