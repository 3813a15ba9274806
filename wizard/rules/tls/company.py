"""Certificates that somebody gave to the distro, and that help nobody (RULES 80)."""

from __future__ import annotations

from typing import Final

from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.tls.anchors import ANCHORS, Anchor, AnchorFault, faulty
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import rename_certificate, renew_certificates, to_text_form
from wizard.rules.declare import advice, not_applicable, ok, rule

_NOTES: Final = {
    AnchorFault.NAME: say("Its name does not end in .crt, so the distro ignores it"),
    AnchorFault.BINARY: say("In binary form (DER), which Go does not read"),
    AnchorFault.NOTHING: say("Contains no certificate"),
    AnchorFault.NOT_TAKEN: say("Not among the certificates that Go reads"),
    AnchorFault.OF_A_SERVER: say("The certificate of a server, not of an authority"),
}
_UNKNOWN: Final = say(
    "Behind a company proxy, and for company servers, go get fails: “x509: certificate signed by unknown authority”."
)


@rule(
    "tls-corporate-ca",
    area="tls",
    title=say("Go trusts the certificates that you added"),
    needs=(ANCHORS, PACKAGES),
    severity=Severity.HIGH,
    sources=("GO §9", "RULES 80"),
)
def added(see: Snapshot, want: Wanted) -> Finding:
    anchors = see[ANCHORS]
    bad = tuple(faulty(anchors))
    if not anchors:
        return not_applicable(say("No certificates were added to the distro."))
    if not bad:
        return ok(
            say_n(
                "Go reads {count} file of certificates that was added.",
                "Go reads {count} files of certificates that were added.",
                count=len(anchors),
            ),
            *(Evidence(each.path) for each in anchors),
        )
    first = bad[0]
    return advice(
        _says(first),
        *(Evidence(each.path, note=_note(each)) for each in bad),
        why=_why(first),
        do=_do(first, see[PACKAGES]),
        severity=Severity.LOW if first.fault in (AnchorFault.NOTHING, AnchorFault.OF_A_SERVER) else None,
    )


def _note(anchor: Anchor) -> Text | None:
    if anchor.fault is AnchorFault.EXPIRED:
        return say("Expired on {date}", date=anchor.until)
    return _NOTES[anchor.fault] if anchor.fault is not None else None


def _says(anchor: Anchor) -> Text:
    match anchor.fault:
        case AnchorFault.EXPIRED:
            return say("The certificate {path} expired on {date}.", path=anchor.path, date=anchor.until)
        case AnchorFault.OF_A_SERVER:
            return say("{path} is the certificate of one server.", path=anchor.path)
        case AnchorFault.NOTHING:
            return say("{path} contains no certificate.", path=anchor.path)
        case _:
            return say("Go does not read the certificate {path}.", path=anchor.path)


def _why(anchor: Anchor) -> Text:
    if anchor.fault is AnchorFault.OF_A_SERVER:
        return say("It is trusted for this server alone, and only until the server gets a new one.")
    return _UNKNOWN


def _do(anchor: Anchor, packages: Packages) -> Text:
    renew = renew_certificates(packages.ids)
    match anchor.fault:
        case AnchorFault.NAME:
            return say(
                "Rename it, then make the list again: {command}",
                command=rename_certificate(anchor.path, renew),
            )
        case AnchorFault.BINARY:
            return say(
                "Make a file in text form of it, then make the list again: {command}",
                command=to_text_form(anchor.path, renew),
            )
        case AnchorFault.NOT_TAKEN:
            return say("Make the list again: {command}", command=renew)
        case AnchorFault.NOTHING:
            return say("Replace it with the certificate in text form (PEM), or remove it.")
        case AnchorFault.EXPIRED:
            return say("Ask your administrator for the current certificate, then replace the file.")
        case _:
            return say("Ask your administrator for the certificate of the authority that signed it.")
