"""What facts ask a machine, in words: the files, commands and addresses that a rule looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import msgspec

from wizard.model.facts import Fact, Side
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answers,
    CommandProbe,
    DefaultUidProbe,
    FileProbe,
    GlobProbe,
    HostProbe,
    LinkProbe,
    Missing,
    Probe,
    RegistryProbe,
    Unavailable,
    UrlProbe,
    WarningsProbe,
)
from wizard.model.text import Text, join, plain, say, say_n
from wizard.model.wanted import GoWanted, ProjectsWanted, TmpfsWanted, Wanted, WslWanted

_SOMEBODY: Final = Account("me", 1000, 1000, "/home/me", "/bin/bash")
_ALL_WANTED: Final = Wanted(
    wsl=WslWanted(systemd=True),
    tmpfs=TmpfsWanted(size="auto"),
    godebug={"netdns": "go"},
    go=GoWanted(version="stable"),
    projects=ProjectsWanted(folders=("PROJECT",)),
)
"""A profile that leaves no question out."""
_LONGEST: Final = 100
_MOST: Final = 12
"""Characters of a command, and files, that people are shown; ``--json`` has all."""


class Questions(msgspec.Struct, frozen=True):
    """What is asked for one rule on a machine on which nothing is there yet. What a machine answers may lead to more
    questions of the same kind: files that others name."""

    files: tuple[str, ...] = ()
    commands: tuple[tuple[str, ...], ...] = ()
    registry: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    warnings: bool = False
    default_uid: bool = False


def questions(facts: Iterable[Fact[Any]]) -> Questions:
    """All that *facts* and what they need ask, in the order in which it is asked."""
    probes = _probes(tuple(facts))
    return Questions(
        tuple(dict.fromkeys(path for probe in probes for path in _paths(probe))),
        tuple(probe.argv for probe in probes if isinstance(probe, CommandProbe)),
        tuple(probe.key for probe in probes if isinstance(probe, RegistryProbe)),
        tuple(probe.url for probe in probes if isinstance(probe, UrlProbe)),
        tuple(probe.name for probe in probes if isinstance(probe, HostProbe)),
        WarningsProbe() in probes,
        DefaultUidProbe() in probes,
    )


def _paths(probe: Probe) -> tuple[str, ...]:
    match probe:
        case FileProbe(path=path) | LinkProbe(path=path):
            return (path,)
        case GlobProbe(pattern=pattern):
            return (pattern,)
        case _:
            return ()


@cache
def _probes(facts: tuple[Fact[Any], ...]) -> tuple[Probe, ...]:
    from wizard.engine.waves import gather

    _, answers = gather(facts, _ALL_WANTED, _nothing_there)
    return tuple(probe for each in answers.values() for probe, _ in each.pairs)


def _nothing_there(side: Side, probes: tuple[Probe, ...]) -> Answers:
    return Answers(tuple((probe, _answer(probe)) for probe in probes))


def _answer(probe: Probe) -> Account | Missing | Unavailable:
    match probe:
        case AccountProbe():
            return _SOMEBODY
        case FileProbe() | LinkProbe() | GlobProbe() | RegistryProbe():
            return Missing()
        case _:
            return Unavailable("not checked")


def sentences(asked: Questions) -> Iterator[Text]:
    """The same for people, one line a kind. What every shell reads is named, not listed."""
    from wizard.facts.shells.followed import SHELLS

    shells = frozenset(questions((SHELLS,)).files)
    reads_shells = shells <= set(asked.files)
    files = [plain(path) for path in asked.files if not (reads_shells and path in shells)]
    if reads_shells:
        files.insert(0, say("the start files of your shells"))
    if files:
        yield _files(files)
    for argv in asked.commands:
        yield _command(argv)
    for template, names in (
        (say("Registry: {names}"), asked.registry),
        (say("Network, if the profile asks for it: {names}"), asked.addresses),
        (say("This PC: {names}"), asked.figures),
    ):
        if names:
            yield Text(template.template, (("names", join(names)),))
    if asked.warnings:
        yield say("What WSL prints when it starts the distro")
    if asked.default_uid:
        yield say("The default user that Windows stores for the distro")


def _files(files: list[Text]) -> Text:
    shown, more = files[:_MOST], len(files) - _MOST
    if more <= 0:
        return say("Files: {files}", files=join(shown))
    return say_n(
        "Files: {files}, and {count} more", "Files: {files}, and {count} more", count=more, files=join(shown)
    )


def _command(argv: tuple[str, ...]) -> Text:
    known = _in_words().get(argv)
    if known is not None:
        return known
    return say("Command: {command}", command=_short(" ".join(argv)))


@cache
def _in_words() -> Mapping[tuple[str, ...], Text]:
    """What commands find out whose words tell a person little: scripts of ours."""
    from wizard.facts import distro, packages, shell, tools, wsl
    from wizard.facts.dns import proxies
    from wizard.facts.programs import distro_go
    from wizard.facts.resources import figures
    from wizard.facts.tls import switches
    from wizard.facts.windows import inquiry
    from wizard.facts.windows import wsl as windows_wsl

    return {
        shell.LOGIN.argv: say("Your shell as a login shell: variables of Go, and each go in PATH"),
        shell.INTERACTIVE.argv: say(
            "Your shell as an interactive shell: variables of Go, and each go in PATH"
        ),
        shell.PLAIN.argv: say("A plain sh: variables of Go, and each go in PATH"),
        tools.TOOLS_PROBE.argv: say("A login shell: development tools, certificates, and what go env says"),
        wsl.WSLINFO.argv: say("The version of WSL, as wslinfo or wsl.exe says"),
        distro.GETCONF.argv: say("The version of glibc, as getconf says"),
        packages.PACKAGES_PROBE.argv: say("The package manager, and whether it can install systemd"),
        distro_go.PROBE.argv: say("The package manager: the packages of Go, and what needs them"),
        figures.FIGURES_PROBE.argv: say("The clocks, and how much is free in /tmp and in your home folder"),
        switches.SWITCHES_PROBE.argv: say(
            "Settings of git, curl, wget, npm, kubectl and helm that turn certificate checks off"
        ),
        proxies.MODE.argv: say("The networking mode, as wslinfo says"),
        inquiry.INQUIRY.argv: say("Windows, through PowerShell: hardware, features, user, variables and Go"),
        windows_wsl.LIST.argv: say("The distros, as wsl.exe lists them"),
    }


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
