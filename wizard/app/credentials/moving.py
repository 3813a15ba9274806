"""Which logins are moved into the keyring, and the plan that takes them out of their files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from wizard.app.credentials.keyring import TOO_LONG, HostAccount, is_too_long
from wizard.app.credentials.places import GIT_CONFIG, XDG_GIT_CONFIG, PlainFiles, PlainLogin
from wizard.codecs.logins import addresses, netrc
from wizard.codecs.logins.login import Login, Password
from wizard.engine.plan import NEW_FILE_MODE
from wizard.facts.credentials.files import NETRC
from wizard.facts.places import absolute, real_home
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.plans import Plan
from wizard.model.probes import Found, Missing
from wizard.model.state import Absent, Change, File, State, sealed
from wizard.model.text import Text, say

if TYPE_CHECKING:
    from wizard.app.credentials.wiring import Wiring
    from wizard.engine.plan import PlanInput

_OTHER_PASSWORD: Final = say("Another line has a different login for this host.")
_AZURE: Final = say("Git Credential Manager logs in to Azure DevOps without a stored token.")
_AZURE_HOSTS: Final = ("dev.azure.com", ".visualstudio.com")

Find = Callable[[str], tuple[str, Password] | None]


class CredentialOffer(msgspec.Struct, frozen=True):
    """What can be done: *moved* go into the keyring and out of their files, *left* stay, with the reason. *plan* is
    what changes in files, *contents* the bytes that it does not hold."""

    moved: tuple[PlainLogin, ...]
    left: tuple[PlainLogin, ...]
    plan: Plan
    contents: tuple[bytes, ...] = ()

    @property
    def accounts(self) -> dict[HostAccount, Password]:
        """What goes into the keyring."""
        return {
            HostAccount(each.login.host.lower(), each.login.user): each.login.secret for each in self.moved
        }


def decided(files: PlainFiles, wiring: Wiring, find: Find, hosts: Collection[str]) -> tuple[PlainLogin, ...]:
    """All logins in *files*, with the reason why each of them stays, if it does. *find* asks the keyring; only those
    for *hosts* are meant, all if there are none."""
    seen: dict[str, Login] = {}
    stored: dict[str, tuple[str, Password] | None] = {}
    found = []
    for each in files.logins():
        host = each.login.host.lower()
        stays = each.stays or _refused(each, files, wiring)
        if stays is None and seen.setdefault(host, each.login).secret != each.login.secret:
            stays = _OTHER_PASSWORD
        if stays is None and seen[host].user != each.login.user:
            stays = _OTHER_PASSWORD
        if stays is None and host not in stored:
            stored[host] = find(host)
        if stays is None and stored[host] not in (None, (each.login.user, each.login.secret)):
            stays = _is_stored(host)
        found.append(msgspec.structs.replace(each, stays=stays))
    meant = {host.lower() for host in hosts}
    return tuple(each for each in found if not meant or each.login.host.lower() in meant)


def _is_stored(host: str) -> Text:
    command = own_command("credentials", "remove", host)
    return say("The keyring has another login for this host. To remove it: {command}", command=command)


def _refused(each: PlainLogin, files: PlainFiles, wiring: Wiring) -> Text | None:
    host = each.login.host.lower()
    if is_too_long(each.login.secret):
        return TOO_LONG
    if host.endswith(_AZURE_HOSTS):
        return _AZURE
    is_of_go = each.path == NETRC or (
        each.path == files.go_env and addresses.is_of_go(files.content(each.path), each.login)
    )
    return wiring.why_not_go if is_of_go else None


def offer(
    found: Iterable[PlainLogin],
    files: PlainFiles,
    wiring: Wiring,
    ground: PlanInput,
    also: Iterable[str] = (),
) -> CredentialOffer:
    """What is done to move those of *found* that can be moved. *also* are hosts whose passwords the keyring gets from
    elsewhere."""
    every = tuple(found)
    moved = tuple(each for each in every if each.stays is None)
    edited = _without(moved, files)
    hosts = (*(each.login.host for each in moved), *also)
    if hosts:
        config = _git_config(files)
        edited[config] = wiring.git_config(edited.get(config, files.content(config)), hosts)
        if files.go_env:
            edited[files.go_env] = wiring.go_env(edited.get(files.go_env, files.content(files.go_env)))
    changes, contents = _changes(edited, files, ground)
    plan = Plan(machine=ground.machine, site=ground.site, changes=changes)
    return CredentialOffer(moved, tuple(each for each in every if each.stays is not None), plan, contents)


def _without(moved: Iterable[PlainLogin], files: PlainFiles) -> dict[str, bytes]:
    by_path: dict[str, list[Login]] = {}
    for each in moved:
        by_path.setdefault(each.path, []).append(each.login)
    return {path: files.grammar(path).without(files.content(path), gone) for path, gone in by_path.items()}


def _git_config(files: PlainFiles) -> str:
    """The file that ``git config --global`` writes."""
    is_xdg = isinstance(files.answers[GIT_CONFIG], Missing) and isinstance(
        files.answers[XDG_GIT_CONFIG], Found
    )
    return XDG_GIT_CONFIG if is_xdg else GIT_CONFIG


def netrc_line(
    files: PlainFiles, ground: PlanInput, account: HostAccount, secret: Password
) -> CredentialOffer:
    """The plan that writes a login into ``~/.netrc``, which only its owner can read then. Raises `InputError`."""
    data = files.content(NETRC)
    if any(each.host.lower() == account.host for each in files.grammar(NETRC).read(data)):
        raise InputError(
            "in-netrc", say("{path} already has a login for {host}.", path=NETRC, host=account.host)
        )
    whole = netrc.added(data, account.host, account.user, secret)
    if whole is None:
        raise InputError(
            "not-for-netrc",
            say("Programs would not read this login in {path} as it is meant.", path=NETRC),
            next_step=say(
                "It must not contain spaces, quotes or backslashes, nor the file a default entry or an unfinished line."
            ),
        )
    changes, contents = _changes({NETRC: whole}, files, ground)
    return CredentialOffer((), (), Plan(machine=ground.machine, site=ground.site, changes=changes), contents)


def _changes(
    edited: Mapping[str, bytes], files: PlainFiles, ground: PlanInput
) -> tuple[tuple[Change, ...], tuple[bytes, ...]]:
    changes, contents = [], []
    for path, data in edited.items():
        if data == files.content(path):
            continue
        change = _change(path, data, files, ground)
        if path == NETRC or files.grammar(path).read(files.content(path)):
            contents += [change.after.content] if isinstance(change.after, File) else []
            change = msgspec.structs.replace(change, before=sealed(change.before), after=sealed(change.after))
        changes.append(change)
    return tuple(changes), tuple(contents)


def _change(path: str, data: bytes, files: PlainFiles, ground: PlanInput) -> Change:
    answer, account = files.answers[path], ground.account
    real = absolute(path, ground.answers, account)
    before: State = Absent()
    mode = 0o600 if path == NETRC else NEW_FILE_MODE
    if isinstance(answer, Found):
        real = answer.link or real
        before = File(answer.content, answer.mode, answer.uid, answer.gid)
        mode = mode if path == NETRC else answer.mode
    homes = (f"{account.home.rstrip('/')}/", f"{real_home(ground.answers, account)}/")
    if not real.startswith(homes) or (isinstance(answer, Found) and answer.uid != account.uid):
        raise InputError(
            "not-own-file",
            say("{path} leads to {real}, which belongs to another user.", path=path, real=real),
        )
    uid, gid = (answer.uid, answer.gid) if isinstance(answer, Found) else (account.uid, account.gid)
    after: State = File(data, mode, uid, gid) if _is_kept(path, data) else Absent()
    return Change(real, before, after, account.uid, account.gid, path if path != real else None)


def _is_kept(path: str, data: bytes) -> bool:
    """A file that holds nothing but logins goes with the last of them."""
    return bool(data.strip()) or path in (GIT_CONFIG, XDG_GIT_CONFIG)


def sentences(offer: CredentialOffer) -> Iterator[Text]:
    """What becomes of each login, for people: never the password."""
    for each in offer.moved:
        yield say(
            "{path}, line {line}: the password of {user} for {host} moves to the keyring.",
            path=each.path,
            line=each.login.line,
            user=each.login.user,
            host=each.login.host,
        )
    for each in offer.left:
        yield say(
            "{path}, line {line}: the login for {host} stays. {why}",
            path=each.path,
            line=each.login.line,
            host=each.login.host,
            why=each.stays or "",
        )
