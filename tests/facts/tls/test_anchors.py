"""Certificates that somebody gave to a distro: which of them help nobody, and why."""

from __future__ import annotations

import pytest

from tests.certificates import made, text_form
from tests.facts.answers import GONE, file, read
from wizard.facts.clock import CLOCK
from wizard.facts.tls.anchors import ANCHORS, Anchor, AnchorFault, faulty
from wizard.facts.tls.roots import FILES, FOLDERS, HEAD
from wizard.model.facts import Unknown
from wizard.model.probes import (
    KIB,
    Answer,
    Denied,
    Figure,
    FileProbe,
    GlobProbe,
    Matches,
    Probe,
    Special,
    TooBig,
)

CA, OTHER, OLD = made("Company CA"), made("Other CA"), made("Old CA", until="2018-01-05T09:34:43Z")
SERVER = made("git.corp", is_authority=False)
DEBIAN, FEDORA = "/usr/local/share/ca-certificates", "/etc/pki/ca-trust/source/anchors"
TIME = (CLOCK, Figure("2026-11-28T12:00:00Z"))


def bundle(*certificates: bytes, path: str = FILES[0]) -> list[tuple[Probe, Answer]]:
    content = text_form(CA if not certificates else made("Root"), *certificates)
    return [
        (FileProbe(path, limit=HEAD, head=True), file(content)),
        (FileProbe(path), file(content)),
    ]


def inside(path: str, answer: Answer) -> tuple[Probe, Answer]:
    folder = path.rpartition("/")[0]
    return GlobProbe(f"{folder}/*", limit=64 * KIB, head=False), Matches(((path, answer),))  # type: ignore[arg-type]


def fault_of(path: str, content: bytes | str, *known: bytes) -> AnchorFault | None:
    found = read(ANCHORS, TIME, inside(path, file(content)), *bundle(*known))
    assert not isinstance(found, Unknown)
    (anchor,) = found
    assert anchor.path == path
    return anchor.fault


@pytest.mark.parametrize(
    ("path", "content", "known", "fault"),
    [
        (f"{DEBIAN}/a.crt", text_form(OTHER), [OTHER], None),
        (f"{DEBIAN}/a.crt", text_form(OTHER, made("Third")), [OTHER, made("Third")], None),
        (
            f"{DEBIAN}/a.pem",
            text_form(OTHER),
            [OTHER],
            None,
        ),  # Alpine may take it: what counts is the outcome
        (f"{DEBIAN}/a.pem", text_form(OTHER), [], AnchorFault.NAME),
        (f"{DEBIAN}/a.CRT", text_form(OTHER), [], AnchorFault.NAME),
        (f"{DEBIAN}/a.crt", text_form(OTHER), [], AnchorFault.NOT_TAKEN),
        (f"{DEBIAN}/a.crt", text_form(OTHER, CA), [OTHER], AnchorFault.NOT_TAKEN),
        (f"{DEBIAN}/a.crt", OTHER, [], AnchorFault.BINARY),
        (f"{DEBIAN}/a.cer", OTHER, [], AnchorFault.BINARY),
        (f"{DEBIAN}/a.crt", "<html>", [], AnchorFault.NOTHING),
        (f"{DEBIAN}/a.crt", text_form(OLD), [OLD], AnchorFault.EXPIRED),
        (f"{DEBIAN}/a.crt", text_form(SERVER), [SERVER], AnchorFault.OF_A_SERVER),
        (f"{DEBIAN}/a.crt", text_form(SERVER, OTHER), [SERVER, OTHER], None),
        (f"{FEDORA}/a.der", OTHER, [OTHER], None),
        (f"{FEDORA}/a.der", OTHER, [], AnchorFault.NOT_TAKEN),
        (f"{FEDORA}/a", text_form(OTHER), [], AnchorFault.NOT_TAKEN),
    ],
)
def test_what_is_wrong_with_a_file(
    path: str, content: bytes | str, known: list[bytes], fault: AnchorFault | None
) -> None:
    assert fault_of(path, content, *known, made("Root")) is fault


def test_what_is_no_certificate_and_is_not_called_one_is_passed_over() -> None:
    pairs = [TIME, inside(f"{FEDORA}/README", file("put them here")), *bundle()[:1]]
    assert read(ANCHORS, *pairs) == ()
    folder = [TIME, inside(f"{DEBIAN}/corp", Special("directory", 0o755, 0, 0)), *bundle()[:1]]
    assert read(ANCHORS, *folder) == ()


def test_a_folder_in_the_folder_is_looked_into() -> None:
    path = f"{DEBIAN}/corp/a.crt"
    nested = GlobProbe(f"{DEBIAN}/*/*", limit=64 * KIB, head=False)
    found = read(ANCHORS, TIME, (nested, Matches(((path, file(text_form(OTHER))),))), *bundle())
    assert found == (Anchor(path, AnchorFault.NOT_TAKEN),)


def test_until_when_it_was_valid_is_told() -> None:
    found = read(ANCHORS, TIME, inside(f"{DEBIAN}/a.crt", file(text_form(OLD))), *bundle(OLD))
    assert not isinstance(found, Unknown)
    assert [each.until for each in faulty(found)] == ["2018-01-05"]


def test_where_go_takes_no_file_nothing_is_taken() -> None:
    folder = (FileProbe(FOLDERS[0], limit=0, head=True), Special("directory", 0o755, 0, 0))
    found = read(ANCHORS, TIME, folder, inside(f"{DEBIAN}/a.crt", file(text_form(OTHER))))
    assert not isinstance(found, Unknown)
    assert found[0].fault is AnchorFault.NOT_TAKEN


@pytest.mark.parametrize("answer", [Denied(), TooBig(1 << 20)])
def test_a_file_that_was_not_seen_is_unknown(answer: Answer) -> None:
    assert isinstance(read(ANCHORS, TIME, inside(f"{DEBIAN}/a.crt", answer), *bundle()[:1]), Unknown)


def test_without_the_list_or_the_time_nobody_knows() -> None:
    anchor = inside(f"{DEBIAN}/a.crt", file(text_form(OTHER)))
    head, whole = bundle()
    assert isinstance(read(ANCHORS, TIME, anchor, head, (whole[0], GONE)), Unknown)
    assert isinstance(read(ANCHORS, (CLOCK, GONE), anchor, head), Unknown)
