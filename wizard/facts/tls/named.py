"""What is at the paths that variables name as certificates: SSL_CERT_FILE and its like (GO §9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wizard.codecs import pem
from wizard.codecs.shell import start_file
from wizard.facts.go import from_home
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL, StartFiles
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.tls.roots import HEAD
from wizard.model.facts import Fact, Snapshot
from wizard.model.probes import Answer, Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted

FOLDERS_NAMED: Final = "SSL_CERT_DIR"
FILES_NAMED: Final = (
    "SSL_CERT_FILE",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "NODE_EXTRA_CA_CERTS",
    "REQUESTS_CA_BUNDLE",
)
NAMES: Final = (*FILES_NAMED, FOLDERS_NAMED)
_MOST: Final = 32
"""Paths that are asked for at most."""


def paths_of(name: str, value: str) -> tuple[str, ...]:
    """The paths that *value* of the variable *name* names: only folders are a list."""
    return tuple(path for path in value.split(":") if path) if name == FOLDERS_NAMED else (value,)


def _values(see: Snapshot) -> Iterator[tuple[str, str]]:
    """What start files, the shells that follow them, and a shell that was asked say."""
    if see.unknown(START_FILES) is None and see.unknown(ACCOUNT) is None:
        yield from _written(see[START_FILES], see[ACCOUNT].home)
    for name in NAMES:
        if see.unknown(SHELLS) is None:
            values = (see[SHELLS].value(kind, name) for kind in PEOPLE)
            yield from ((name, value.text) for value in values if value.unclear is None and value.text)
        login = see[LOGIN_SHELL]
        if login is not None and (heard := login.get(name)):
            yield name, heard


def _written(files: StartFiles, home: str) -> Iterator[tuple[str, str]]:
    for file in files.files:
        grammar = start_file.grammar_of(file.path)
        for found in start_file.assignments(file.meant, NAMES, grammar, home=home):
            if found.literal:
                yield found.name, found.literal


def _probes(see: Snapshot) -> Mapping[str, FileProbe]:
    """The question about each absolute path, by that path."""
    if see.unknown(ACCOUNT) is not None:
        return {}
    paths = (path for name, value in _values(see) for path in paths_of(name, value))
    named = [path for path in dict.fromkeys(paths) if path.startswith("/") and "\n" not in path]
    return {path: FileProbe(from_home(path, see[ACCOUNT]), limit=HEAD, head=True) for path in named[:_MOST]}


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, Answer]:
    return {path: answers[probe] for path, probe in _probes(see).items()}


NAMED_CERTIFICATES: Final[Fact[Mapping[str, Answer]]] = Fact(
    "named certificates",
    lambda want, see: tuple(_probes(see).values()),
    _read,
    needs=(LOGIN_SHELL,),
    uses=(ACCOUNT, SHELLS, START_FILES),
)
"""By absolute path, the head of what is there. Asks nothing as long as no variable names any."""


def has_certificates(answer: Answer | None) -> bool | None:
    """Whether a program finds a certificate in that file; None if that is not known."""
    match answer:
        case Found():
            is_whole = answer.size <= len(answer.content)
            return bool(pem.certificates(answer.content)) or (False if is_whole else None)
        case Missing() | Special():
            return False
        case _:
            return None
