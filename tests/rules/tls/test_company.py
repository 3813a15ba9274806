"""Certificates that were added to a distro: what is said of those that help nobody, and the command that helps."""

from __future__ import annotations

import pytest

from tests.certificates import made, text_form
from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Severity, Verdict

RULE = "tls-corporate-ca"
CA = made("Company CA")
OLD, SERVER = made("Old CA", until="2018-01-05T09:34:43Z"), made("git.corp", is_authority=False)
BUNDLE = "etc/ssl/certs/ca-certificates.crt"
DEBIAN, FEDORA = "usr/local/share/ca-certificates", "etc/pki/ca-trust/source/anchors"
UBUNTU = {"etc/os-release": "ID=ubuntu\nID_LIKE=debian\n"}


def of(judge: Judge, files: dict[str, str | bytes], *known: bytes) -> Finding:
    return judge(RULE, "", {BUNDLE: text_form(made("Root"), *known), **UBUNTU, **files})


def test_who_added_none_is_not_asked(judge: Judge) -> None:
    assert of(judge, {}).verdict is Verdict.NOT_APPLICABLE
    assert of(judge, {f"{FEDORA}/README": "put them here"}).verdict is Verdict.NOT_APPLICABLE


def test_one_that_go_reads_is_fine(judge: Judge) -> None:
    finding = of(judge, {f"{DEBIAN}/corp.crt": text_form(CA)}, CA)
    assert finding.verdict is Verdict.OK
    assert [each.source for each in finding.evidence] == [f"/{DEBIAN}/corp.crt"]


@pytest.mark.parametrize(
    ("name", "content", "known", "says", "do"),
    [
        (
            f"{DEBIAN}/corp.pem",
            text_form(CA),
            (),
            "Go does not read the certificate",
            f"sudo mv /{DEBIAN}/corp.pem /{DEBIAN}/corp.crt && sudo update-ca-certificates --fresh",
        ),
        (
            f"{DEBIAN}/corp.cer",
            CA,
            (),
            "Go does not read the certificate",
            f"sudo openssl x509 -inform der -in /{DEBIAN}/corp.cer -out /{DEBIAN}/corp.crt && sudo update-ca-c",
        ),
        (
            f"{DEBIAN}/corp.crt",
            text_form(CA),
            (),
            "Go does not read the certificate",
            "Make the list again: sudo update-ca-certificates --fresh",
        ),
        (f"{DEBIAN}/old.crt", text_form(OLD), (OLD,), "expired on 2018-01-05", "Ask your administrator"),
        (f"{DEBIAN}/git.crt", text_form(SERVER), (SERVER,), "certificate of one server", "authority"),
        (f"{DEBIAN}/page.crt", "<html>", (), "contains no certificate", "text form (PEM)"),
    ],
)
def test_one_that_helps_nobody_is_told(
    judge: Judge, name: str, content: bytes | str, known: tuple[bytes, ...], says: str, do: str
) -> None:
    finding = of(judge, {name: content}, *known)
    assert finding.verdict is Verdict.ADVICE
    assert says in finding.says.render()
    assert finding.do is not None
    assert do in finding.do.render()
    assert finding.evidence[0].note is not None
    assert finding.severity is (Severity.LOW if known == (SERVER,) or content == "<html>" else None)


def test_a_name_without_an_ending_gets_one(judge: Judge) -> None:
    finding = of(judge, {f"{DEBIAN}/corp": text_form(CA)})
    assert finding.do is not None
    assert f"mv /{DEBIAN}/corp /{DEBIAN}/corp.crt" in finding.do.render()
