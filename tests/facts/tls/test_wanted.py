"""The certificates that a profile wants Go to trust: what there is to say of each file."""

from __future__ import annotations

import pytest

from tests.certificates import made, text_form
from tests.facts.answers import file, read
from wizard.facts.clock import CLOCK
from wizard.facts.tls.roots import FILES, HEAD
from wizard.facts.tls.wanted import AUTHORITIES, Authority, AuthorityState
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Answer, Denied, Figure, FileProbe, Missing, Probe, Special
from wizard.model.wanted import TlsWanted, Wanted

CA, OTHER, OLD = made("Company CA"), made("Other CA"), made("Old CA", until="2018-01-05T09:34:43Z")
SERVER = made("git.corp", is_authority=False)
PATH = "~/company.crt"
WANT = Wanted(tls=TlsWanted((PATH,)))
TIME = (CLOCK, Figure("2026-11-28T12:00:00Z"))


def bundle(*certificates: bytes) -> list[tuple[Probe, Answer]]:
    content = text_form(made("Root"), *certificates)
    return [(FileProbe(FILES[0], limit=HEAD, head=True), file(content)), (FileProbe(FILES[0]), file(content))]


def named(answer: Answer, path: str = PATH) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=256 * KIB), answer


@pytest.mark.parametrize(
    ("answer", "known", "state"),
    [
        (file(text_form(CA)), (CA,), AuthorityState.TRUSTED),
        (file(text_form(CA)), (), AuthorityState.NOT_TRUSTED),
        (file(text_form(CA, OTHER)), (CA,), AuthorityState.NOT_TRUSTED),
        (file(text_form(CA, OTHER)), (CA, OTHER), AuthorityState.TRUSTED),
        (file(text_form(OLD)), (OLD,), AuthorityState.EXPIRED),
        (file(text_form(SERVER)), (), AuthorityState.OF_A_SERVER),
        (file(CA), (), AuthorityState.BINARY),
        (file(CA), (CA,), AuthorityState.TRUSTED),
        (file("<html>"), (), AuthorityState.NO_CERTIFICATE),
        (Missing(), (), AuthorityState.MISSING),
        (Special("directory", 0o755, 0, 0, None), (), AuthorityState.MISSING),
    ],
)
def test_each_file_is_called_what_it_is(
    answer: Answer, known: tuple[bytes, ...], state: AuthorityState
) -> None:
    found = read(AUTHORITIES, TIME, named(answer), *bundle(*known), want=WANT)
    assert not isinstance(found, Unknown)
    assert [(each.path, each.state) for each in found] == [(PATH, state)]


def test_the_day_it_ended_is_known() -> None:
    found = read(AUTHORITIES, TIME, named(file(text_form(OLD))), *bundle(), want=WANT)
    assert found == (Authority(PATH, AuthorityState.EXPIRED, "2018-01-05"),)


def test_only_what_has_to_be_added_keeps_its_content() -> None:
    for answer, content in ((file(text_form(CA)), text_form(CA).encode()), (file(CA), CA), (file("x"), b"")):
        found = read(AUTHORITIES, TIME, named(answer), *bundle(), want=WANT)
        assert not isinstance(found, Unknown)
        assert [(each.content, each.has_to_be_added) for each in found] == [(content, bool(content))]


def test_what_nobody_may_read_is_not_known() -> None:
    assert isinstance(read(AUTHORITIES, TIME, named(Denied()), *bundle(), want=WANT), Unknown)


def test_nothing_is_asked_as_long_as_none_is_named() -> None:
    assert read(AUTHORITIES, TIME, bundle()[0], want=Wanted()) == ()
    with pytest.raises(AssertionError, match="does not ask"):
        read(AUTHORITIES, TIME, *bundle(), want=Wanted())
