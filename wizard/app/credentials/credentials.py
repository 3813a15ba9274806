"""`SessionCredentials`: list, add, move, test, remove. One machine, and the keyring of whoever runs the wizard."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec

from wizard.app.credentials.keyring import HostAccount, Keyring, open_keyring
from wizard.app.credentials.moving import CredentialOffer, decided, netrc_line, offer
from wizard.app.credentials.places import PlainFiles, PlainLogin, files_of, probes
from wizard.app.credentials.wiring import FACTS, Wiring, has_keyring, helper_of
from wizard.app.look import MACHINE_ID, ground_of
from wizard.codecs.logins.login import Password, is_host, is_plain
from wizard.engine.waves import gather
from wizard.facts.credentials.git import GIT_CONFIGS
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.goenv_file import GOENV
from wizard.model.errors import InputError, MachineError, WizardError, having_done
from wizard.model.events import Stop, Tell, never, silent
from wizard.model.facts import Side, Snapshot
from wizard.model.orders import Receipt
from wizard.model.plans import Plan
from wizard.model.ports import SiteKind, Transport
from wizard.model.probes import (
    HOME,
    HOME_FOLDERS,
    AccountProbe,
    Answers,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    Probe,
)
from wizard.model.state import Sealed
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.transports.journal import JOURNAL, USER_JOURNAL

if TYPE_CHECKING:
    from wizard.engine.plan import PlanInput

_FILL: Final = (
    "host=$1; shift;"
    ' printf \'protocol=https\\nhost=%s\\n\\n\' "$host" | env GIT_TERMINAL_PROMPT=0 GCM_INTERACTIVE=never "$@"'
    " git -c core.askPass=true credential fill 2>/dev/null"
    " | sed -n 's/^username=/user /p; s/^password=..*/password/p'"
)
"""Asks git as a push would, and lets nothing of the password out of the pipe."""
_SESSION: Final = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
"""What leads to the Secret Service of a session."""
_FILL_S: Final = 30
_FILES_ONLY: Final = say("Only files were checked: a folder or a recording has no keyring.")
_ON_THE_MACHINE: Final = say("To check the keyring and to move passwords, run this on the machine itself.")


class Listed(msgspec.Struct, frozen=True):
    """What is known of passwords: *accounts* in the keyring (None: it was not asked, *why*, and what to *do*), *plain*
    in files, and what could not be read. A folder and a recording *may_ask* no keyring."""

    accounts: tuple[HostAccount, ...] | None
    plain: tuple[PlainLogin, ...]
    unread: tuple[Text, ...] = ()
    why: Text | None = None
    do: Text | None = None
    may_ask: bool = True

    @property
    def can_move(self) -> bool:
        """Whether passwords are in plain text that need not be: a folder's can be moved where it is run."""
        return any(each.stays is None for each in self.plain)

    @property
    def is_whole(self) -> bool:
        """Whether all that there is was looked at."""
        return not self.unread and (self.accounts is not None or not self.may_ask)


class Tested(msgspec.Struct, frozen=True):
    """Whether git on the machine gets a password for *host* from the keyring; *user* is the one that it gets."""

    host: str
    user: str
    works: bool


Apply = Callable[[Plan, Tell, Stop, tuple[bytes, ...]], Receipt]
"""`Session.apply`."""


