"""The same places, seen from Windows."""

from __future__ import annotations

from tests.facts.network.lines import place, read
from wizard.facts.network import windows
from wizard.facts.network.windows import WindowsView
from wizard.model.probes import Answers, Figure, Found, HostProbe, Unavailable, UrlProbe

HEARD = read(
    place(1)
    + place(2, "proxy ,", "https://10.0.0.7/x")
    + place(3, "proxy ,", "http://plain.test")
    + place(4, "direct", "https://github.com")
    + place(5, "database sum.golang.org", "https://sum.golang.org")
)
LIST = UrlProbe("https://proxy.test/a/@v/list", 64 * 1024)
LATEST = UrlProbe("https://sum.golang.org/latest", 64 * 1024)


def found(content: bytes) -> Found:
    return Found(content, 0o644, 0, 0, 0, len(content))


def test_names_and_documents_are_asked_and_nothing_unencrypted() -> None:
    asked = windows.questions(HEARD, "a")
    assert {each.name for each in asked if isinstance(each, HostProbe)} == {
        "addresses of proxy.test",
        "addresses of plain.test",
        "addresses of github.com",
        "addresses of sum.golang.org",
    }
    assert [each.url for each in asked if isinstance(each, UrlProbe)] == [
        LIST.url,
        "https://10.0.0.7/x/a/@v/list",
        LATEST.url,
    ]


def test_what_windows_got() -> None:
    answers = Answers(
        (
            (HostProbe("addresses of proxy.test"), Figure("10.0.0.9 10.0.0.8")),
            (HostProbe("addresses of github.com"), Unavailable("it took too long")),
            (LIST, found(b"v1.0.0\n")),
            (LATEST, found(b" <!doctype html>")),
        )
    )
    seen = windows.view(HEARD, "a", answers)
    assert seen.names == {"proxy.test": ("10.0.0.9", "10.0.0.8")}
    reached = [each.url for each in HEARD.places if seen.reaches(each)]
    assert reached == ["https://proxy.test"]


def test_what_was_not_asked_is_not_reached() -> None:
    assert not WindowsView().reaches(HEARD.places[0])
