"""The user that `/etc/wsl.conf` names for new sessions, and whether there is one of that name (WSL §2)."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs.passwd import PasswdUser
from wizard.facts.default_user import NAMED_USER, NamedUser
from wizard.facts.distro import PASSWD, PASSWD_PATH
from wizard.facts.wsl import WSL_CONF, WSL_CONF_PATH, WslConf
from wizard.model.edits.files import SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import ADD_USER, GIVE_HOME, GIVE_SHELL
from wizard.rules.conf_lines import hiding, repairs_of
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule


@rule(
    "wsl-default-user",
    area="wsl",
    title=say("The default user exists"),
    needs=(WSL_CONF, PASSWD, NAMED_USER),
    severity=Severity.HIGH,
    sources=("WSL §2", "RULES 94"),
)
def default_user(see: Snapshot, want: Wanted) -> Finding:
    conf, users = see[WSL_CONF], see[PASSWD]
    name = conf.repaired.document.get("user", "default")
    if not name:
        return not_applicable(say("/etc/wsl.conf names no default user."))
    line = Evidence(WSL_CONF_PATH, f"default={name}")
    user = next((each for each in users if each.name == name), None)
    if user is None:
        return _nobody(conf, name, users, line)
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
            do=say("As root, give the user a shell that exists: {command}", command=GIVE_SHELL),
            severity=Severity.HIGH,
        )
    if named.has_home is False:
        return advice(
            say("The home of the default user {user} does not exist.", user=user.name),
            line,
            Evidence(PASSWD_PATH, f"{user.name}: {user.home}"),
            why=say("Terminals start in another folder, and programs such as go cannot save settings."),
            do=say("As root, create the folder: {command}", command=GIVE_HOME),
            severity=Severity.MEDIUM,
        )
    return None


def _nobody(conf: WslConf, name: str, users: Sequence[PasswdUser], line: Evidence) -> Finding:
    says = say("The default user {user} does not exist.", user=name)
    why = say("WSL then starts sessions as the user stored in Windows, or as root. It does not say so.")
    meant = _meant(name, users)
    if meant is None:
        return advice(
            says,
            line,
            why=why,
            do=say("Create the user, or change the line: {command}", command=ADD_USER),
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


def _meant(name: str, users: Sequence[PasswdUser]) -> PasswdUser | None:
    """The user of that id or of that name in other letters; else the only person there is."""
    people = [each for each in users if each.is_person]
    of_that_id = [each for each in people if str(each.uid) == name]
    alike = [each for each in people if each.name.casefold() == name.casefold()]
    found = of_that_id or alike or people
    return found[0] if len(found) == 1 else None