class SessionCredentials:
    """The passwords of the user of a machine, and *keyring* (None: the system's). All methods may raise `WizardError`s.
    What they give to others has no password in it, but for a `CredentialOffer`, which cannot be written down."""

    def __init__(
        self, transport: Transport, wanted: Wanted, apply: Apply, keyring: Keyring | None = None
    ) -> None:
        self._transport = transport
        self._wanted = wanted
        self._apply = apply
        self._given = keyring

    @cached_property
    def keyring(self) -> Keyring:
        """Raises `MachineError` if there is none."""
        return self._given or open_keyring()

    def listed(self) -> Listed:
        """What the keyring and the files hold. Two crossings and one for each wave of facts."""
        files, _, see = self._seen()
        if not has_keyring(self._transport.site.kind):
            return Listed(None, tuple(files.logins()), files.unread, _FILES_ONLY, _ON_THE_MACHINE, False)
        try:
            wiring = self._wiring(see)
            found = decided(files, wiring, self.keyring.find, ())
            return Listed(self.keyring.accounts(), found, files.unread)
        except WizardError as error:
            return Listed(None, tuple(files.logins()), files.unread, error.text, error.next_step)

    def offer(self, hosts: Collection[str] = ()) -> CredentialOffer:
        """What can be moved, of all hosts or of *hosts*."""
        files, ground, wiring = self._wired()
        return offer(decided(files, wiring, self.keyring.find, hosts), files, wiring, ground)

    def wired(self, host: str) -> CredentialOffer:
        """What changes in files so that git and Go ask the keyring for *host*."""
        files, ground, wiring = self._wired()
        return offer((), files, wiring, ground, also=(host,))

    def in_netrc(self, account: HostAccount, secret: Password) -> CredentialOffer:
        """What changes if the password is written to ``~/.netrc``."""
        files, ground, _ = self._seen()
        return netrc_line(files, ground, account, secret)

    def store(self, accounts: Iterable[tuple[HostAccount, Password]]) -> None:
        """Put them into the keyring and read each back; on any error none of the new ones stays."""
        new: list[HostAccount] = []
        try:
            for account, secret in accounts:
                if self.keyring.find(account.host) == (account.user, secret):
                    continue
                new.append(account)
                self.keyring.put(account, secret)
                if self.keyring.find(account.host) != (account.user, secret):
                    raise MachineError(
                        "keyring-unread",
                        say("The keyring did not return the password for {host}.", host=account.host),
                    )
        except WizardError:
            for account in new:
                self.keyring.drop(account)
            raise

    def check_new(self, account: HostAccount) -> None:
        """Raise `InputError` if the keyring has a login of somebody else for that host: git asks for one only."""
        found = self.keyring.find(account.host)
        if found is not None and found[0] != account.user:
            raise InputError(
                "other-login",
                say(
                    "The keyring already has a login for {host}, of {user}.", host=account.host, user=found[0]
                ),
                next_step=say("Remove it first."),
            )

    def apply(
        self,
        made: CredentialOffer,
        tell: Tell = silent,
        stop: Stop = never,
        *,
        new: tuple[HostAccount, Password] | None = None,
    ) -> Receipt:
        """Store what is moved, and what is *new*, in the keyring; only then change the files."""
        stored = (*made.accounts.items(), *((new,) if new is not None else ()))
        self.store(stored)
        if made.plan.is_empty:
            return Receipt(None, None)
        done = say("The passwords are in the keyring. The files are unchanged.")
        with having_done(done) if stored else nullcontext():
            return self._apply(made.plan, tell, stop, made.contents)

    def originals(self, made: CredentialOffer, receipt: Receipt) -> tuple[str, ...]:
        """Where the journal keeps the files that held passwords, for undo. One crossing, if there are any."""
        batch = receipt.batch
        places = {
            place: FileProbe(place, limit=0, head=True)
            for number, change in enumerate(made.plan.changes, 1)
            if isinstance(change.before, Sealed) and batch is not None
            for place in (
                f"{JOURNAL}/{batch}/{number}.before",
                f"~/{USER_JOURNAL}/{batch}/{number}.before",
                f"{change.path.rpartition('/')[0]}/.wsl-go-wizard-{batch}-{number}.before",
            )
        }
        answers = self._transport.read(tuple(places.values()), never) if places else Answers()
        return tuple(place for place, probe in places.items() if isinstance(answers[probe], Found))

    def tested(self, hosts: Collection[str] = ()) -> tuple[Tested, ...]:
        """What git on the machine gets for *hosts*; for all in the keyring if there are none."""
        known = {account.host: account.user for account in self.keyring.accounts()}
        asked = [host.lower() for host in hosts] or list(known)
        is_here = self._transport.site.kind is SiteKind.HERE
        session = [f"{name}={os.environ[name]}" for name in _SESSION if is_here and name in os.environ]
        questions = {
            host: CommandProbe(("/bin/sh", "-c", _FILL, "sh", host, *session), timeout_s=_FILL_S)
            for host in asked
        }
        answers = self._transport.read(tuple(questions.values()), never)
        return tuple(_tested(host, known.get(host), answers[probe]) for host, probe in questions.items())

    def remove(self, host: str) -> HostAccount | None:
        """Delete the login for *host* from the keyring; None if there is none."""
        found = self.keyring.find(host.lower())
        if found is None:
            return None
        account = HostAccount(host.lower(), found[0])
        self.keyring.drop(account)
        return account

    def _seen(self) -> tuple[PlainFiles, PlanInput, Snapshot]:
        if self._transport.site.kind is SiteKind.WINDOWS:
            raise InputError("no-distro", say("Choose a distro: passwords are looked for in its files."))

        def read(side: Side, asked: tuple[Probe, ...]) -> Answers:
            return self._transport.read(asked, never) if side is Side.DISTRO else Answers()

        see, _ = gather(FACTS, self._wanted, read)
        is_known = see.unknown(GOENV) is None and see[GOENV].is_own
        go_env = see[GOENV].path if is_known else ""
        asked: tuple[Probe, ...] = (AccountProbe(), MACHINE_ID, HOME, *HOME_FOLDERS, *probes(go_env))
        answers = self._transport.read(asked, never)
        ground = ground_of(answers, self._transport.site, runs=self._transport.can.commands)
        return files_of(ground, go_env), ground, see

    def _wired(self) -> tuple[PlainFiles, PlanInput, Wiring]:
        files, ground, see = self._seen()
        return files, ground, self._wiring(see)

    def _wiring(self, see: Snapshot) -> Wiring:
        for fact in (GIT_CONFIGS, ACCOUNT, LOGIN_SHELL):
            gap = see.unknown(fact)
            if gap is not None:
                raise MachineError("not-seen", gap.why)
        return Wiring(helper_of(self._transport.site.kind, see), see)


def _tested(host: str, user: str | None, answer: object) -> Tested:
    lines = answer.out.decode("utf-8", "replace").split("\n") if isinstance(answer, Exited) else []
    got = next((line.removeprefix("user ") for line in lines if line.startswith("user ")), "")
    return Tested(host, got, "password" in lines and got != "" and user in (None, got))


def account_of(host: str, user: str) -> HostAccount:
    """The account that a person named. Raises `InputError`."""
    if not is_host(host):
        raise InputError("bad-host", say("“{host}” is not a host name such as github.com.", host=host))
    if not is_plain(user):
        raise InputError("bad-user", say("The user name cannot be empty or contain control characters."))
    return HostAccount(host.lower(), user)


def secret_of(words: str) -> Password:
    """The password that a person typed. Raises `InputError`."""
    if not is_plain(words):
        raise InputError(
            "bad-password",
            say("The password is empty, or contains a space at an end or a control character."),
        )
    return Password(words)
