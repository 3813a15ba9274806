"""Files that keep passwords as plain text."""

from __future__ import annotations

from typing import Final

from wizard.facts.credentials.files import (
    CREDENTIAL_MANAGER,
    NETRC,
    SECRET_FILES,
    SecretFile,
)
from wizard.facts.credentials.git import GIT_CONFIGS, Helper
from wizard.facts.shell import ACCOUNT
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.commands import KEEP_IN_MEMORY, MOVE_PASSWORDS, use_credential_manager
from wizard.rules.declare import advice, ok, ok_only_if_known, rule
from wizard.rules.secret_file import by_hand, open_to_others

_STORE: Final = lazy_pattern(r"(?:\S*/)?(?:git-credential-)?store(?:\s.*)?|!.*\bcredential-store\b.*")
_FOR_OTHERS: Final = say("Other users of this distro can read the file.")


def is_store(helper: Helper) -> bool:
    """Whether the helper writes passwords into a file as they are."""
    return _STORE.fullmatch(helper.value) is not None


@rule(
    "credentials-git-store",
    area="credentials",
    title=say("git stores no passwords as plain text"),
    needs=(GIT_CONFIGS, SECRET_FILES, CREDENTIAL_MANAGER),
    severity=Severity.MEDIUM,
    sources=("GO §4", "RULES 61"),
)
def git_store(see: Snapshot, want: Wanted) -> Finding:
    helpers = tuple(filter(is_store, see[GIT_CONFIGS].helpers))
    files = tuple(file for file in see[SECRET_FILES].files if file.path != NETRC)
    if not helpers and not files:
        fine = ok(say("git is not told to store passwords in a file."))
        return ok_only_if_known(fine, see[GIT_CONFIGS].gap or see[SECRET_FILES].gap)
    is_open = any(file.is_open for file in files)
    return advice(
        _says(helpers, files),
        *(Evidence(each.path, f"helper = {_shown(each)}", each.line) for each in helpers),
        *map(_evidence, files),
        why=say("Every program that you run can read these passwords and tokens, and backups contain them."),
        do=_instead(see[CREDENTIAL_MANAGER], is_asked=bool(helpers), has_file=bool(files)),
        severity=Severity.HIGH if is_open else None,
    )


def _says(helpers: tuple[Helper, ...], files: tuple[SecretFile, ...]) -> Text:
    if files:
        return say("Passwords are stored as plain text: {files}.", files=join(file.path for file in files))
    return say("{path} tells git to store passwords as plain text.", path=helpers[0].path)


def _shown(helper: Helper) -> str:
    """The helper without its options, one of which may be anything."""
    return helper.value.split()[0]


def _evidence(file: SecretFile) -> Evidence:
    return Evidence(file.path, f"{file.mode:04o}", note=_FOR_OTHERS if file.is_open else None)


def _instead(manager: str, *, is_asked: bool, has_file: bool) -> Text:
    if not is_asked:
        return say(
            "Move the passwords to the system keyring, or revoke them and delete the file: {command}",
            command=MOVE_PASSWORDS,
        )
    command = use_credential_manager(manager) if manager else KEEP_IN_MEMORY
    if has_file:
        return say(
            "Use another helper, revoke the tokens in the file, then delete it: {command}", command=command
        )
    return say("Use another helper: {command}", command=command)


@rule(
    "credentials-netrc",
    area="credentials",
    title=say("No other user can read ~/.netrc"),
    needs=(SECRET_FILES, ACCOUNT),
    severity=Severity.HIGH,
    sources=("GO §4", "RULES 62"),
)
def netrc(see: Snapshot, want: Wanted) -> Finding:
    file = see[SECRET_FILES].at(NETRC)
    if file is None:
        return ok_only_if_known(ok(say("{path} does not exist.", path=NETRC)), see[SECRET_FILES].gap)
    if file.uid not in (see[ACCOUNT].uid, see[ACCOUNT].root_uid):
        return advice(
            say("{path} belongs to another user.", path=NETRC),
            _evidence(file),
            why=say("That user can read and change the passwords that Go, git and curl send for you."),
            do=say("Check what is in the file, then create your own."),
        )
    if file.is_open:
        says = say("Other users can read {path}.", path=NETRC)
        why = say("The file contains passwords as plain text. Go uses it whatever its permissions are.")
        if file.uid != see[ACCOUNT].uid:
            return advice(says, _evidence(file), why=why, do=by_hand(NETRC))
        return open_to_others(says, {NETRC: file.mode}, see[ACCOUNT], _evidence(file), why=why)
    return ok(say("No other user can read {path}.", path=NETRC), _evidence(file))
