"""The authorities that a profile names: what is told of a certificate that Go does not trust."""

from __future__ import annotations

import pytest

from tests.certificates import made, text_form
from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Verdict

RULE = "tls-authorities-wanted"
CA, OLD = made("Company CA"), made("Old CA", until="2018-01-05T09:34:43Z")
SERVER = made("git.corp", is_authority=False)
BUNDLE = "etc/ssl/certs/ca-certificates.crt"
WANTED = '[tls]\nauthorities = ["~/company.crt"]\n'
RENEW = "sudo update-ca-certificates"


def of(
    judge: Judge, content: str | bytes | None, *known: bytes, system: str = "ID=ubuntu\nID_LIKE=debian\n"
) -> Finding:
    files: dict[str, str | bytes] = {BUNDLE: text_form(made("Root"), *known), "etc/os-release": system}
    if content is not None:
        files["home/me/company.crt"] = content
    return judge(RULE, WANTED, files)


def test_who_names_none_is_not_asked(judge: Judge) -> None:
    assert judge(RULE, "", {BUNDLE: text_form(CA)}).verdict is Verdict.NOT_APPLICABLE


def test_one_that_go_trusts_is_fine(judge: Judge) -> None:
    finding = of(judge, text_form(CA), CA)
    assert finding.verdict is Verdict.OK
    assert [each.source for each in finding.evidence] == ["~/company.crt"]


@pytest.mark.parametrize(
    ("content", "says", "do"),
    [
        (
            text_form(CA),
            "does not trust the certificate ~/company.crt",
            f"sudo install -m 644 ~/company.crt /usr/local/share/ca-certificates/company.crt && {RENEW}",
        ),
        (
            CA,
            "in binary form",
            f"openssl x509 -inform der -in ~/company.crt -out /usr/local/share/ca-certificates/company.crt && {RENEW}",
        ),
        ("<html>", "contains no certificate", "text form (PEM)"),
        (None, "is not there", "Put the certificate of your company there"),
        (text_form(OLD), "expired on 2018-01-05", "current certificate"),
        (text_form(SERVER), "certificate of one server", "authority that signed it"),
    ],
)
def test_what_a_person_has_to_do_is_told(
    judge: Judge, content: str | bytes | None, says: str, do: str
) -> None:
    finding = of(judge, content)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert says in finding.says.render()
    assert finding.do is not None
    assert do in finding.do.render()


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("ID=fedora\n", "/etc/pki/ca-trust/source/anchors/company.crt && sudo update-ca-trust"),
        ("ID=alpine\n", "/usr/local/share/ca-certificates/company.crt && sudo update-ca-certificates"),
        ('ID=opensuse-leap\nID_LIKE="suse opensuse"\n', "/etc/pki/trust/anchors/company.crt"),
        ("ID=arch\n", "/etc/ca-certificates/trust-source/anchors/company.crt && sudo update-ca-trust"),
    ],
)
def test_each_distro_has_its_own_folder_and_program(judge: Judge, system: str, command: str) -> None:
    finding = of(judge, text_form(CA), system=system)
    assert finding.do is not None
    assert command in finding.do.render()
