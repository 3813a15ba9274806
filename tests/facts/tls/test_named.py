"""What variables name as certificates is looked at, and nothing where none of them is set."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from wizard.facts.tls.named import NAMED_CERTIFICATES, has_certificates, paths_of
from wizard.facts.tls.roots import HEAD
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Denied, FileProbe, Found, Missing, Probe, Special

ONE = b"-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"


def head(path: str, answer: Answer) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=HEAD, head=True), answer


def test_nothing_is_asked_where_nothing_is_named() -> None:
    assert read(NAMED_CERTIFICATES, at("~/.profile", "export EDITOR=vi\n")) == {}


def test_each_path_is_asked_for_once_and_found_by_its_whole_name() -> None:
    named = read(
        NAMED_CERTIFICATES,
        at(
            "~/.profile",
            "export SSL_CERT_FILE=$HOME/own.pem\nexport SSL_CERT_DIR=/a:/b\nexport CURL_CA_BUNDLE=/a\n",
        ),
        head("~/own.pem", file(ONE)),
        head("/a", Denied()),
    )
    assert not isinstance(named, Unknown)
    assert {path: type(answer) for path, answer in named.items()} == {
        "/home/me/own.pem": Found,
        "/a": Denied,
        "/b": Missing,
    }


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        (file(ONE), True),
        (file(b"x"), False),
        (Found(b"#" * HEAD, 0o644, 0, 0, 0, HEAD + 1), None),
        (Missing(), False),
        (Special("char", 0o666, 0, 0), False),
        (Denied(), None),
        (GONE, None),
        (None, None),
    ],
)
def test_whether_there_are_certificates(answer: Answer | None, known: bool | None) -> None:
    assert has_certificates(answer) is known


def test_only_folders_are_a_list() -> None:
    assert paths_of("SSL_CERT_DIR", "/a::/b") == ("/a", "/b")
    assert paths_of("SSL_CERT_FILE", "/a:/b") == ("/a:/b",)
