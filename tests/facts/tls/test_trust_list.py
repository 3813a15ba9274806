"""Whether the list of certificates is what its program makes: compared with all that goes into it."""

from __future__ import annotations

import pytest

from tests.certificates import made, text_form
from tests.facts.answers import at, file, read
from wizard.facts.clock import CLOCK
from wizard.facts.tls.anchors import DEBIAN_FOLDER
from wizard.facts.tls.roots import FILES, HEAD
from wizard.facts.tls.trust_list import CONF, GLOBS, TRUST_LIST, TrustList
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Answer, Denied, Figure, FileProbe, GlobProbe, Matches, Missing, Probe
from wizard.model.wanted import TlsWanted, Wanted

ROOT, OFF, CA, HAND = made("Root"), made("Off"), made("Company CA"), made("By hand")
WANT = Wanted(tls=TlsWanted(("~/company.crt",)))
FOLDER = "/usr/share/ca-certificates/mozilla"
SHIPPED = Matches(
    ((f"{FOLDER}/off.crt", file(text_form(OFF))), (f"{FOLDER}/root.crt", file(text_form(ROOT))))
)
CONF_FILE = file("# conf\n\nmozilla/root.crt\n!mozilla/off.crt\nmozilla/gone.crt\n")


def told(
    *listed: bytes,
    system: str = "ID=debian\n",
    conf: Answer = CONF_FILE,
    shipped: Answer = SHIPPED,
) -> list[tuple[Probe, Answer]]:
    content = file(text_form(*listed))
    return [
        (CLOCK, Figure("2026-11-28T12:00:00Z")),
        at("/etc/os-release", system),
        (FileProbe(FILES[0], limit=HEAD, head=True), content),
        (FileProbe(FILES[0]), content),
        (FileProbe("~/company.crt", limit=256 * KIB), file(text_form(CA))),
        (CONF, conf),
        (GLOBS[1], shipped),
    ]


@pytest.mark.parametrize(
    ("listed", "state"),
    [
        ((ROOT,), TrustList.MADE),
        ((ROOT, ROOT), TrustList.MADE),
        ((ROOT, OFF), TrustList.BEHIND),
        ((OFF,), TrustList.BEHIND),
        ((ROOT, HAND), TrustList.EDITED),
        ((HAND,), TrustList.EDITED),
    ],
)
def test_the_list_is_compared_with_what_goes_into_it(listed: tuple[bytes, ...], state: TrustList) -> None:
    assert read(TRUST_LIST, *told(*listed), want=WANT) is state


def test_what_cannot_be_read_is_not_known() -> None:
    for pairs in (told(ROOT, conf=Denied()), told(ROOT, shipped=Denied())):
        assert isinstance(read(TRUST_LIST, *pairs, want=WANT), Unknown)


@pytest.mark.parametrize(
    ("name", "listed", "state"),
    [
        ("a.crt", (ROOT, HAND), TrustList.MADE),
        ("a.crt", (ROOT,), TrustList.BEHIND),
        ("a.pem", (ROOT,), TrustList.MADE),
    ],
)
def test_what_was_added_goes_into_it_by_its_name(
    name: str, listed: tuple[bytes, ...], state: TrustList
) -> None:
    added = GlobProbe(f"{DEBIAN_FOLDER}/*", limit=64 * KIB, head=False)
    files = Matches(((f"{DEBIAN_FOLDER}/{name}", file(text_form(HAND))),))
    assert read(TRUST_LIST, *told(*listed), (added, files), want=WANT) is state


def test_a_list_without_its_sources_is_no_list_to_be_made() -> None:
    found = read(TRUST_LIST, *told(ROOT, conf=Missing(), shipped=Missing()), want=WANT)
    assert found is TrustList.EDITED


def test_nothing_more_is_asked_where_nothing_has_to_be_added_or_another_program_makes_it() -> None:
    for pairs in (told(ROOT, CA), told(ROOT, system="ID=fedora\n")):
        assert read(TRUST_LIST, *pairs[:5], want=WANT) is TrustList.OTHER
        with pytest.raises(AssertionError, match="does not ask"):
            read(TRUST_LIST, *pairs, want=WANT)
