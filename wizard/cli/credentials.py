"""The commands for passwords and tokens. None of them takes a password as an argument or from the environment, where
others could read it, and none shows one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from wizard.app.display import is_terminal
from wizard.cli.exits import Exit
from wizard.cli.language import group_language
from wizard.cli.options import Run, confirm, in_distro_without_profile
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.text import Text, say, say_n

if TYPE_CHECKING:
    from wizard.app.credentials.credentials import Listed, Tested
    from wizard.app.credentials.keyring import HostAccount
    from wizard.app.credentials.moving import CredentialOffer
    from wizard.app.credentials.places import PlainLogin
    from wizard.cli.show import Terminal
    from wizard.model.orders import Receipt

_yes = click.option("--yes", "-y", is_flag=True, help="Do not ask.")
_accept = click.option("--accept", is_flag=True, help="Keep the setup without waiting for your decision.")


@click.group("credentials")
@group_language
def credentials() -> None:
    """Keep passwords and tokens in the system keyring.

    The keyring is Windows Credential Manager, or the Secret Service of a Linux desktop. git and Go (1.24 or newer)
    ask it, so that no file contains a password.
    """


@credentials.command("list")
@in_distro_without_profile
def list_(run: Run) -> int:
    """List logins in the keyring and in plain text files. Changes nothing.

    Shows hosts and users, never a password. Exit code 2: there are passwords to move, or something
    could not be checked.
    """
    found = run.session.credentials.listed()
    accounts = found.accounts
    answer = {
        "keyring": accounts is not None,
        "why": found.why,
        "next": found.do,
        "stored": accounts or (),
        "plain": [_row(each) for each in found.plain],
        "unread": found.unread,
    }
    run.answer(answer, lambda terminal: _show_listed(terminal, found))
    return Exit.NOTHING_TO_DO if found.is_whole and not found.can_move else Exit.PENDING


@credentials.command("add")
@click.argument("host")
@click.option("--login", required=True, metavar="NAME", help="Your user name on the host.")
@click.option(
    "--netrc", is_flag=True, help="Store it as plain text in ~/.netrc, readable only by you, instead."
)
@_yes
@_accept
@in_distro_without_profile
def add(run: Run, host: str, login: str, netrc: bool, yes: bool, accept: bool) -> int:
    """Store a password or token for HOST.

    Asks for it without showing it. If the input is not a terminal, reads one line from it. Shows first what changes in
    files so that git and Go ask the keyring.
    """
    from wizard.app.credentials.credentials import account_of, secret_of

    account = account_of(host, login)
    logins = run.session.credentials
    if netrc:
        secret = secret_of(_typed(run, account))
        made = logins.in_netrc(account, secret)
        _ask_about(run, made, say("Store the password for {host} as plain text in ~/.netrc?", host=host), yes)
        return _finish(run, made, logins.apply(made, run.tell), accept=accept, stored=[account])
    logins.check_new(account)
    made = logins.wired(account.host)
    if not made.plan.is_empty:
        question = say("Change these files, so that git and Go ask the keyring for {host}?", host=host)
        _ask_about(run, made, question, yes)
    secret = secret_of(_typed(run, account))
    receipt = logins.apply(made, run.tell, new=(account, secret))
    return _finish(run, made, receipt, accept=accept, stored=[account])


def _ask_about(run: Run, made: CredentialOffer, question: Text, yes: bool) -> None:
    _show_offer(run, made)
    if not yes:
        confirm(run, question)


@credentials.command("move")
@click.argument("hosts", nargs=-1, metavar="[HOST]...")
@_yes
@_accept
@in_distro_without_profile
def move(run: Run, hosts: Sequence[str], yes: bool, accept: bool) -> int:
    """Move passwords from plain text files to the keyring.

    Moves all that can be moved, or only those for HOST. Each one is stored and read back before it is removed from its
    file. You can undo the change in the file.
    """
    made = run.session.credentials.offer(hosts)
    _show_offer(run, made)
    if not made.moved:
        run.answer(
            {"moved": [], "left": [_row(each) for each in made.left], "receipt": None}, _nothing_to_move
        )
        return Exit.NOTHING_TO_DO
    if not yes:
        move_all = say_n(
            "Move {count} password to the keyring?",
            "Move {count} passwords to the keyring?",
            count=len(made.moved),
        )
        confirm(run, move_all)
    receipt = run.session.credentials.apply(made, run.tell)
    return _finish(run, made, receipt, accept=accept, stored=sorted(made.accounts))


@credentials.command("test")
@click.argument("hosts", nargs=-1, metavar="[HOST]...")
@in_distro_without_profile
def test(run: Run, hosts: Sequence[str]) -> int:
    """Check whether git gets the password of each login. Changes nothing.

    Asks git on the machine as a push would, for HOST or for all logins in the keyring. Contacts no host.
    """
    found = run.session.credentials.tested(hosts)
    run.answer({"tested": found}, lambda terminal: _show_tested(terminal, found))
    return Exit.DONE if all(each.works for each in found) else Exit.ERROR


@credentials.command("remove")
@click.argument("host")
@_yes
@in_distro_without_profile
def remove(run: Run, host: str, yes: bool) -> int:
    """Delete the login for HOST from the keyring. Cannot be undone."""
    if not yes:
        confirm(run, say("Delete the login for {host} from the keyring? This cannot be undone.", host=host))
    gone = run.session.credentials.remove(host)
    run.answer({"removed": gone}, lambda terminal: terminal.line(_removed(host, gone)))
    return Exit.DONE


@credentials.command("git", hidden=True)
@click.argument("operation")
@click.argument("more", nargs=-1)
def git(operation: str, more: Sequence[str]) -> int:
    """Answer git from the keyring. git itself runs this."""
    from wizard.app.credentials.answering import answer
    from wizard.app.credentials.keyring import open_keyring

    if operation == "get":
        sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), open_keyring()).encode())
    return Exit.DONE


def _typed(run: Run, account: HostAccount) -> str:
    """The password, from a person who does not see it, or from the first line of the input."""
    if is_terminal(sys.stdin):
        prompt = say("Password or token of {user} for {host}", user=account.user, host=account.host)
        words: str = click.prompt(run.speech(prompt), hide_input=True, err=True)
        return words
    line = sys.stdin.buffer.readline()
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputError("bad-password", say("The password is not UTF-8.")) from None


def _row(each: PlainLogin) -> dict[str, Any]:
    login = each.login
    return {
        "path": each.path,
        "line": login.line,
        "host": login.host,
        "user": login.user,
        "stays": each.stays,
    }


def _show_listed(terminal: Terminal, found: Listed) -> None:
    for text in (found.why, found.do):
        if text is not None:
            terminal.line(text, "yellow")
    for account in found.accounts or ():
        terminal.line(say("In the keyring: {host}, user {user}", host=account.host, user=account.user))
    for each in found.plain:
        terminal.line(_plain_line(each), "yellow")
    for gap in found.unread:
        terminal.line(gap, "magenta")
    if found.can_move and found.accounts is not None:
        terminal.line(
            say("To move them to the keyring: {command}", command=own_command("credentials", "move")), "cyan"
        )
    if found.accounts == () and not found.plain and not found.unread:
        terminal.line(say("No logins yet. A login appears here when you add it."))
    if not found.may_ask and not found.plain and not found.unread:
        terminal.line(say("Its files contain no passwords in plain text."))


def _plain_line(each: PlainLogin) -> Text:
    login = each.login
    if each.stays is None:
        return say(
            "Plain text in {path}, line {line}: {host}, user {user}",
            path=each.path,
            line=login.line,
            host=login.host,
            user=login.user,
        )
    return say(
        "Plain text in {path}, line {line}: {host}. It cannot be moved. {why}",
        path=each.path,
        line=login.line,
        host=login.host,
        why=each.stays,
    )


def _show_offer(run: Run, made: CredentialOffer) -> None:
    if run.as_json:
        return
    from wizard.app.credentials.moving import sentences

    for sentence in sentences(made):
        run.terminal.line(sentence)
    if not made.plan.is_empty:
        run.terminal.plan(made.plan, run.session.diff(made.plan))
    if any(each.path == "~/.netrc" for each in made.moved):
        run.terminal.line(
            say("Other programs that read ~/.netrc, such as curl and pip, no longer find these logins."),
            "yellow",
        )


def _nothing_to_move(terminal: Terminal) -> None:
    terminal.line(say("None of the passwords can be moved."))


def _finish(
    run: Run, made: CredentialOffer, receipt: Receipt, *, accept: bool, stored: Sequence[HostAccount]
) -> int:
    if accept:
        receipt = run.session.keep(receipt, run.tell)
    kept = run.session.credentials.originals(made, receipt)
    answer = {
        "stored": stored,
        "moved": [_row(each) for each in made.moved],
        "left": [_row(each) for each in made.left],
        "receipt": receipt,
        "originals": kept,
    }
    run.answer(answer, lambda terminal: _show_done(terminal, receipt, kept, len(stored)))
    return Exit.DONE


def _show_done(terminal: Terminal, receipt: Receipt, kept: Sequence[str], stored: int) -> None:
    terminal.line(say_n("{count} password is stored.", "{count} passwords are stored.", count=stored))
    if receipt.batch is not None:
        terminal.receipt(receipt)
    if not kept:
        return
    terminal.line(
        say("For undo, the journal keeps the original files with their passwords."),
        "yellow",
    )
    for path in kept:
        terminal.line(say("To delete it for good, without undo: {command}", command=f"rm {path}"))
    terminal.line(
        say("A password that was in plain text may be in backups: replace it with a new one on its host.")
    )


def _show_tested(terminal: Terminal, found: Sequence[Tested]) -> None:
    for each in found:
        if each.works:
            terminal.line(
                say("{host}: git gets the password of {user}.", host=each.host, user=each.user), "green"
            )
        else:
            terminal.line(say("{host}: git gets no password from the keyring.", host=each.host), "red")
    if not found:
        terminal.line(say("The keyring has no login."))


def _removed(host: str, gone: HostAccount | None) -> Text:
    if gone is None:
        return say("The keyring has no login for {host}.", host=host)
    return say("The login of {user} for {host} is deleted.", user=gone.user, host=gone.host)
