"""Variables that name certificates that are not there, or turn the check of certificates off: a row a value."""

from __future__ import annotations

import pytest

from tests.machines.stock import CERTIFICATES_FILE
from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, UnsetVariable
from wizard.model.findings import Finding, Risk, Severity, Verdict

PROFILE = "home/me/.profile"
GOENV = "home/me/.config/go/env"
NAMED, SWITCHES = "tls-ssl-cert-env", "tls-insecure-switches"
FILES = {
    "etc/company.pem": CERTIFICATES_FILE,
    "etc/notes.txt": "no certificate",
    "etc/der.crt": b"\x30\x82\x00\x01\x30",
    "etc/certs/one.pem": CERTIFICATES_FILE,
    "home/me/own.pem": CERTIFICATES_FILE,
}


def of(judge: Judge, rule: str, line: str) -> Finding:
    return judge(rule, "", {**FILES, PROFILE: f"export {line}\n"})


@pytest.mark.parametrize(
    "line",
    [
        "SSL_CERT_FILE=/etc/gone.pem",
        "SSL_CERT_FILE=/etc/notes.txt",
        "SSL_CERT_FILE=/etc/der.crt",
        "SSL_CERT_FILE=/etc/certs",
        "SSL_CERT_FILE=company.pem",
        "SSL_CERT_FILE='C:\\certs\\company.pem'",
        "SSL_CERT_FILE=C:/certs/company.pem",
        "SSL_CERT_DIR=/etc/gone",
        "SSL_CERT_DIR=/etc/company.pem",
        "SSL_CERT_DIR='/etc/certs;/etc/more'",
        "NODE_EXTRA_CA_CERTS=/etc/gone.pem",
        "CURL_CA_BUNDLE=/etc/gone.pem",
        "GIT_SSL_CAINFO=/etc/gone.pem",
        "REQUESTS_CA_BUNDLE=/etc/gone.pem",
    ],
)
def test_a_path_without_certificates_is_told_and_taken_out_on_request(judge: Judge, line: str) -> None:
    finding = of(judge, NAMED, line)
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.edits == (DropLine("~/.profile", 1, f"export {line}"),)
    assert finding.evidence[0].source == "~/.profile"


@pytest.mark.parametrize(
    "line",
    [
        "SSL_CERT_FILE=/etc/company.pem",
        "SSL_CERT_FILE=$HOME/own.pem",
        "SSL_CERT_FILE=",
        "SSL_CERT_DIR=/etc/certs",
        "SSL_CERT_DIR=/etc/gone:/etc/certs",
        "GIT_SSL_CAINFO=/etc/company.pem",
    ],
)
def test_a_path_with_certificates_is_fine(judge: Judge, line: str) -> None:
    assert of(judge, NAMED, line).verdict is Verdict.OK


def test_a_file_whose_begin_tells_nothing_is_unknown(judge: Judge) -> None:
    files = {"etc/long.txt": "x" * 20_000, PROFILE: "export SSL_CERT_FILE=/etc/long.txt\n"}
    finding = judge(NAMED, "", files)
    assert finding.verdict is Verdict.UNKNOWN
    assert "/etc/long.txt" in finding.says.render()


@pytest.mark.parametrize(
    "line",
    [
        *(f"GOINSECURE='{value}'" for value in ("*", "*.*", "*.com", "corp.example.com,*", "*/x")),
        "GIT_SSL_NO_VERIFY=1",
        "GIT_SSL_NO_VERIFY=false",
        "NODE_TLS_REJECT_UNAUTHORIZED=0",
    ],
)
def test_a_switch_is_told_and_taken_out_on_request(judge: Judge, line: str) -> None:
    finding = of(judge, SWITCHES, line)
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.edits == (DropLine("~/.profile", 1, f"export {line}"),)


@pytest.mark.parametrize(
    "line",
    [
        *(f"GOINSECURE={value}" for value in ("git.corp.example.com", "'*.corp.example.com'", "'*.lan'", "")),
        "NODE_TLS_REJECT_UNAUTHORIZED=1",
        "GIT_SSL_VERIFY=0",
    ],
)
def test_what_turns_nothing_off_is_fine(judge: Judge, line: str) -> None:
    assert of(judge, SWITCHES, line).verdict is Verdict.OK


def test_the_go_env_file_is_looked_at_too(judge: Judge) -> None:
    finding = judge(SWITCHES, "", {GOENV: "GOINSECURE=*\n"})
    assert finding.edits == (UnsetVariable(USUAL, "GOINSECURE"),)
    assert finding.severity in (None, Severity.HIGH)
    # Go reads SSL_CERT_FILE from the environment only.
    assert judge(NAMED, "", {GOENV: "SSL_CERT_FILE=/gone\n"}).verdict is Verdict.OK
