"""Passwords and tokens in addresses: in settings of Go and git, start files, and files of projects."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs import secret_addresses
from wizard.codecs.secret_addresses import SecretAddress
from wizard.facts.credentials.git import GIT_CONFIGS, PROJECT_GIT
from wizard.facts.shell import StartFiles
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import MOVE_PASSWORDS
from wizard.rules.declare import advice, ok, ok_only_if_known, rule


@rule(
    "credentials-url-token",
    area="credentials",
    title=say("Addresses contain no passwords"),
    needs=(GOENV, START_FILES, GIT_CONFIGS, PROJECT_GIT),
    severity=Severity.HIGH,
    sources=("GO §4", "RULES 63"),
)
def url_token(see: Snapshot, want: Wanted) -> Finding:
    found = tuple(_found(see))
    if not found:
        fine = ok(say("No address in the settings of Go, git or the shells contains a password."))
        return ok_only_if_known(fine, _gap(see))
    return advice(
        say(
            "Addresses contain passwords or tokens: {files}.",
            files=join(dict.fromkeys(each.source for each in found)),
        ),
        *found,
        why=say(
            "Programs show such an address in their output, and pass it on to every process. Repositories and images"
            " can publish it."
        ),
        do=say(
            "Move what can be moved to the system keyring, and remove the rest. Then revoke the passwords: {command}",
            command=MOVE_PASSWORDS,
        ),
    )


def _gap(see: Snapshot) -> Unknown | None:
    return see[GOENV].gap or see[START_FILES].gap or see[GIT_CONFIGS].gap or see[PROJECT_GIT].gap


def _found(see: Snapshot) -> Iterator[Evidence]:
    yield from _in(see[GOENV].path, secret_addresses.find(see[GOENV].text))
    yield from _in_start_files(see[START_FILES])
    for file in (*see[GIT_CONFIGS].files, *see[PROJECT_GIT].files):
        yield from _in(file.path, file.secrets)


def _in_start_files(files: StartFiles) -> Iterator[Evidence]:
    for file in files.files:
        yield from _in(file.path, secret_addresses.find(file.meant))


def _in(path: str, found: tuple[SecretAddress, ...]) -> Iterator[Evidence]:
    return (Evidence(path, each.shown, each.line) for each in found)
