"""The authorities that a profile names: what is told of a certificate that Go does not trust."""

from __future__ import annotations

import pytest

from tests.certificates import made, text_form
from tests.rules.conftest import Judge
from wizard.model.commands.command import line_of
from wizard.model.edits.files import RunCommand
from wizard.model.findings import Finding, Risk, Verdict

RULE = "tls-authorities-wanted"
CA, OLD = made("Company CA"), made("Old CA", until="2018-01-05T09:34:43Z")
SERVER = made("git.corp", is_authority=False)
BUNDLE = "etc/ssl/certs/ca-certificates.crt"
WANTED = '[tls]\nauthorities = ["~/company.crt"]\n'
RENEW = "sudo update-ca-certificates"
ROOT, OFF = made("Root"), made("Turned off")
SHIPPED = "usr/share/ca-certificates/mozilla/"
DEBIAN = "ID=ubuntu\nID_LIKE=debian\n"


def of(
    judge: Judge, content: str | bytes | None, *known: bytes, system: str = DEBIAN, **more: str | bytes
) -> Finding:
    files: dict[str, str | bytes] = {
        BUNDLE: text_form(ROOT, *known),
        "etc/os-release": system,
        "etc/ca-certificates.conf": "# shipped\nmozilla/root.crt\n!mozilla/off.crt\n",
        f"{SHIPPED}root.crt": text_form(ROOT),
        f"{SHIPPED}off.crt": text_form(OFF),
        **more,
    }
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
            text_form(CA, made("Other CA")),
            "does not trust the certificate ~/company.crt",
            f"sudo install -m 644 ~/company.crt /usr/local/share/ca-certificates/company.crt && {RENEW}",
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
        (
            "ID=fedora\n",
            "sudo install -m 644 ~/company.crt /etc/pki/ca-trust/source/anchors/company.crt && sudo update-ca-trust",
        ),
        ("ID=alpine\n", "/usr/local/share/ca-certificates/company.crt && sudo update-ca-certificates"),
        ('ID=opensuse-leap\nID_LIKE="suse opensuse"\n', "/etc/pki/trust/anchors/company.crt"),
        ("ID=arch\n", "/etc/ca-certificates/trust-source/anchors/company.crt && sudo update-ca-trust"),
    ],
)
def test_each_distro_has_its_own_folder_and_program(judge: Judge, system: str, command: str) -> None:
    finding = of(judge, text_form(CA), system=system)
    assert finding.do is not None
    assert command in finding.do.render()


def lines(finding: Finding) -> list[tuple[str, str]]:
    ran = [edit.command for edit in finding.edits if isinstance(edit, RunCommand)]
    assert all(each.as_root for each in ran)
    return [(each.line, line_of(each.undo or ())) for each in ran]


FRESH, MAKE = "update-ca-certificates --fresh", "update-ca-certificates"
ADDED = "/usr/local/share/ca-certificates/"


@pytest.mark.parametrize(
    ("content", "form"), [(text_form(CA), ""), (f"{text_form(CA)}\nKEY", ""), (CA, "-inform der ")]
)
def test_in_debian_it_is_added_and_the_list_made_before_and_after(
    judge: Judge, content: str | bytes, form: str
) -> None:
    finding = of(judge, content)
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert lines(finding) == [
        (FRESH, FRESH),
        (f"openssl x509 {form}-in /home/me/company.crt -out {ADDED}company.crt", f"rm -f {ADDED}company.crt"),
        (MAKE, MAKE),
    ]


def test_it_takes_no_name_that_another_one_has(judge: Judge) -> None:
    other = made("Other CA")
    taken = {f"{ADDED[1:]}company.crt": text_form(other), f"{ADDED[1:]}company-2.pem": "x"}
    finding = of(judge, text_form(CA), other, **taken)
    assert lines(finding)[1][1] == f"rm -f {ADDED}company-2.crt"


def test_two_of_one_name_are_two_files_without_odd_signs(judge: Judge) -> None:
    wanted = '[tls]\nauthorities = ["~/a/our ca (1).cer", "/srv/our ca (1).pem"]\n'
    files = {
        BUNDLE: text_form(ROOT),
        "etc/os-release": DEBIAN,
        "etc/ca-certificates.conf": "mozilla/root.crt\n",
        f"{SHIPPED}root.crt": text_form(ROOT),
        "home/me/a/our ca (1).cer": text_form(CA),
        "srv/our ca (1).pem": text_form(made("Other CA")),
    }
    found = lines(judge(RULE, wanted, files))
    assert [undo for _, undo in found[1:3]] == [
        f"rm -f {ADDED}our-ca-1-.crt",
        f"rm -f {ADDED}our-ca-1--2.crt",
    ]
    assert "-in '/home/me/a/our ca (1).cer'" in found[1][0]


@pytest.mark.parametrize(
    ("listed", "more", "do"),
    [
        ((made("By hand"),), {}, "Certificates were added to /etc/ssl/certs/ca-certificates.crt by hand"),
        ((OFF,), {}, "Add it to the certificates of the distro"),
        ((), {f"{ADDED[1:]}old.crt": text_form(made("Added"))}, "Add it to the certificates of the distro"),
    ],
)
def test_a_list_that_would_not_come_back_is_left_to_a_person(
    judge: Judge, listed: tuple[bytes, ...], more: dict[str, str], do: str
) -> None:
    finding = of(judge, text_form(CA), *listed, **more)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert finding.do is not None
    assert finding.do.render().startswith(do)


def test_what_only_a_person_can_mend_comes_first(judge: Judge) -> None:
    wanted = '[tls]\nauthorities = ["~/company.crt", "~/gone.crt"]\n'
    files = {BUNDLE: text_form(ROOT), "etc/os-release": DEBIAN, "home/me/company.crt": text_form(CA)}
    finding = judge(RULE, wanted, files)
    assert finding.verdict is Verdict.BLOCKED
    assert finding.says.render() == "The certificate ~/gone.crt is not there."
