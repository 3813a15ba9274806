"""The certificates of authorities that a profile wants Go to trust (RULES 80).

What a distro trusts is a list that its own program makes of many files. That of Debian and its kin is made again as it
was when the added file is gone, so there the wizard adds it; in other distros it says what to run, and checks what came
of it.
"""

from __future__ import annotations

from wizard.codecs import pem
from wizard.facts.packages import PACKAGES
from wizard.facts.shell import ACCOUNT
from wizard.facts.tls.anchors import ANCHOR_FILES, DEBIAN_FOLDER
from wizard.facts.tls.trust_list import LIST, TRUST_LIST, TrustList
from wizard.facts.tls.wanted import AUTHORITIES, Authority, AuthorityState
from wizard.model.commands.command import line_of
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import trust
from wizard.rules.declare import blocked, fixable, ok, rule
from wizard.rules.tls.trusting import RENEW, trusting

_WHY = say(
    "Behind a company proxy, and for company servers, go get fails: “x509: certificate signed by unknown authority”."
)


@rule(
    "tls-authorities-wanted",
    area="tls",
    title=say("Go trusts the authorities you named"),
    needs=(AUTHORITIES, TRUST_LIST, ANCHOR_FILES, PACKAGES, ACCOUNT),
    severity=Severity.HIGH,
    sources=("GO §9", "RULES 80"),
    wished=lambda want: bool(want.tls.authorities),
)
def authorities(see: Snapshot, want: Wanted) -> Finding:
    found = see[AUTHORITIES]
    bad = [each for each in found if each.state is not AuthorityState.TRUSTED]
    if not bad:
        return ok(
            say_n(
                "Go trusts the certificates in {count} file.",
                "Go trusts the certificates in {count} files.",
                count=len(found),
            ),
            *(Evidence(each.path) for each in found),
        )
    seen = tuple(Evidence(each.path) for each in bad)
    first = next((each for each in bad if not _can_be_added(each)), bad[0])
    if _can_be_added(first) and see[TRUST_LIST] is TrustList.MADE:
        commands = trusting(bad, see[ACCOUNT].home, see[ANCHOR_FILES])
        return fixable(
            _says(first),
            map(RunCommand, commands),
            *seen,
            why=_WHY,
            effect=say("Takes effect in programs that start afterwards."),
            may_break=say(
                "Every program of the distro then trusts each server with a certificate signed by this authority."
            ),
        )
    return blocked(_says(first), *seen, why=_WHY, do=_do(first, see[TRUST_LIST], see[PACKAGES].ids))


def _can_be_added(each: Authority) -> bool:
    """Whether it is one certificate, which is all that OpenSSL copies of a file."""
    return each.state is AuthorityState.BINARY or len(pem.certificates(each.content)) == 1


def _says(each: Authority) -> Text:
    match each.state:
        case AuthorityState.MISSING:
            return say("The certificate {path} is not there.", path=each.path)
        case AuthorityState.NO_CERTIFICATE:
            return say("{path} contains no certificate.", path=each.path)
        case AuthorityState.BINARY:
            return say("The certificate {path} is in binary form (DER).", path=each.path)
        case AuthorityState.EXPIRED:
            return say("The certificate {path} expired on {date}.", path=each.path, date=each.until)
        case AuthorityState.OF_A_SERVER:
            return say("{path} is the certificate of one server.", path=each.path)
        case _:
            return say("Go does not trust the certificate {path}.", path=each.path)


def _do(each: Authority, made: TrustList, ids: tuple[str, ...]) -> Text:
    match each.state:
        case AuthorityState.MISSING | AuthorityState.NO_CERTIFICATE:
            return say("Put the certificate of your company there, in text form (PEM).")
        case AuthorityState.BINARY | AuthorityState.NOT_TRUSTED if made is TrustList.EDITED:
            return say(
                "Certificates were added to {list} by hand, and {command} would remove them. Save each of them as a"
                " file in {folder} first.",
                list=LIST,
                command=line_of(RENEW),
                folder=DEBIAN_FOLDER,
            )
        case AuthorityState.BINARY | AuthorityState.NOT_TRUSTED:
            is_binary = each.state is AuthorityState.BINARY
            command = trust(each.path, ids, is_binary=is_binary)
            return say(
                "Add it to the certificates of the distro, then check again: {command}", command=command
            )
        case AuthorityState.EXPIRED:
            return say("Ask your administrator for the current certificate, then replace the file.")
        case _:
            return say("Ask your administrator for the certificate of the authority that signed it.")
