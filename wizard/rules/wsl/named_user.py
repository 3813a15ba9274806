"""The user that `/etc/wsl.conf`, or else Windows, names for new sessions, and whether there is such a one (WSL §2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wizard.codecs.passwd import PasswdUser
from wizard.facts.default_user import DEFAULT_UID, NAMED_USER, NamedUser
from wizard.facts.distro import PASSWD, PASSWD_PATH
from wizard.facts.windows.wsl import LXSS_KEY
from wizard.facts.wsl import WSL_CONF, WSL_CONF_PATH
from wizard.model.edits.files import SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_add_user, to_give_shell, to_make_home
from wizard.rules.conf_lines import hiding, repairs_of
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule

_STARTS_OTHER: Final = say(
    "WSL then starts sessions as the user stored in Windows, or as root. It does not say so."
)
_STARTS_ROOT: Final = say("WSL then starts sessions as root. It does not say so.")
_CREATE: Final = say(
    "Name an existing user in /etc/wsl.conf (user.default), or create one: {command}",
    command=to_add_user("NAME"),
)


@rule(
    "wsl-default-user",
    area="wsl",
    title=say("The default user exists"),
    needs=(WSL_CONF, PASSWD, DEFAULT_UID, NAMED_USER),
    severity=Severity.HIGH,
    sources=("WSL §2", "RULES 94"),
)
def default_user(see: Snapshot, want: Wanted) -> Finding:
    name = see[WSL_CONF].repaired.document.get("user", "default")
    if not name:
        return _of_windows(see)
    line = Evidence(WSL_CONF_PATH, f"default={name}")
    user = see[NAMED_USER].user
    if user is None:
        says = say("The default user {user} does not exist.", user=name)
        return _nobody(see, name, says, _STARTS_OTHER, line)
    if user.uid == 0 and name != "root":
        return advice(
            say("The default user {user} is root under another name.", user=name),
            line,
            Evidence(PASSWD_PATH, f"{name}: 0"),
            why=say("Its user ID is 0, so every program in the distro runs with all rights."),
            do=say("Give the user an ID of its own, or name another default user."),
            severity=Severity.MEDIUM,
        )
    return _unfit(see[NAMED_USER], line) or ok(say("The distro starts as {user}.", user=name), line)


def _of_windows(see: Snapshot) -> Finding:
    """The user whose id Windows has for a distro that names nobody itself."""
    uid, named = see[DEFAULT_UID], see[NAMED_USER]
    if uid is None:
        return not_applicable(say("/etc/wsl.conf names no default user."))
    line = Evidence(LXSS_KEY, f"DefaultUid = {uid}")
    if named.user is not None:
        return _unfit(named, line) or ok(say("The distro starts as {user}.", user=named.user.name), line)
    says = say("No user of the distro has the ID {uid}, which Windows stores as the default user.", uid=uid)
    return _nobody(see, "", says, _STARTS_ROOT, line)


def _unfit(named: NamedUser, line: Evidence) -> Finding | None:
    """What keeps the user that is named from working."""
    user = named.user
    if user is None:
        return None
    if not user.has_shell or named.has_shell is False:
        return advice(
            say("The default user {user} has no shell to work in.", user=user.name),
            line,
            Evidence(PASSWD_PATH, f"{user.name}: {user.shell}"),
            why=say("WSL starts this shell for every terminal, which then closes at once."),
            do=say(
                "As root, give the user a shell that exists: {command}",
                command=to_give_shell(user.name),
            ),
            severity=Severity.HIGH,
        )
    if named.has_home is False:
        return advice(
            say("The home of the default user {user} does not exist.", user=user.name),
            line,
            Evidence(PASSWD_PATH, f"{user.name}: {user.home}"),
            why=say("Terminals start in another folder, and programs such as go cannot save settings."),
            do=say("As root, create the folder: {command}", command=to_make_home(user.name)),
            severity=Severity.MEDIUM,
        )
    return None


def _nobody(see: Snapshot, name: str, says: Text, why: Text, line: Evidence) -> Finding:
    """What is done about a default user who does not exist; an empty *name*: the file names nobody."""
    conf, meant = see[WSL_CONF], _meant(name, see[PASSWD])
    if meant is None:
        return advice(
            says,
            line,
            why=why,
            do=_create(name) if name else _CREATE,
            severity=Severity.HIGH,
        )
    is_hidden = conf.document.get("user", "default") != name
    return fixable(
        says,
        [
            *(repairs_of(hiding(conf)) if is_hidden else ()),
            SetKey(WSL_CONF_PATH, "user", "default", meant.name),
        ],
        line,
        Evidence(PASSWD_PATH, f"{meant.name}: {meant.uid}"),
        why=why,
        restart=Restart.DISTRO,
        may_break=say(
            "Sessions start as {user}. If they start as root today, files in /root are no longer at hand.",
            user=meant.name,
        ),
    )


def _create(name: str) -> Text:
    return say("Create the user, or change the line: {command}", command=to_add_user(name))


def _meant(name: str, users: Sequence[PasswdUser]) -> PasswdUser | None:
    """The user of that id or of that name in other letters; else the only person there is."""
    people = [each for each in users if each.is_person]
    of_that_id = [each for each in people if str(each.uid) == name]
    alike = [each for each in people if each.name.casefold() == name.casefold()]
    found = of_that_id or alike or people
    return found[0] if len(found) == 1 else None
