"""Root certificates: from what is where Go looks to what is said of it, and the command that repairs it."""

from __future__ import annotations

import pytest

from tests.machines.stock import CERTIFICATES_FILE
from tests.rules.conftest import Judge
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.tls.roots import ROOTS, CertificatePlaces, RootPlace, Roots, Sight
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Severity, Verdict
from wizard.model.wanted import Wanted
from wizard.rules.tls.roots import missing, unreadable

BUNDLE = "etc/ssl/certs/ca-certificates.crt"
OTHER = "etc/ssl/cert.pem"
UBUNTU = {"etc/os-release": "ID=ubuntu\nID_LIKE=debian\n"}
FEDORA = {"etc/os-release": "ID=fedora\n"}
ALPINE = {"etc/os-release": "ID=alpine\n"}


def done(finding: Finding) -> str:
    assert finding.do is not None
    return finding.do.render()


def test_a_good_machine(judge: Judge) -> None:
    for rule in ("tls-roots-unreadable", "tls-roots-missing"):
        finding = judge(rule, "", {BUNDLE: CERTIFICATES_FILE, **UBUNTU})
        assert finding.verdict is Verdict.OK
        assert finding.evidence[0].source == f"/{BUNDLE}"


@pytest.mark.parametrize(
    ("files", "command"),
    [
        (UBUNTU, "sudo rmdir /etc/ssl/certs/ca-certificates.crt && sudo update-ca-certificates --fresh"),
        (ALPINE, "sudo rmdir /etc/ssl/certs/ca-certificates.crt && sudo update-ca-certificates"),
        (FEDORA, "sudo rmdir /etc/ssl/certs/ca-certificates.crt && sudo update-ca-trust"),
    ],
)
def test_a_folder_that_docker_made(judge: Judge, files: dict[str, str], command: str) -> None:
    finding = judge("tls-roots-unreadable", "", {f"{BUNDLE}/.keep": "", **files})
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, None)
    assert finding.says.render() == f"/{BUNDLE} is a folder."
    assert finding.why is not None
    assert "failed to load system roots" in finding.why.render()
    assert done(finding).endswith(command)
    assert "Docker" in done(finding)
    assert judge("tls-roots-missing", "", {f"{BUNDLE}/.keep": "", **files}).verdict is Verdict.NOT_APPLICABLE


def test_a_folder_with_something_in_it_is_not_to_be_removed_with_that(judge: Judge) -> None:
    finding = judge("tls-roots-unreadable", "", {f"{BUNDLE}/mine": "", **UBUNTU})
    assert done(finding).startswith("Move what is in the folder elsewhere.")


def test_where_go_finds_others_it_weighs_less(judge: Judge) -> None:
    found = {f"{BUNDLE}/.keep": "", OTHER: CERTIFICATES_FILE, **UBUNTU}
    finding = judge("tls-roots-unreadable", "", found)
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.MEDIUM)
    assert finding.why is not None
    assert "curl" in finding.why.render()
    assert judge("tls-roots-missing", "", found).verdict is Verdict.OK


def of(places: CertificatePlaces, folder: str | None = None) -> Finding:
    see = Snapshot({ROOTS: Roots(places, folder), PACKAGES: Packages("Debian", ("debian",))})
    return unreadable.judge(see, Wanted())


def test_what_must_not_be_read_is_told_with_the_command_that_opens_it() -> None:
    file = of(CertificatePlaces((RootPlace(f"/{BUNDLE}", Sight.DENIED),), ()))
    assert file.says.render() == f"You have no permission to read /{BUNDLE}."
    assert done(file).endswith("sudo chmod 644 /etc/ssl/certs/ca-certificates.crt")
    folder = of(CertificatePlaces((), (RootPlace("/etc/ssl/certs", Sight.DENIED),)))
    assert done(folder).endswith("sudo chmod 755 /etc/ssl/certs")
    odd = of(CertificatePlaces((), (RootPlace("/etc/ssl/certs", Sight.NO_FOLDER),)))
    assert odd.says.render() == "/etc/ssl/certs is not a folder."


def test_a_folder_that_nobody_needs_is_left_alone() -> None:
    good = RootPlace("/etc/pki/tls/certs/ca-bundle.crt", Sight.GOOD)
    finding = of(CertificatePlaces((good,), (RootPlace("/etc/ssl/certs", Sight.DENIED),)))
    assert finding.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("files", "command"),
    [
        (UBUNTU, "sudo apt-get install --yes --no-install-recommends ca-certificates"),
        (FEDORA, "sudo dnf install -y --setopt=install_weak_deps=False ca-certificates"),
        ({}, "package manager of the distro."),
    ],
)
def test_without_any_the_package_is_to_be_installed(
    judge: Judge, files: dict[str, str], command: str
) -> None:
    finding = judge("tls-roots-missing", "", files)
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == "No root certificates are installed."
    assert done(finding).endswith(command)
    assert judge("tls-roots-unreadable", "", files).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("content", ["", "garbage\n", "-----BEGIN CERTIFICATE-----\n"])
def test_a_file_without_certificates(judge: Judge, content: str) -> None:
    finding = judge("tls-roots-missing", "", {BUNDLE: content, **UBUNTU})
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == f"/{BUNDLE} contains no certificate."
    assert "sudo update-ca-certificates --fresh" in done(finding)
    assert finding.severity is None


def test_an_empty_file_shadows_a_good_one_but_not_a_folder(judge: Judge) -> None:
    shadowed = judge("tls-roots-missing", "", {BUNDLE: "", OTHER: CERTIFICATES_FILE})
    assert (shadowed.verdict, shadowed.severity) == (Verdict.ADVICE, None)
    beside = judge("tls-roots-missing", "", {BUNDLE: "", "etc/ssl/certs/one.pem": CERTIFICATES_FILE})
    assert (beside.verdict, beside.severity) == (Verdict.ADVICE, Severity.MEDIUM)


def test_a_link_that_leads_nowhere(judge: Judge) -> None:
    finding = judge("tls-roots-missing", "", FEDORA, links={BUNDLE: "/etc/pki/gone.pem"})
    assert finding.says.render() == f"/{BUNDLE} leads nowhere."
    assert finding.evidence[0].quote == "/etc/pki/gone.pem"
    assert "sudo update-ca-trust" in done(finding)


def test_what_is_missing_is_not_told_as_unreadable() -> None:
    see = Snapshot({ROOTS: Roots(CertificatePlaces((), ())), PACKAGES: Packages()})
    assert unreadable.judge(see, Wanted()).verdict is Verdict.NOT_APPLICABLE
    assert missing.judge(see, Wanted()).verdict is Verdict.ADVICE
